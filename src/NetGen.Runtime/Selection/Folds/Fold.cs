namespace NetGen;

/// <summary>One way of dividing samples into those to train on and those to test on.</summary>
public sealed class Fold
{
    private readonly int[] _train;
    private readonly int[] _test;

    internal Fold(int number, int[] train, int[] test)
    {
        Number = number;
        _train = train;
        _test = test;
    }

    /// <summary>Which of the folds it is, from 1.</summary>
    public int Number { get; }

    /// <summary>The indices of the samples to train on.</summary>
    public ReadOnlySpan<int> Train => _train;

    /// <summary>The indices of the samples to test on.</summary>
    public ReadOnlySpan<int> Test => _test;

    /// <summary>Copies the two parts out of the data that were divided.</summary>
    internal (Dataset<TLabel> Train, Dataset<TLabel> Test) Of<TLabel>(Dataset<TLabel> data)
        => (data.Select(_train), data.Select(_test));
}
