namespace NetGen.Damage;

[Input(3)]
[Dense(4, LeakyRelu)]
[Dropout(0.1)]
[Dense(3, Softmax)]
public partial class Victim;

/// <summary>What the files are of.</summary>
internal static class Course
{
    private const int Samples = 12;

    /// <summary>Twelve samples of three classes.</summary>
    public static Dataset<int> Data { get; } = Dataset.Classification([.. Enumerable.Range(0, Samples * Victim.InputLength).Select(i => (i % 7) - (i % 3 / 2f))], [.. Enumerable.Range(0, Samples).Select(i => i % 3)]);

    public static Victim NewNetwork() => new(seed: 3);
}
