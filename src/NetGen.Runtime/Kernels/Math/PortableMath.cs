using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>Scalar functions in double from IEEE-exact operations alone, so that they give the same bits on every platform.</summary>
internal static class PortableMath
{
    private const double Ln2 = 0.693147180559945309417;

    /// <summary>The natural logarithm: minus infinity at zero, NaN below.</summary>
    /// <remarks>x = 2^k m, m in sqrt(1/2) to sqrt(2); ln m = 2 artanh s = 2 (s + s^3/3 + ... + s^21/21), s = (m - 1) / (m + 1).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0)
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x))
            return x;

        int exponent = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984.0;
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double series = square * (1.0 / 3 + square * (1.0 / 5 + square * (1.0 / 7 + square * (1.0 / 9 + square * (1.0 / 11
            + square * (1.0 / 13 + square * (1.0 / 15 + square * (1.0 / 17 + square * (1.0 / 19 + square * (1.0 / 21))))))))));
        return exponent * Ln2 + 2 * (s + s * series);
    }
}
