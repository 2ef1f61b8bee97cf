namespace NetGen;

/// <summary>One training of a search or a cross-validation, as its description sees it: what was chosen, and the seed.</summary>
public sealed class Trial
{
    private readonly Choice[] _choices;
    private readonly ulong[] _draws;

    internal Trial(int number, int fold, long seed, Choice[] choices, ulong[] draws)
    {
        Number = number;
        Fold = fold;
        Seed = seed;
        _choices = choices;
        _draws = draws;
    }

    /// <summary>Which of the trials it is, from 1.</summary>
    public int Number { get; }

    /// <summary>Which of the folds, from 1; 0 where the best network is trained on all data.</summary>
    public int Fold { get; }

    /// <summary>A seed for the network: it follows from the search's seed, the trial and the fold alone.</summary>
    public long Seed { get; }

    /// <summary>What was chosen.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="choice">One of the search's <see cref="Search{TLabel}.Choices"/>.</param>
    /// <exception cref="ArgumentException">It is none of them.</exception>
    public T Get<T>(Choice<T> choice) => Chosen(choice, _choices, _draws);

    /// <summary>What was chosen, as in <c>alpha 0.1, units 32</c>.</summary>
    public override string ToString() => Describe(_choices, _draws);

    internal static T Chosen<T>(Choice<T> choice, Choice[] choices, ulong[] draws)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var index = Array.IndexOf(choices, choice);
        return index >= 0
            ? choice.Value(draws[index])
            : throw new ArgumentException(
                $"The choice '{choice.Name}' is not among 'Choices' of this search; expected one of {Names(choices)}.", nameof(choice));
    }

    internal static string Describe(Choice[] choices, ulong[] draws) =>
        string.Join(", ", choices.Zip(draws, (choice, draw) => $"{choice.Name} {choice.Text(draw)}"));

    private static string Names(Choice[] choices) => choices.Length == 0 ? "none" : string.Join(", ", choices.Select(c => $"'{c.Name}'"));
}
