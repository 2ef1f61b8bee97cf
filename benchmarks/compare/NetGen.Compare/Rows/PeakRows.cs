using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Compare.Rows;

/// <summary>The most that one core can multiply and add: fused multiply-adds on registers alone, in chains enough to fill every unit.</summary>
internal static class PeakRows
{
    private const int Turns = 4096;
    private const int Chains = 16;

    private static float _sink;

    public static IEnumerable<Row> All()
    {
        if (Vector512.IsHardwareAccelerated)
            yield return new("fma-peak@512-bit", () => () => _sink = Run512(0.999f, 0.001f), FlopsOf(Vector512<float>.Count));

        // Some processors are as fast at 256 bits: the driver takes the better.
        yield return new("fma-peak@256-bit", () => () => _sink = Run256(0.999f, 0.001f), FlopsOf(Vector256<float>.Count));
    }

    private static double FlopsOf(int lanes) => 2.0 * Turns * Chains * lanes;

    // Each sum is a local with a name: the JIT keeps no array of vectors in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run512(float factor, float term)
    {
        var (a, b) = (Vector512.Create(factor), Vector512.Create(term));
        Vector512<float> s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b;
        Vector512<float> s8 = b, s9 = b, s10 = b, s11 = b, s12 = b, s13 = b, s14 = b, s15 = b;
        for (var i = 0; i < Turns; i++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, a, b);
            s1 = Vector512.FusedMultiplyAdd(s1, a, b);
            s2 = Vector512.FusedMultiplyAdd(s2, a, b);
            s3 = Vector512.FusedMultiplyAdd(s3, a, b);
            s4 = Vector512.FusedMultiplyAdd(s4, a, b);
            s5 = Vector512.FusedMultiplyAdd(s5, a, b);
            s6 = Vector512.FusedMultiplyAdd(s6, a, b);
            s7 = Vector512.FusedMultiplyAdd(s7, a, b);
            s8 = Vector512.FusedMultiplyAdd(s8, a, b);
            s9 = Vector512.FusedMultiplyAdd(s9, a, b);
            s10 = Vector512.FusedMultiplyAdd(s10, a, b);
            s11 = Vector512.FusedMultiplyAdd(s11, a, b);
            s12 = Vector512.FusedMultiplyAdd(s12, a, b);
            s13 = Vector512.FusedMultiplyAdd(s13, a, b);
            s14 = Vector512.FusedMultiplyAdd(s14, a, b);
            s15 = Vector512.FusedMultiplyAdd(s15, a, b);
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11 + s12 + s13 + s14 + s15);
    }

    // 16 sums at 256 bits would spill where there are but 16 registers; 13 and the two operands fit, and 13 fill every unit too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run256(float factor, float term)
    {
        var (a, b) = (Vector256.Create(factor), Vector256.Create(term));
        Vector256<float> s0 = b, s1 = b, s2 = b, s3 = b, s4 = b, s5 = b, s6 = b, s7 = b;
        Vector256<float> s8 = b, s9 = b, s10 = b, s11 = b, s12 = b;
        for (var i = 0; i < Turns * Chains / 13; i++)
        {
            s0 = Vector256.FusedMultiplyAdd(s0, a, b);
            s1 = Vector256.FusedMultiplyAdd(s1, a, b);
            s2 = Vector256.FusedMultiplyAdd(s2, a, b);
            s3 = Vector256.FusedMultiplyAdd(s3, a, b);
            s4 = Vector256.FusedMultiplyAdd(s4, a, b);
            s5 = Vector256.FusedMultiplyAdd(s5, a, b);
            s6 = Vector256.FusedMultiplyAdd(s6, a, b);
            s7 = Vector256.FusedMultiplyAdd(s7, a, b);
            s8 = Vector256.FusedMultiplyAdd(s8, a, b);
            s9 = Vector256.FusedMultiplyAdd(s9, a, b);
            s10 = Vector256.FusedMultiplyAdd(s10, a, b);
            s11 = Vector256.FusedMultiplyAdd(s11, a, b);
            s12 = Vector256.FusedMultiplyAdd(s12, a, b);
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11 + s12);
    }
}
