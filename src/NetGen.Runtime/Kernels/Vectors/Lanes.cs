using System.Runtime.CompilerServices;

namespace NetGen.Kernels.Vectors;

/// <summary>Loads and stores of 16 lanes, or as many as are left of a row.</summary>
internal static unsafe class Lanes
{
    /// <summary>How many floats are computed with at once.</summary>
    public const int Count = 16;

    /// <summary>The smallest positive float that is not denormal: results below it are cut to zero, because arithmetic on denormals is slow.</summary>
    public const float MinNormal = 1.17549435e-38f;

    /// <summary>The lanes at <paramref name="index"/> of a row of <paramref name="length"/> values, padded with zeros at the row's end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LoadAt<T>(ref float row, int index, int length)
        where T : struct, IWidth<T>
    {
        if (length - index >= Count)
            return T.Load(ref row, index);
        fixed (float* rest = &Unsafe.Add(ref row, index))
            return T.LoadFirst(rest, length - index);
    }

    /// <summary>As <see cref="LoadAt{T}(ref float, int, int)"/>, padded with <paramref name="fill"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LoadAt<T>(ref float row, int index, int length, T fill)
        where T : struct, IWidth<T>
    {
        if (length - index >= Count)
            return T.Load(ref row, index);
        fixed (float* rest = &Unsafe.Add(ref row, index))
            return T.Select(T.First(length - index), T.LoadFirst(rest, length - index), fill);
    }

    /// <summary>Writes the lanes at <paramref name="index"/> of a row, nothing past the row's end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreAt<T>(T lanes, ref float row, int index, int length)
        where T : struct, IWidth<T>
    {
        if (length - index >= Count)
        {
            lanes.Store(ref row, index);
            return;
        }

        fixed (float* rest = &Unsafe.Add(ref row, index))
            lanes.StoreFirst(rest, length - index);
    }

    /// <summary>Zero in the lanes whose magnitude is below <paramref name="threshold"/>; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T CutBelow<T>(T lanes, T threshold)
        where T : struct, ILanes<T>
        => T.Select(T.LessThan(T.Abs(lanes), threshold), T.Zero, lanes);

    /// <summary>Throws unless a span has the length that the others ask for.</summary>
    public static void CheckLength(int actual, int expected, string name)
    {
        if (actual != expected)
            throw new ArgumentException($"'{name}' has {actual} values; expected {expected}.", name);
    }

    /// <summary>The extent of each of <paramref name="rows"/> equal rows; throws where the values do not divide into them.</summary>
    public static int Width(int length, int rows, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        if (rows == 0 ? length != 0 : length % rows != 0)
            throw new ArgumentException($"'{name}' has {length} values, which do not divide into {rows} equal rows.", name);
        return rows == 0 ? 0 : length / rows;
    }

    /// <summary>The first element, by reference. Not by MemoryMarshal, whose method for floats no image holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Start(ReadOnlySpan<float> span) => ref Unsafe.AsRef(in span.GetPinnableReference());
}
