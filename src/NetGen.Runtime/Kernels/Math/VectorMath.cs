using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>Elementary functions on 16 lanes, at most 2 units in the last place off.</summary>
/// <remarks>
/// Only operations that IEEE 754 defines to the bit are used, so the results are equal on every processor and at every vector width.
/// NaN stays NaN. Results that would be denormal are zero, because arithmetic on denormals is slow.
/// The polynomials for exp are minimax on |r| up to ln(2)/2, found by Remez's exchange; that for log is S. Moshier's (Cephes, logf), on 1/sqrt(2) to sqrt(2).
/// </remarks>
internal static partial class VectorMath<T>
    where T : struct, ILanes<T>
{
    // Adding 1.5 * 2^23 rounds to an integer and leaves that integer in the low bits.
    private const float RoundingShift = 12582912f;
    private const float Log2E = 1.44269504088896341f;
    private const float Ln2High = 0.693145751953125f;
    private const float Ln2Low = 1.428606765330187045e-06f;
    private const float Ln2 = 0.693147180559945309f;
    private const float MaxExp = 88.72283172607421875f;
    private const float MinExp = -87.33654022216796875f;

    // The bits of sqrt(1/2).
    private const uint SqrtHalf = 0x3F3504F3;

    /// <summary>e^x. Zero where the result would be below the smallest normal float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp(T x)
    {
        var shifted = T.FusedMultiplyAdd(x, T.Of(Log2E), T.Of(RoundingShift));
        var r = Reduce(x, shifted - T.Of(RoundingShift));
        var p = T.FusedMultiplyAdd(T.FusedMultiplyAdd(ExpTail(r), r, T.Of(1f)), r, T.Of(1f));
        // The power of two goes straight into the exponent: p is in 0.7 to 1.42, and what would overflow or underflow is replaced below.
        var scaled = T.AddBits(p, T.ShiftBitsLeft(shifted, 23));
        // Not at most MaxExp means overflow or NaN; adding infinity keeps the one and makes the other.
        var finite = T.Select(T.LessThanOrEqual(x, T.Of(MaxExp)), scaled, x + T.Of(float.PositiveInfinity));
        return ZeroBelow(x, finite);
    }

    /// <summary>e^x for x up to 0, in fewer operations than <see cref="Exp"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpOfNegative(T x)
    {
        // Of a number and NaN this gives the second, so that NaN stays.
        var bounded = T.MaxNative(T.Of(MinExp), x);
        var shifted = T.FusedMultiplyAdd(bounded, T.Of(Log2E), T.Of(RoundingShift));
        var r = Reduce(bounded, shifted - T.Of(RoundingShift));
        var p = T.FusedMultiplyAdd(T.FusedMultiplyAdd(ExpTail(r), r, T.Of(1f)), r, T.Of(1f));
        return ZeroBelow(x, p * Power(shifted));
    }

    /// <summary>e^x - 1 for x up to 0, accurate to the last places near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1(T x)
    {
        x = T.MaxNative(T.Of(-20f), x);
        var shifted = T.FusedMultiplyAdd(x, T.Of(Log2E), T.Of(RoundingShift));
        var r = Reduce(x, shifted - T.Of(RoundingShift));
        var fraction = T.FusedMultiplyAdd(Expm1Tail(r) * r, r, r);
        var power = Power(shifted);
        return T.FusedMultiplyAdd(power, fraction, power - T.Of(1f));
    }

    /// <summary>e^x - 1 for x up to 0, to the bits of <see cref="Expm1"/>, and e^x; zero where that would be below the smallest normal float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Expm1AndExp(T x, out T exp)
    {
        // Of a number and NaN this gives the second, so that NaN stays.
        var bounded = T.MaxNative(T.Of(MinExp), x);
        var shifted = T.FusedMultiplyAdd(bounded, T.Of(Log2E), T.Of(RoundingShift));
        var r = Reduce(bounded, shifted - T.Of(RoundingShift));
        var fraction = T.FusedMultiplyAdd(Expm1Tail(r) * r, r, r);
        var power = Power(shifted);
        exp = ZeroBelow(x, T.FusedMultiplyAdd(power, fraction, power));
        return T.FusedMultiplyAdd(power, fraction, power - T.Of(1f));
    }

    /// <summary>The natural logarithm of positive normal floats and infinity; NaN for anything negative, minus infinity for zero and denormals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log(T x)
    {
        // x = 2^exponent * mantissa, the mantissa in sqrt(1/2) to sqrt(2).
        var bits = T.AddBits(x, T.OfBits(unchecked(0u - SqrtHalf)));
        var exponent = T.ToFloats(T.ShiftNumbersRight(bits, 23));
        var mantissa = T.AddBits(bits & T.OfBits(0x007FFFFF), T.OfBits(SqrtHalf));
        var z = mantissa - T.Of(1f);
        var result = T.FusedMultiplyAdd(exponent, T.Of(Ln2High), T.FusedMultiplyAdd(exponent, T.Of(Ln2Low), T.FusedMultiplyAdd(z * LogTail(z), z, z)));
        result = T.Select(T.LessThan(x, T.Of(float.PositiveInfinity)), result, x);
        result = T.Select(T.LessThan(x, T.Of(Lanes.MinNormal)), T.Of(float.NegativeInfinity), result);
        return T.Select(T.LessThan(x, T.Zero), T.Of(float.NaN), result);
    }

    /// <summary>ln(1 + x) for x in 0 to 1, accurate to the last places near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1p(T x)
    {
        // Above sqrt(2) - 1: 1 + x = 2 (1 + (x - 1) / 2).
        var upper = T.GreaterThan(x, T.Of(0.41421356f));
        var z = T.Select(upper, (x - T.Of(1f)) * T.Of(0.5f), x);
        return T.FusedMultiplyAdd(z * LogTail(z), z, z) + (upper & T.Of(Ln2));
    }

    /// <summary>The hyperbolic tangent, with full relative accuracy near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh(T x) => TanhEnd(x, TanhBegin(x));

    /// <summary>The first half of <see cref="Tanh"/>: e^(-2 |x|) - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TanhBegin(T x) => Expm1(T.Abs(x) * T.Of(-2f));

    /// <summary>The second half of <see cref="Tanh"/>: -e / (2 + e) with the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TanhEnd(T x, T e) => DivideBySum(-e, 2f, e) | (x & T.Of(-0f));

    /// <summary>The slope of the hyperbolic tangent, 4 e / (1 + e)^2, from e^(-2 |x|) - 1 and e = e^(-2 |x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T TanhSlope(T minusOne, T e)
    {
        var reciprocal = ReciprocalOfNegated(T.Of(-2f) - minusOne);
        return e * T.Of(4f) * (reciprocal * reciprocal);
    }

    /// <summary>1 / (1 + e^-x). Zero where the result would be below the smallest normal float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid(T x) => SigmoidEnd(x, ExpOfMinusAbs(x));

    /// <summary>The second half of <see cref="Sigmoid"/>, from <see cref="ExpOfMinusAbs"/>: 1 / (1 + e), or e / (1 + e) where x is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SigmoidEnd(T x, T e)
        => DivideBySum(T.Select(T.LessThan(x, T.Zero), e, T.Of(1f)), 1f, e);

    /// <summary>The slope of the sigmoid, e / (1 + e)^2, from e = e^-|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SigmoidSlope(T e)
    {
        var reciprocal = ReciprocalOfNegated(T.Of(-1f) - e);
        return e * (reciprocal * reciprocal);
    }

    /// <summary>ln(1 + e^x), stable on both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Softplus(T x) => SoftplusEnd(x, ExpOfMinusAbs(x));

    /// <summary>The second half of <see cref="Softplus"/>, from <see cref="ExpOfMinusAbs"/>: max(0, x) + ln(1 + e).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SoftplusEnd(T x, T e) => T.MaxNative(T.Zero, x) + Log1p(e);

    /// <summary>e^-|x|: the first half of <see cref="Sigmoid"/> and <see cref="Softplus"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpOfMinusAbs(T x) => ExpOfNegative(x | T.Of(-0f));

    /// <summary>1 / sqrt(x) for positive normal floats, at most 1 unit in the last place off; finite for 0, and without meaning for infinity.</summary>
    /// <remarks>
    /// A third of the time of a square root and a division. The first guess and step: L. Moroz et al., "Fast calculation of inverse square
    /// root with the use of magic constant" (2018), good to 7e-4; then one step of third order.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ReciprocalSqrt(T x)
    {
        // 0x5F1FFFF9 - bits / 2. The signs are chosen so that no operation is spent on changing one.
        var guess = T.AddBits(~T.ShiftBitsRight(x, 1), T.OfBits(0x5F1FFFFA));
        var near = guess * T.Of(-0.703952253f) * T.FusedMultiplyAdd(x * guess, guess, T.Of(-2.38924456f));
        var error = T.FusedMultiplyAdd(x * near, near, T.Of(-1f));
        return T.FusedMultiplyAdd(near * error, T.FusedMultiplyAdd(error, T.Of(0.375f), T.Of(-0.5f)), near);
    }

    /// <summary>x - n ln(2), with ln(2) in two parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Reduce(T x, T n)
        => T.FusedMultiplyAdd(n, T.Of(-Ln2Low), T.FusedMultiplyAdd(n, T.Of(-Ln2High), x));

    /// <summary>The power of two whose exponent stands in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Power(T shifted)
        => T.AddBits(T.ShiftBitsLeft(shifted, 23), T.Of(1f));

    /// <summary>Zero where e^x is below the smallest normal float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ZeroBelow(T x, T exp)
        => T.Select(T.LessThan(x, T.Of(MinExp)), T.Zero, exp);

    /// <summary>numerator / (larger + smaller) rounded nearly once, for a sum in 1 to 2.</summary>
    /// <remarks>
    /// A quotient from a reciprocal good to 1e-4 is corrected by its remainder, into which goes what the sum lost in rounding. That is
    /// faster than a division and more accurate. The negative sum spares changing signs.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T DivideBySum(T numerator, float larger, T smaller)
    {
        var negative = T.Of(-larger) - smaller;
        var negativeLost = (T.Of(-larger) - negative) - smaller;
        var reciprocal = NearReciprocalOfNegated(negative);
        var quotient = numerator * reciprocal;
        var remainder = T.FusedMultiplyAdd(quotient, negativeLost, T.FusedMultiplyAdd(quotient, negative, numerator));
        return T.FusedMultiplyAdd(remainder, reciprocal, quotient);
    }

    /// <summary>1 / -x for x in -2 to -1, good to 1e-4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T NearReciprocalOfNegated(T x)
    {
        var reciprocal = T.FusedMultiplyAdd(T.FusedMultiplyAdd(x, T.Of(0.323232323f), T.Of(1.454545455f)), x, T.Of(2.121212121f));
        return T.FusedMultiplyAdd(T.FusedMultiplyAdd(x, reciprocal, T.Of(1f)), reciprocal, reciprocal);
    }

    /// <summary>1 / -x for x in -2 to -1, to the last place or two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ReciprocalOfNegated(T x)
    {
        var reciprocal = NearReciprocalOfNegated(x);
        return T.FusedMultiplyAdd(T.FusedMultiplyAdd(x, reciprocal, T.Of(1f)), reciprocal, reciprocal);
    }

    /// <summary>(e^r - 1 - r) / r^2, minimax for e^r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ExpTail(T r)
    {
        var p = T.FusedMultiplyAdd(T.Of(0.0013814584033f), r, T.Of(0.0083687239360f));
        p = T.FusedMultiplyAdd(p, r, T.Of(0.0416683887295f));
        p = T.FusedMultiplyAdd(p, r, T.Of(0.1666652057357f));
        return T.FusedMultiplyAdd(p, r, T.Of(0.4999999344389f));
    }

    /// <summary>(e^r - 1 - r) / r^2, minimax for e^r - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Expm1Tail(T r)
    {
        var p = T.FusedMultiplyAdd(T.Of(0.0013946462554f), r, T.Of(0.0083665906102f));
        p = T.FusedMultiplyAdd(p, r, T.Of(0.0416662818591f));
        p = T.FusedMultiplyAdd(p, r, T.Of(0.1666654294267f));
        return T.FusedMultiplyAdd(p, r, T.Of(0.5000000061975f));
    }

    /// <summary>(ln(1 + z) - z) / z^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogTail(T z)
    {
        var p = T.FusedMultiplyAdd(T.Of(7.0376836292E-2f), z, T.Of(-1.1514610310E-1f));
        p = T.FusedMultiplyAdd(p, z, T.Of(1.1676998740E-1f));
        p = T.FusedMultiplyAdd(p, z, T.Of(-1.2420140846E-1f));
        p = T.FusedMultiplyAdd(p, z, T.Of(1.4249322787E-1f));
        p = T.FusedMultiplyAdd(p, z, T.Of(-1.6668057665E-1f));
        p = T.FusedMultiplyAdd(p, z, T.Of(2.0000714765E-1f));
        p = T.FusedMultiplyAdd(p, z, T.Of(-2.4999993993E-1f));
        p = T.FusedMultiplyAdd(p, z, T.Of(3.3333331174E-1f));
        return T.FusedMultiplyAdd(p, z, T.Of(-0.5f));
    }
}
