namespace NetGen;

/// <summary>Some samples of a data set, one after another.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public readonly ref struct Batch<TLabel>
    where TLabel : unmanaged
{
    internal Batch(Dataset<TLabel> data, int start, int count)
    {
        Count = count;
        Features = data.Features.Slice(start * data.SampleLength, count * data.SampleLength);
        Labels = data.Labels.Slice(start * data.LabelLength, count * data.LabelLength);
    }

    /// <summary>How many samples there are.</summary>
    public int Count { get; }

    /// <summary>The values of the samples.</summary>
    public ReadOnlySpan<float> Features { get; }

    /// <summary>The labels of the samples.</summary>
    public ReadOnlySpan<TLabel> Labels { get; }
}

/// <summary>Goes over a data set in batches.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public struct BatchEnumerator<TLabel>
    where TLabel : unmanaged
{
    private readonly Dataset<TLabel> _data;
    private readonly int _batchSize;
    private int _start;
    private int _count;

    internal BatchEnumerator(Dataset<TLabel> data, int batchSize)
    {
        _data = data;
        _batchSize = batchSize;
    }

    /// <summary>The batch that was reached.</summary>
    public readonly Batch<TLabel> Current => new(_data, _start, _count);

    /// <summary>This enumerator, for <c>foreach</c>.</summary>
    public readonly BatchEnumerator<TLabel> GetEnumerator() => this;

    /// <summary>Goes to the next batch; false where there is none.</summary>
    public bool MoveNext()
    {
        _start += _count;
        _count = Math.Min(_batchSize, _data.Count - _start);
        return _count > 0;
    }
}
