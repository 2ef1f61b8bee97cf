namespace NetGen.Generator.Layers;

/// <summary>Every value that an attribute can leave open. A new choice is one line here, and a property of the attribute.</summary>
internal static class ChoiceTable
{
    private static readonly ChoiceOption[] All =
    [
        new("Dense", "OneOf", "units", 0) { Range = new(DefaultStep: 1, "From = 32, To = 128, Step = 32") },
        new("Dense", "ActivationOneOf", "activation", 1),
        new("Dropout", "OneOf", "rate", 0) { Range = new(DefaultStep: null, "From = 0.1, To = 0.5, Step = 0.1") },
        new("Activation", "OneOf", "function", 0),
    ];

    /// <summary>The choices that an attribute can offer, in the order of the parameters that they stand for.</summary>
    public static IEnumerable<ChoiceOption> Of(string kind) => All.Where(option => option.Kind == kind);
}

/// <summary>A property of an attribute that lists values, each of which stands in turn for an argument of its constructor.</summary>
/// <param name="Kind">The attribute's name without <c>Attribute</c>.</param>
/// <param name="Name">The property.</param>
/// <param name="Parameter">The parameter of the constructor.</param>
/// <param name="Position">That parameter's position.</param>
internal sealed record ChoiceOption(string Kind, string Name, string Parameter, int Position)
{
    /// <summary>How the values can be given as a range; null where they cannot.</summary>
    public RangeOption? Range { get; init; }
}

/// <summary>How the properties <c>From</c>, <c>To</c> and <c>Step</c> of an attribute stand for the values of a choice.</summary>
/// <param name="DefaultStep">What lies between two values where nothing is said; null where something must be.</param>
/// <param name="Example">The properties as an example.</param>
internal sealed record RangeOption(double? DefaultStep, string Example)
{
    /// <summary>The properties, in the order that one writes them in.</summary>
    public static IReadOnlyList<string> Properties { get; } = ["From", "To", "Step"];
}
