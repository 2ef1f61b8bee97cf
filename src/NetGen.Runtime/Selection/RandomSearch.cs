namespace NetGen;

/// <summary>Tries random combinations (Bergstra and Bengio: Random search for hyper-parameter optimization; JMLR 13, 2012).</summary>
/// <remarks>The values of a trial follow from the seed and its number, so that a search with a journal may be given more trials later and goes on.</remarks>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public sealed class RandomSearch<TLabel> : Search<TLabel>
{
    /// <summary>How many combinations to try; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public required int Trials
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Trials));
            field = value;
        }
    }

    internal override int JournaledTrials(int drawn) => int.MaxValue;

    private protected override string Kind => "random";

    private protected override ulong[][] Draw(Choice[] choices) => DrawRandom(choices, Trials);
}
