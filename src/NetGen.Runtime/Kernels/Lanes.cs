using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels;

/// <summary>Loads and stores of part of a vector, and reductions of one in a fixed order.</summary>
internal static class Lanes
{
    /// <summary>How many floats a vector holds.</summary>
    public const int Count = 16;

    /// <summary>The smallest positive float that is not denormal: results below it are cut to zero, because arithmetic on denormals is slow.</summary>
    public const float MinNormal = 1.17549435e-38f;

    /// <summary>All bits set in the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> First(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle();

    /// <summary>The first <paramref name="count"/> values from <paramref name="source"/>, 1 to 15, zeros after them; nothing beyond is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Vector512<float> Load(ref float source, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (float* pointer = &source)
                return Avx512F.MaskLoad(pointer, First(count), Vector512<float>.Zero);
        }

        Vector512<float> vector = default;
        Unsafe.CopyBlockUnaligned(ref Unsafe.As<Vector512<float>, byte>(ref vector), ref Unsafe.As<float, byte>(ref source), (uint)count * sizeof(float));
        return vector;
    }

    /// <summary>As <see cref="Load(ref float, int)"/>, with <paramref name="fill"/> after the values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(ref float source, int count, Vector512<float> fill)
        => Vector512.ConditionalSelect(First(count), Load(ref source, count), fill);

    /// <summary>Writes the first <paramref name="count"/> lanes, 1 to 15, and nothing beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Vector512<float> vector, ref float destination, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (float* pointer = &destination)
                Avx512F.MaskStore(pointer, First(count), vector);
            return;
        }

        Unsafe.CopyBlockUnaligned(ref Unsafe.As<float, byte>(ref destination), ref Unsafe.As<Vector512<float>, byte>(ref vector), (uint)count * sizeof(float));
    }

    /// <summary>The vector at <paramref name="index"/> of a row of <paramref name="length"/> values, padded with zeros at the row's end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadAt(ref float row, int index, int length)
        => length - index >= Count
            ? Vector512.LoadUnsafe(ref row, (nuint)index)
            : Load(ref Unsafe.Add(ref row, index), length - index);

    /// <summary>As <see cref="LoadAt(ref float, int, int)"/>, padded with <paramref name="fill"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadAt(ref float row, int index, int length, Vector512<float> fill)
        => length - index >= Count
            ? Vector512.LoadUnsafe(ref row, (nuint)index)
            : Load(ref Unsafe.Add(ref row, index), length - index, fill);

    /// <summary>Writes the vector at <paramref name="index"/> of a row, nothing past the row's end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreAt(Vector512<float> vector, ref float row, int index, int length)
    {
        if (length - index >= Count)
            vector.StoreUnsafe(ref row, (nuint)index);
        else
            Store(vector, ref Unsafe.Add(ref row, index), length - index);
    }

    /// <summary>The sum of all lanes, halves added to halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> vector)
    {
        var eight = vector.GetLower() + vector.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }

    /// <summary>The sum of all lanes, halves added to halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> vector)
    {
        var four = vector.GetLower() + vector.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }

    /// <summary>The greatest lane; NaN where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(Vector512<float> vector)
    {
        var eight = Vector256.Max(vector.GetLower(), vector.GetUpper());
        var four = Vector128.Max(eight.GetLower(), eight.GetUpper());
        return MathF.Max(MathF.Max(four[0], four[2]), MathF.Max(four[1], four[3]));
    }

    /// <summary>Zero in the lanes whose magnitude is below <paramref name="threshold"/>; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> CutBelow(Vector512<float> vector, Vector512<float> threshold)
        => Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(vector), threshold), Vector512<float>.Zero, vector);

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

    /// <summary>The first element, by reference.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float Start(ReadOnlySpan<float> span) => ref MemoryMarshal.GetReference(span);
}
