using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>The numbers of samples, made floats, one sample after another.</summary>
/// <param name="Values">The numbers.</param>
/// <param name="Count">How many samples there are; null where only their labels tell.</param>
/// <param name="Name">What error messages call them.</param>
internal readonly record struct FeatureRows(float[] Values, int? Count, string Name)
{
    /// <summary>Sample after sample, without a sign of where one ends. Floats are taken as they are.</summary>
    public static FeatureRows Flat<TNumber>(TNumber[] values, string name)
        where TNumber : INumberBase<TNumber>
    {
        ArgumentNullException.ThrowIfNull(values, name);
        return new(values as float[] ?? Floats<TNumber>(values, name), null, name);
    }

    /// <summary>One number a sample. An array of floats is taken as it is.</summary>
    public static FeatureRows Column<TNumber>(IEnumerable<TNumber> values, string name)
        where TNumber : INumberBase<TNumber>
    {
        ArgumentNullException.ThrowIfNull(values, name);
        var array = values as TNumber[] ?? [.. values];
        if (array.Length == 0)
            throw None(name);
        return Flat(array, name) with { Count = array.Length };
    }

    /// <summary>An array a sample, all of one length.</summary>
    public static FeatureRows Jagged<TNumber>(IEnumerable<TNumber[]> rows, string name)
        where TNumber : INumberBase<TNumber>
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        // What makes its arrays while it is gone through may fill the same one again and again.
        TNumber[][] all = rows is IReadOnlyCollection<TNumber[]> ? [.. rows] : [.. rows.Select(row => row?.ToArray()!)];
        if (all.Length == 0)
            throw None(name);

        for (var row = 0; row < all.Length; row++)
        {
            if (all[row] is null)
                throw new ArgumentException($"'{name}' holds null in sample {row}; expected an array.", name);
            if (all[row].Length != all[0].Length)
                throw new ArgumentException($"'{name}' holds {all[row].Length} values in sample {row}; expected {all[0].Length}, as in sample 0.", name);
        }

        var length = all[0].Length;
        var values = Room(all.Length, length, name);
        for (var row = 0; row < all.Length; row++)
            Convert(all[row], values.AsSpan(row * length, length), row, length, name);
        return new(values, all.Length, name);
    }

    /// <summary>A row a sample.</summary>
    public static FeatureRows Matrix<TNumber>(TNumber[,] matrix, string name)
        where TNumber : INumberBase<TNumber>
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        var (rows, length) = (matrix.GetLength(0), matrix.GetLength(1));
        if (rows == 0)
            throw None(name);
        var values = Room(rows, length, name);
        var source = MemoryMarshal.CreateReadOnlySpan(ref matrix[matrix.GetLowerBound(0), matrix.GetLowerBound(1)], values.Length);
        Convert(source, values, 0, length, name);
        return new(values, rows, name);
    }

    /// <summary>What lies along the first axis is a sample.</summary>
    public static FeatureRows Tensor(ReadOnlyTensorSpan<float> tensor, string name)
    {
        if (tensor.Rank == 0 || tensor.FlattenedLength == 0)
            throw None(name);
        if (tensor.FlattenedLength > Array.MaxLength)
            throw TooMany(name);
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return new(values, (int)tensor.Lengths[0], name);
    }

    /// <summary>How many values one sample has, where there are so many labels.</summary>
    /// <exception cref="ArgumentException">There are not as many samples as labels, or they have no values.</exception>
    public int SampleLength(int labels, string labelsName)
    {
        if (labels == 0)
            throw None(labelsName);
        if (Count is { } count && count != labels)
            throw new ArgumentException($"'{labelsName}' holds {labels} values; expected {count}, one for each sample of '{Name}'.", labelsName);
        return PerSample(Values.Length, labels, Name);
    }

    /// <summary>How many values one of so many samples has.</summary>
    public static int PerSample(int length, int count, string name)
    {
        if (length == 0 || length % count != 0)
            throw new ArgumentException($"{count} samples need a positive multiple of {count} {name}, but there are {length}.", name);
        return length / count;
    }

    private static float[] Floats<TNumber>(ReadOnlySpan<TNumber> source, string name)
        where TNumber : INumberBase<TNumber>
    {
        var values = new float[source.Length];
        Convert(source, values, 0, null, name);
        return values;
    }

    /// <summary>Rounds numbers to floats, and refuses those that no float comes near.</summary>
    /// <param name="source">The numbers.</param>
    /// <param name="values">Takes them.</param>
    /// <param name="row">The sample that the first of them belongs to.</param>
    /// <param name="length">How many values a sample has; null where nobody knows yet.</param>
    /// <param name="name">What error messages call them.</param>
    private static void Convert<TNumber>(ReadOnlySpan<TNumber> source, Span<float> values, int row, int? length, string name)
        where TNumber : INumberBase<TNumber>
    {
        for (var i = 0; i < source.Length; i++)
        {
            values[i] = float.CreateChecked(source[i]);
            if (!float.IsFinite(values[i]) && TNumber.IsFinite(source[i]))
            {
                var place = length is { } known ? $"in sample {row + (i / known)} at place {i % known}" : $"at place {i}";
                throw new ArgumentException(FormattableString.Invariant(
                    $"'{name}' holds {source[i]} {place}; expected numbers within the range of a float, up to {float.MaxValue}."), name);
            }
        }
    }

    private static float[] Room(int rows, int length, string name)
    {
        if (length == 0)
            throw new ArgumentException($"'{name}' holds samples of no values; expected at least one.", name);
        if ((long)rows * length > Array.MaxLength)
            throw TooMany(name);
        return new float[rows * length];
    }

    private static ArgumentException None(string name) => new($"A data set needs at least one sample, but there are no {name}.", name);

    private static ArgumentException TooMany(string name) =>
        new($"'{name}' holds more values than a data set in memory takes, {Array.MaxLength}; use a SampleSource.", name);
}
