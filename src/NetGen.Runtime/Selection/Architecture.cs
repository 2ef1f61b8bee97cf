namespace NetGen;

/// <summary>
/// One of the networks that a declaration with choices stands for. Written by the generator; the whole list is the class's <c>Architectures</c>.
/// </summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
/// <param name="choices">What was chosen, in the order of the declaration.</param>
/// <param name="parameterCount">How many parameters the network has.</param>
/// <param name="create">Makes one from a seed.</param>
public sealed class Architecture<TLabel>(ArchitectureChoice[] choices, int parameterCount, Func<long, Network<TLabel>> create)
{
    /// <summary>What was chosen, in the order of the declaration.</summary>
    public IReadOnlyList<ArchitectureChoice> Choices { get; } = choices;

    /// <summary>How many parameters the network has.</summary>
    public int ParameterCount { get; } = parameterCount;

    /// <summary>Makes one of these networks.</summary>
    /// <param name="seed">What its random numbers follow from.</param>
    public Network<TLabel> Create(long seed) => create(seed);

    /// <summary>What was chosen, as in <c>Dense1 units 64, Dense1 activation Tanh</c>.</summary>
    public override string ToString() => string.Join(", ", Choices.Select(c => $"{c.Name} {c.Value}"));
}

/// <summary>What a declaration's choice became.</summary>
/// <param name="Name">The layer and its option, such as <c>Dense1 units</c>.</param>
/// <param name="Value">The option's value.</param>
public readonly record struct ArchitectureChoice(string Name, string Value);
