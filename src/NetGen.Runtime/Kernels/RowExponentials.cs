using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>What softmax and its loss share: a row's exponentials, shifted by its maximum so that none overflows.</summary>
internal static class RowExponentials
{
    /// <summary>The greatest value of a row; NaN where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(ref float row, int width)
    {
        var lowest = Vector512.Create(float.NegativeInfinity);
        var max = Lanes.LoadAt(ref row, 0, width, lowest);
        for (int i = Lanes.Count; i < width; i += Lanes.Count)
            max = Vector512.Max(max, Lanes.LoadAt(ref row, i, width, lowest));
        return Lanes.Max(max);
    }

    /// <summary>The sum of e^(x - max) over a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(ref float row, int width, float max)
    {
        var shift = Vector512.Create(max);
        var sum = Vector512<float>.Zero;
        for (int i = 0; i < width; i += Lanes.Count)
            sum += VectorMath.Exp(Lanes.LoadAt(ref row, i, width, Vector512.Create(float.NegativeInfinity)) - shift);
        return Lanes.Sum(sum);
    }

    /// <summary>Writes e^(x - max) for a row, which may be the row itself, and returns their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Write(ref float row, ref float exponentials, int width, float max)
    {
        var shift = Vector512.Create(max);
        var sum = Vector512<float>.Zero;
        for (int i = 0; i < width; i += Lanes.Count)
        {
            var e = VectorMath.Exp(Lanes.LoadAt(ref row, i, width, Vector512.Create(float.NegativeInfinity)) - shift);
            Lanes.StoreAt(e, ref exponentials, i, width);
            sum += e;
        }

        return Lanes.Sum(sum);
    }

    /// <summary>Divides a row in place, cutting what would become denormal to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Divide(ref float row, int width, float divisor)
    {
        var factor = Vector512.Create(1 / divisor);
        var threshold = Vector512.Create(divisor * (2 * Lanes.MinNormal));
        for (int i = 0; i < width; i += Lanes.Count)
            Lanes.StoreAt(Lanes.CutBelow(Lanes.LoadAt(ref row, i, width), threshold) * factor, ref row, i, width);
    }
}
