using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>Elementary functions on 16 lanes, at most 2 units in the last place off.</summary>
/// <remarks>
/// Only operations that IEEE 754 defines to the bit are used, so the results are equal on every processor and at every vector width.
/// NaN stays NaN. Results that would be denormal are zero, because arithmetic on denormals is slow.
/// The polynomials for exp are minimax on |r| up to ln(2)/2, found by Remez's exchange; that for log is S. Moshier's (Cephes, logf), on 1/sqrt(2) to sqrt(2).
/// </remarks>
internal static partial class VectorMath
{
    // Adding 1.5 * 2^23 rounds to an integer and leaves that integer in the low bits.
    private const float RoundingShift = 12582912f;
    private const float Log2E = 1.44269504088896341f;
    private const float Ln2High = 0.693145751953125f;
    private const float Ln2Low = 1.428606765330187045e-06f;
    private const float Ln2 = 0.693147180559945309f;
    private const float MaxExp = 88.72283172607421875f;
    private const float MinExp = -87.33654022216796875f;

    /// <summary>e^x. Zero where the result would be below the smallest normal float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        var shifted = Fma(x, Of(Log2E), Of(RoundingShift));
        var r = Reduce(x, shifted - Of(RoundingShift));
        var p = Fma(Fma(ExpTail(r), r, Of(1f)), r, Of(1f));
        // The power of two goes straight into the exponent: p is in 0.7 to 1.42, and what would overflow or underflow is replaced below.
        var scaled = (p.AsInt32() + Vector512.ShiftLeft(shifted.AsInt32(), 23)).AsSingle();
        // Not at most MaxExp means overflow or NaN; adding infinity keeps the one and makes the other.
        var finite = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Of(MaxExp)), scaled, x + Of(float.PositiveInfinity));
        return ZeroBelow(x, finite);
    }

    /// <summary>e^x for x up to 0, in fewer operations than <see cref="Exp"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpOfNegative(Vector512<float> x)
    {
        // Of a number and NaN this gives the second, so that NaN stays.
        var bounded = Vector512.MaxNative(Of(MinExp), x);
        var shifted = Fma(bounded, Of(Log2E), Of(RoundingShift));
        var r = Reduce(bounded, shifted - Of(RoundingShift));
        var p = Fma(Fma(ExpTail(r), r, Of(1f)), r, Of(1f));
        return ZeroBelow(x, p * Power(shifted));
    }

    /// <summary>e^x - 1 for x up to 0, accurate to the last places near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Expm1(Vector512<float> x)
    {
        x = Vector512.MaxNative(Of(-20f), x);
        var shifted = Fma(x, Of(Log2E), Of(RoundingShift));
        var r = Reduce(x, shifted - Of(RoundingShift));
        var fraction = Fma(Expm1Tail(r) * r, r, r);
        var power = Power(shifted);
        return Fma(power, fraction, power - Of(1f));
    }

    /// <summary>e^x - 1 for x up to 0, to the bits of <see cref="Expm1"/>, and e^x; zero where that would be below the smallest normal float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Expm1AndExp(Vector512<float> x, out Vector512<float> exp)
    {
        // Of a number and NaN this gives the second, so that NaN stays.
        var bounded = Vector512.MaxNative(Of(MinExp), x);
        var shifted = Fma(bounded, Of(Log2E), Of(RoundingShift));
        var r = Reduce(bounded, shifted - Of(RoundingShift));
        var fraction = Fma(Expm1Tail(r) * r, r, r);
        var power = Power(shifted);
        exp = ZeroBelow(x, Fma(power, fraction, power));
        return Fma(power, fraction, power - Of(1f));
    }

    /// <summary>The natural logarithm of positive normal floats and infinity; NaN for anything negative, minus infinity for zero and denormals.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        // x = 2^exponent * mantissa, the mantissa in sqrt(1/2) to sqrt(2).
        var bits = x.AsInt32() - Vector512.Create(0x3F3504F3);
        var exponent = Vector512.ConvertToSingle(Vector512.ShiftRightArithmetic(bits, 23));
        var mantissa = ((bits & Vector512.Create(0x007FFFFF)) + Vector512.Create(0x3F3504F3)).AsSingle();
        var z = mantissa - Of(1f);
        var result = Fma(exponent, Of(Ln2High), Fma(exponent, Of(Ln2Low), Fma(z * LogTail(z), z, z)));
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Of(float.PositiveInfinity)), result, x);
        result = Vector512.ConditionalSelect(Vector512.LessThan(x, Of(Lanes.MinNormal)), Of(float.NegativeInfinity), result);
        return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Of(float.NaN), result);
    }

    /// <summary>ln(1 + x) for x in 0 to 1, accurate to the last places near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1p(Vector512<float> x)
    {
        // Above sqrt(2) - 1: 1 + x = 2 (1 + (x - 1) / 2).
        var upper = Vector512.GreaterThan(x, Of(0.41421356f));
        var z = Vector512.ConditionalSelect(upper, (x - Of(1f)) * Of(0.5f), x);
        return Fma(z * LogTail(z), z, z) + (upper & Of(Ln2));
    }

    /// <summary>The hyperbolic tangent, with full relative accuracy near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) => TanhEnd(x, TanhBegin(x));

    /// <summary>The first half of <see cref="Tanh"/>: e^(-2 |x|) - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhBegin(Vector512<float> x) => Expm1(Vector512.Abs(x) * Of(-2f));

    /// <summary>The second half of <see cref="Tanh"/>: -e / (2 + e) with the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhEnd(Vector512<float> x, Vector512<float> e) => DivideBySum(-e, 2f, e) | (x & Of(-0f));

    /// <summary>The slope of the hyperbolic tangent, 4 e / (1 + e)^2, from e^(-2 |x|) - 1 and e = e^(-2 |x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> TanhSlope(Vector512<float> minusOne, Vector512<float> e)
    {
        var reciprocal = ReciprocalOfNegated(Of(-2f) - minusOne);
        return e * Of(4f) * (reciprocal * reciprocal);
    }

    /// <summary>1 / (1 + e^-x). Zero where the result would be below the smallest normal float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => SigmoidEnd(x, ExpOfMinusAbs(x));

    /// <summary>The second half of <see cref="Sigmoid"/>, from <see cref="ExpOfMinusAbs"/>: 1 / (1 + e), or e / (1 + e) where x is negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SigmoidEnd(Vector512<float> x, Vector512<float> e)
        => DivideBySum(Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), e, Of(1f)), 1f, e);

    /// <summary>The slope of the sigmoid, e / (1 + e)^2, from e = e^-|x|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SigmoidSlope(Vector512<float> e)
    {
        var reciprocal = ReciprocalOfNegated(Of(-1f) - e);
        return e * (reciprocal * reciprocal);
    }

    /// <summary>ln(1 + e^x), stable on both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) => SoftplusEnd(x, ExpOfMinusAbs(x));

    /// <summary>The second half of <see cref="Softplus"/>, from <see cref="ExpOfMinusAbs"/>: max(0, x) + ln(1 + e).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SoftplusEnd(Vector512<float> x, Vector512<float> e) => Vector512.MaxNative(Vector512<float>.Zero, x) + Log1p(e);

    /// <summary>e^-|x|: the first half of <see cref="Sigmoid"/> and <see cref="Softplus"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ExpOfMinusAbs(Vector512<float> x) => ExpOfNegative(x | Of(-0f));

    /// <summary>1 / sqrt(x) for positive normal floats, at most 1 unit in the last place off; finite for 0, and without meaning for infinity.</summary>
    /// <remarks>
    /// A third of the time of a square root and a division. The first guess and step: L. Moroz et al., "Fast calculation of inverse square
    /// root with the use of magic constant" (2018), good to 7e-4; then one step of third order.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> ReciprocalSqrt(Vector512<float> x)
    {
        // 0x5F1FFFF9 - bits / 2. The signs are chosen so that no operation is spent on changing one.
        var guess = (~Vector512.ShiftRightLogical(x.AsInt32(), 1) + Vector512.Create(0x5F1FFFFA)).AsSingle();
        var near = guess * Of(-0.703952253f) * Fma(x * guess, guess, Of(-2.38924456f));
        var error = Fma(x * near, near, Of(-1f));
        return Fma(near * error, Fma(error, Of(0.375f), Of(-0.5f)), near);
    }

    /// <summary>x - n ln(2), with ln(2) in two parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Reduce(Vector512<float> x, Vector512<float> n)
        => Fma(n, Of(-Ln2Low), Fma(n, Of(-Ln2High), x));

    /// <summary>The power of two whose exponent stands in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Power(Vector512<float> shifted)
        => (Vector512.ShiftLeft(shifted.AsInt32(), 23) + Of(1f).AsInt32()).AsSingle();

    /// <summary>Zero where e^x is below the smallest normal float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ZeroBelow(Vector512<float> x, Vector512<float> exp)
        => Vector512.ConditionalSelect(Vector512.LessThan(x, Of(MinExp)), Vector512<float>.Zero, exp);

    /// <summary>numerator / (larger + smaller) rounded nearly once, for a sum in 1 to 2.</summary>
    /// <remarks>
    /// A quotient from a reciprocal good to 1e-4 is corrected by its remainder, into which goes what the sum lost in rounding. That is
    /// faster than a division and more accurate. The negative sum spares changing signs.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> DivideBySum(Vector512<float> numerator, float larger, Vector512<float> smaller)
    {
        var negative = Of(-larger) - smaller;
        var negativeLost = (Of(-larger) - negative) - smaller;
        var reciprocal = NearReciprocalOfNegated(negative);
        var quotient = numerator * reciprocal;
        var remainder = Fma(quotient, negativeLost, Fma(quotient, negative, numerator));
        return Fma(remainder, reciprocal, quotient);
    }

    /// <summary>1 / -x for x in -2 to -1, good to 1e-4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> NearReciprocalOfNegated(Vector512<float> x)
    {
        var reciprocal = Fma(Fma(x, Of(0.323232323f), Of(1.454545455f)), x, Of(2.121212121f));
        return Fma(Fma(x, reciprocal, Of(1f)), reciprocal, reciprocal);
    }

    /// <summary>1 / -x for x in -2 to -1, to the last place or two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ReciprocalOfNegated(Vector512<float> x)
    {
        var reciprocal = NearReciprocalOfNegated(x);
        return Fma(Fma(x, reciprocal, Of(1f)), reciprocal, reciprocal);
    }

    /// <summary>(e^r - 1 - r) / r^2, minimax for e^r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> ExpTail(Vector512<float> r)
    {
        var p = Fma(Of(0.0013814584033f), r, Of(0.0083687239360f));
        p = Fma(p, r, Of(0.0416683887295f));
        p = Fma(p, r, Of(0.1666652057357f));
        return Fma(p, r, Of(0.4999999344389f));
    }

    /// <summary>(e^r - 1 - r) / r^2, minimax for e^r - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Expm1Tail(Vector512<float> r)
    {
        var p = Fma(Of(0.0013946462554f), r, Of(0.0083665906102f));
        p = Fma(p, r, Of(0.0416662818591f));
        p = Fma(p, r, Of(0.1666654294267f));
        return Fma(p, r, Of(0.5000000061975f));
    }

    /// <summary>(ln(1 + z) - z) / z^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> LogTail(Vector512<float> z)
    {
        var p = Fma(Of(7.0376836292E-2f), z, Of(-1.1514610310E-1f));
        p = Fma(p, z, Of(1.1676998740E-1f));
        p = Fma(p, z, Of(-1.2420140846E-1f));
        p = Fma(p, z, Of(1.4249322787E-1f));
        p = Fma(p, z, Of(-1.6668057665E-1f));
        p = Fma(p, z, Of(2.0000714765E-1f));
        p = Fma(p, z, Of(-2.4999993993E-1f));
        p = Fma(p, z, Of(3.3333331174E-1f));
        return Fma(p, z, Of(-0.5f));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Of(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fma(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.FusedMultiplyAdd(a, b, c);
}
