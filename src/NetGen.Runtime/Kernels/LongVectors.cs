using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>
/// What an optimizer of the whole parameter vector computes with: sums in double over 16 lanes in a fixed order, so that the bits are equal everywhere.
/// </summary>
internal static class LongVectors
{
    /// <summary>The inner product.</summary>
    [MethodImpl(Hot.Pass)]
    public static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        int length = left.Length;
        Lanes.CheckLength(right.Length, length, nameof(right));
        ref float x = ref Lanes.Start(left);
        ref float y = ref Lanes.Start(right);
        var lower = Vector512<double>.Zero;
        var upper = Vector512<double>.Zero;
        for (int i = 0; i < length; i += Lanes.Count)
        {
            var (lowerX, upperX) = Vector512.Widen(Lanes.LoadAt(ref x, i, length));
            var (lowerY, upperY) = Vector512.Widen(Lanes.LoadAt(ref y, i, length));
            lower = Vector512.FusedMultiplyAdd(lowerX, lowerY, lower);
            upper = Vector512.FusedMultiplyAdd(upperX, upperY, upper);
        }

        return Lanes.Sum(lower + upper);
    }

    /// <summary>The greatest magnitude; NaN where there is one.</summary>
    [MethodImpl(Hot.Pass)]
    public static float MaxMagnitude(ReadOnlySpan<float> values)
    {
        ref float x = ref Lanes.Start(values);
        var greatest = Vector512<float>.Zero;
        for (int i = 0; i < values.Length; i += Lanes.Count)
            greatest = Vector512.Max(greatest, Vector512.Abs(Lanes.LoadAt(ref x, i, values.Length)));
        return Lanes.Max(greatest);
    }

    /// <summary>Writes <c>start + factor * direction</c>; <paramref name="destination"/> may be either.</summary>
    [MethodImpl(Hot.Pass)]
    public static void Move(ReadOnlySpan<float> start, float factor, ReadOnlySpan<float> direction, Span<float> destination)
    {
        int length = start.Length;
        Lanes.CheckLength(direction.Length, length, nameof(direction));
        Lanes.CheckLength(destination.Length, length, nameof(destination));
        ref float x = ref Lanes.Start(start);
        ref float d = ref Lanes.Start(direction);
        ref float to = ref Lanes.Start(destination);
        var factors = Vector512.Create(factor);
        for (int i = 0; i < length; i += Lanes.Count)
            Lanes.StoreAt(Vector512.FusedMultiplyAdd(factors, Lanes.LoadAt(ref d, i, length), Lanes.LoadAt(ref x, i, length)), ref to, i, length);
    }

    /// <summary>Writes <c>factor * values</c>; <paramref name="destination"/> may be <paramref name="values"/>.</summary>
    [MethodImpl(Hot.Pass)]
    public static void Scale(float factor, ReadOnlySpan<float> values, Span<float> destination)
    {
        int length = values.Length;
        Lanes.CheckLength(destination.Length, length, nameof(destination));
        ref float x = ref Lanes.Start(values);
        ref float to = ref Lanes.Start(destination);
        var factors = Vector512.Create(factor);
        for (int i = 0; i < length; i += Lanes.Count)
            Lanes.StoreAt(factors * Lanes.LoadAt(ref x, i, length), ref to, i, length);
    }

    /// <summary>Multiplies values with a factor of at most 1, each in double and then rounded; what becomes denormal is 0.</summary>
    [MethodImpl(Hot.Pass)]
    public static void Shrink(double factor, Span<float> values)
    {
        ref float x = ref Lanes.Start(values);
        var factors = Vector512.Create(factor);
        for (int i = 0; i < values.Length; i += Lanes.Count)
        {
            var (lower, upper) = Vector512.Widen(Lanes.LoadAt(ref x, i, values.Length));
            var shrunk = Vector512.Narrow(lower * factors, upper * factors);
            Lanes.StoreAt(Lanes.CutBelow(shrunk, Vector512.Create(Lanes.MinNormal)), ref x, i, values.Length);
        }
    }

    /// <summary>Brings values into the range from <c>-limit</c> to <c>limit</c>; NaN stays.</summary>
    [MethodImpl(Hot.Pass)]
    public static void Clamp(float limit, Span<float> values)
    {
        ref float x = ref Lanes.Start(values);
        var (least, most) = (Vector512.Create(-limit), Vector512.Create(limit));
        for (int i = 0; i < values.Length; i += Lanes.Count)
        {
            // Of a limit and NaN this gives the second.
            var clamped = Vector512.MinNative(most, Vector512.MaxNative(least, Lanes.LoadAt(ref x, i, values.Length)));
            Lanes.StoreAt(clamped, ref x, i, values.Length);
        }
    }
}
