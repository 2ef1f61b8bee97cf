namespace NetGen;

/// <summary>Makes the features of a sample of a table's row: leaves the labels out, fills in what is missing, and spreads what is one-hot.</summary>
internal sealed class CsvEncoding
{
    private readonly int[] _columns;
    private readonly int[] _widths;
    private readonly float[]? _fills;

    /// <param name="layout">The columns.</param>
    /// <param name="categories">The texts of categorical columns.</param>
    /// <param name="labels">The columns that are no features.</param>
    /// <param name="fill">What takes the place of a missing value of a column, NaN where nothing does; null where they stay NaN.</param>
    /// <exception cref="InvalidDataException">There is no feature.</exception>
    public CsvEncoding(CsvLayout layout, string[]?[] categories, int[] labels, Func<int, float>? fill)
    {
        _columns = [.. Enumerable.Range(0, layout.Columns).Except(labels)];
        _widths = [.. _columns.Select(column => layout.IsOneHot(column) ? categories[column]!.Length : -1)];
        _fills = fill is null ? null : [.. _columns.Select(fill)];
        SampleLength = checked(_widths.Sum(Math.Abs));
        if (SampleLength == 0)
            throw new InvalidDataException($"{layout.Name}: expected at least one column of features, found none beside the labels.{layout.Hint}");
    }

    /// <summary>How many features a sample has.</summary>
    public int SampleLength { get; }

    /// <summary>Encodes a row.</summary>
    /// <param name="row">The values of all columns.</param>
    /// <param name="features">Takes the features: [<see cref="SampleLength"/>].</param>
    /// <returns>The column of a missing value that should have been filled in, but for which there is nothing; -1 where all is well.</returns>
    public int Encode(ReadOnlySpan<float> row, Span<float> features)
    {
        for (int i = 0; i < _columns.Length; i++)
        {
            float value = row[_columns[i]];
            if (float.IsNaN(value) && _fills is not null)
            {
                value = _fills[i];
                if (float.IsNaN(value))
                    return _columns[i];
            }

            if (_widths[i] < 0)
            {
                features[0] = value;
                features = features[1..];
                continue;
            }

            features[.._widths[i]].Fill(float.IsNaN(value) ? value : 0);
            if (!float.IsNaN(value))
                features[(int)value] = 1;
            features = features[_widths[i]..];
        }

        return -1;
    }
}
