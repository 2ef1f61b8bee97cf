using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

internal static partial class VectorMath<T>
    where T : struct, ILanes<T>
{
    // From here on erf rounds to 1.
    private const float ErfEnd = 3.92f;
    private const float ErfStepCentre = 2.421875f;

    /// <summary>The error function, with full relative accuracy near 0. Only a denormal x can give a denormal.</summary>
    /// <remarks>
    /// erf x = g(v / L) with the step g(u) = u (15 - 10 u^2 + 3 u^4) / 8, L = 225/128 and v = x + x P(x^2). The slope of g has a double zero
    /// at 1, so that errors of v fade where erf is near 1; one polynomial is then enough for the whole range: 15 operations, no division.
    /// P is the minimax polynomial of degree 7, on 0 to 3.92, for the error of the result in units in the last place, made with the Remez
    /// exchange in 30 digits: its first coefficient rounded to float, the others made anew, and so on to the last. That leaves 0.08 units in
    /// the last place; with all roundings it is 1.80 at most, measured over all floats from 2^-31 to 4. g is expanded in y = 155/64 - v^2.
    /// L and 155/64 were searched for in small steps: the smallest error where the sign of zero stays (P(0) is positive) and where a result is
    /// never more than a unit in the last place below that of the float before.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Erf(T x)
    {
        // Of a NaN and a number, "native" takes the second operand or NaN.
        x = T.MaxNative(T.Of(-ErfEnd), T.MinNative(T.Of(ErfEnd), x));
        // The addend changes nothing but a square that would be denormal.
        var v = T.FusedMultiplyAdd(ErfInner(T.FusedMultiplyAdd(x, x, T.Of(1e-30f))), x, x);
        var y = T.FusedMultiplyAdd(-v, v, T.Of(ErfStepCentre));
        var step = T.FusedMultiplyAdd(T.FusedMultiplyAdd(T.Of(0.0223443918f), y, T.Of(0.121909492f)), y, T.Of(-0.35964343f));
        return T.FusedMultiplyAdd(step, v, v);
    }

    /// <summary>P of <see cref="Erf"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ErfInner(T square)
    {
        var p = T.FusedMultiplyAdd(T.Of(-1.78575627E-10f), square, T.Of(1.44985641E-8f));
        p = T.FusedMultiplyAdd(p, square, T.Of(-6.29959516E-7f));
        p = T.FusedMultiplyAdd(p, square, T.Of(1.9303392E-5f));
        p = T.FusedMultiplyAdd(p, square, T.Of(-4.43373458E-4f));
        p = T.FusedMultiplyAdd(p, square, T.Of(7.62556819E-3f));
        p = T.FusedMultiplyAdd(p, square, T.Of(-9.72056091E-2f));
        return T.FusedMultiplyAdd(p, square, T.Of(5.78554608E-2f));
    }
}
