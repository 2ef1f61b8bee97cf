using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>What softmax and its loss share: a row's exponentials, shifted by its maximum so that none overflows.</summary>
internal static class RowExponentials<T>
    where T : struct, IWidth<T>
{
    /// <summary>The greatest value of a row; NaN where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(ref float row, int width)
    {
        T lowest = T.Of(float.NegativeInfinity);
        T max = Lanes.LoadAt(ref row, 0, width, lowest);
        for (int i = Lanes.Count; i < width; i += Lanes.Count)
            max = T.Max(max, Lanes.LoadAt(ref row, i, width, lowest));
        return T.Max(max);
    }

    /// <summary>The sum of e^(x - max) over a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(ref float row, int width, float max)
    {
        T shift = T.Of(max), sum = T.Zero;
        for (int i = 0; i < width; i += Lanes.Count)
            sum += VectorMath<T>.Exp(Lanes.LoadAt(ref row, i, width, T.Of(float.NegativeInfinity)) - shift);
        return T.Sum(sum);
    }

    /// <summary>Writes e^(x - max) for a row, which may be the row itself, and returns their sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Write(ref float row, ref float exponentials, int width, float max)
    {
        T shift = T.Of(max), sum = T.Zero;
        for (int i = 0; i < width; i += Lanes.Count)
        {
            T e = VectorMath<T>.Exp(Lanes.LoadAt(ref row, i, width, T.Of(float.NegativeInfinity)) - shift);
            Lanes.StoreAt(e, ref exponentials, i, width);
            sum += e;
        }

        return T.Sum(sum);
    }

    /// <summary>Divides a row in place, cutting what would become denormal to zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Divide(ref float row, int width, float divisor)
    {
        T factor = T.Of(1 / divisor), threshold = T.Of(divisor * (2 * Lanes.MinNormal));
        for (int i = 0; i < width; i += Lanes.Count)
            Lanes.StoreAt(Lanes.CutBelow(Lanes.LoadAt<T>(ref row, i, width), threshold) * factor, ref row, i, width);
    }
}
