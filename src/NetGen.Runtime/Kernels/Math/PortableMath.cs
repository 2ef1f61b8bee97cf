using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>Scalar functions in double from IEEE-exact operations alone, so that they give the same bits on every platform.</summary>
internal static class PortableMath
{
    private const double Ln2 = 0.693147180559945309417;

    /// <summary>The natural logarithm: minus infinity at zero, NaN below.</summary>
    /// <remarks>x = 2^k m, m in sqrt(1/2) to sqrt(2); ln m = 2 artanh s = 2 (s + s^3/3 + ... + s^21/21), s = (m - 1) / (m + 1).</remarks>
    [MethodImpl(Hot.Precompiled)]
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

    /// <summary>The exponential of a finite number, within a few units in the last place.</summary>
    /// <remarks>x = k ln 2 + r, |r| at most ln(2) / 2; e^r by its Taylor series up to r^14.</remarks>
    [MethodImpl(Hot.Precompiled)]
    public static double Exp(double x)
    {
        // In two parts, the upper one so short that k times it is exact.
        const double Ln2Upper = 0.693147180369123816490, Ln2Lower = 1.90821492927058770002e-10;
        double k = Math.Round(Math.Clamp(x, -800, 800) / Ln2);
        double r = x - k * Ln2Upper - k * Ln2Lower;
        double series = 1;
        for (int i = 14; i > 0; i--)
            series = 1 + series * r / i;
        return Math.Abs(x) > 800 ? x > 0 ? double.PositiveInfinity : 0 : Math.ScaleB(series, (int)k);
    }

    /// <summary>x^y for x above 0: by multiplications alone where y is a whole number.</summary>
    public static double Pow(double x, double y)
    {
        if (y != Math.Floor(y) || Math.Abs(y) > long.MaxValue)
            return Exp(y * Log(x));

        double power = 1;
        double factor = y < 0 ? 1 / x : x;
        for (long n = (long)Math.Abs(y); n > 0; n /= 2)
        {
            if (n % 2 == 1)
                power *= factor;
            factor *= factor;
        }

        return power;
    }

    /// <summary>The cosine of pi times t, t from 0 to 1.</summary>
    /// <remarks>By symmetry to an angle of at most pi/4, then the Taylor series of cosine or sine up to the power 17.</remarks>
    [MethodImpl(Hot.Precompiled)]
    public static double CosPi(double t)
    {
        if (t > 0.5)
            return -CosPi(1 - t);

        bool isSine = t > 0.25;
        double angle = Math.PI * (isSine ? 0.5 - t : t);
        double square = angle * angle;
        double series = 1;
        for (int i = 16; i > 0; i -= 2)
            series = 1 - series * square / (isSine ? i * (i + 1) : (i - 1) * i);
        return isSine ? angle * series : series;
    }
}
