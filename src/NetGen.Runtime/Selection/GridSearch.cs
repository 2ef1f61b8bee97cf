namespace NetGen;

/// <summary>Tries every combination of the values of some choices; the last choice varies fastest.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public sealed class GridSearch<TLabel> : Search<TLabel>
{
    private protected override string Kind => "grid";

    private protected override ulong[][] Draw(Choice[] choices)
    {
        var size = 1L;
        foreach (var choice in choices)
        {
            var count = choice.Count ?? throw new ArgumentException(
                $"The choice '{choice.Name}' is a range, which no grid comes to the end of; expected values, as of Choice.Of, or a RandomSearch.",
                nameof(Choices));
            size *= count;
            if (size > Array.MaxLength)
                throw new ArgumentException($"'Choices' span a grid of more than {Array.MaxLength} combinations; use a RandomSearch.", nameof(Choices));
        }

        return [.. Enumerable.Range(0, (int)size).Select(index => Combination(choices, index))];
    }

    private static ulong[] Combination(Choice[] choices, int index)
    {
        var draws = new ulong[choices.Length];
        for (var i = choices.Length - 1; i >= 0; i--)
        {
            (index, var draw) = Math.DivRem(index, choices[i].Count!.Value);
            draws[i] = (ulong)draw;
        }

        return draws;
    }
}
