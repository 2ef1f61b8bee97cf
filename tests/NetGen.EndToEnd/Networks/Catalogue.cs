namespace NetGen.EndToEnd.Networks;

/// <summary>Every declared network, so that one test runs over all of them.</summary>
internal static class Catalogue
{
    private static readonly NetworkCase[] Cases =
    [
        Of(nameof(SmallClassifier), seed => new SmallClassifier(seed), SmallClassifier.InputLength, SmallClassifier.OutputLength, SmallClassifier.LabelLength, Labels.Classes(3)),
        Of(nameof(MultiLabel), seed => new MultiLabel(seed), MultiLabel.InputLength, MultiLabel.OutputLength, MultiLabel.LabelLength, Labels.Bits),
        Of(nameof(Regression), seed => new Regression(seed), Regression.InputLength, Regression.OutputLength, Regression.LabelLength, Labels.Values),
        Of(nameof(RowClassifier), seed => new RowClassifier(seed), RowClassifier.InputLength, RowClassifier.OutputLength, RowClassifier.LabelLength, Labels.Classes(3)),
        Of(nameof(DroppedOut), seed => new DroppedOut(seed), DroppedOut.InputLength, DroppedOut.OutputLength, DroppedOut.LabelLength, Labels.Values),
        Of(nameof(StackedActivations), seed => new StackedActivations(seed), StackedActivations.InputLength, StackedActivations.OutputLength, StackedActivations.LabelLength, Labels.Values),
        Of(nameof(AlphaFirst), seed => new AlphaFirst(seed), AlphaFirst.InputLength, AlphaFirst.OutputLength, AlphaFirst.LabelLength, Labels.Bits),
        Of(nameof(SoftmaxRegression), seed => new SoftmaxRegression(seed), SoftmaxRegression.InputLength, SoftmaxRegression.OutputLength, SoftmaxRegression.LabelLength, Labels.Values),
        Of(nameof(NothingToLearn), seed => new NothingToLearn(seed), NothingToLearn.InputLength, NothingToLearn.OutputLength, NothingToLearn.LabelLength, Labels.Classes(6)),
        Of(nameof(Residual), seed => new Residual(seed), Residual.InputLength, Residual.OutputLength, Residual.LabelLength, Labels.Classes(3)),
        Of(nameof(Forked), seed => new Forked(seed), Forked.InputLength, Forked.OutputLength, Forked.LabelLength, Labels.Values),
        Of(nameof(Angles), seed => new Angles(seed), Angles.InputLength, Angles.OutputLength, Angles.LabelLength, Labels.Values),
        Of(nameof(OneGradient), seed => new OneGradient(seed), OneGradient.InputLength, OneGradient.OutputLength, OneGradient.LabelLength, Labels.Values),
        Of(nameof(PartlyFrozen), seed => new PartlyFrozen(seed), PartlyFrozen.InputLength, PartlyFrozen.OutputLength, PartlyFrozen.LabelLength, Labels.Values),
        Of(nameof(Normalized), seed => new Normalized(seed), Normalized.InputLength, Normalized.OutputLength, Normalized.LabelLength, Labels.Classes(3)),
        Of(nameof(NormalizedFirst), seed => new NormalizedFirst(seed), NormalizedFirst.InputLength, NormalizedFirst.OutputLength, NormalizedFirst.LabelLength, Labels.Values),
        Of(
            nameof(Tuned.Dense1Units33Dropout1Rate0_5),
            seed => new Tuned.Dense1Units33Dropout1Rate0_5(seed),
            Tuned.Dense1Units33Dropout1Rate0_5.InputLength,
            Tuned.Dense1Units33Dropout1Rate0_5.OutputLength,
            Tuned.Dense1Units33Dropout1Rate0_5.LabelLength,
            Labels.Classes(3)),
        Of(nameof(Outer.Nested), seed => new Outer.Nested(seed), Outer.Nested.InputLength, Outer.Nested.OutputLength, Outer.Nested.LabelLength, Labels.Values),
    ];

    /// <summary>The names, for xunit.</summary>
    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    public static NetworkCase Get(string name) => Cases.Single(c => c.Name == name);

    private static NetworkCase<TLabel> Of<TLabel>(
        string name, Func<long, Network<TLabel>> create, int inputLength, int outputLength, int labelLength, LabelKind<TLabel> labels)
        where TLabel : unmanaged => new(name, create, inputLength, outputLength, labelLength, labels);
}

/// <summary>The kinds of labels that networks take.</summary>
internal static class Labels
{
    public static LabelKind<float> Bits { get; } = new((random, count) => Draw(count, () => (float)random.Next(2)), value => value, Dataset.Regression);

    public static LabelKind<float> Values { get; } = new((random, count) => Draw(count, () => (random.NextSingle() * 2) - 1), value => value, Dataset.Regression);

    public static LabelKind<int> Classes(int classes) =>
        new((random, count) => Draw(count, () => random.Next(classes)), value => (int)value, Dataset.Classification);

    private static T[] Draw<T>(int count, Func<T> next) => [.. Enumerable.Range(0, count).Select(_ => next())];
}

/// <summary>A kind of label.</summary>
/// <param name="Draw">Draws as many as asked for.</param>
/// <param name="Convert">Makes one of a number.</param>
/// <param name="Dataset">Pairs features with labels, as so many samples.</param>
internal sealed record LabelKind<TLabel>(Func<Random, int, TLabel[]> Draw, Func<float, TLabel> Convert, Func<float[], TLabel[], int, Dataset<TLabel>> Dataset)
    where TLabel : unmanaged;
