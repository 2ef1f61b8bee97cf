namespace NetGen.Generator.Tests.Graphs;

/// <summary>The emitted code of random graphs computes what the textbook says, forward and back.</summary>
public class RandomNumberTests
{
    private const int First = 2000;

    private const int Count = 40;

    private static readonly Lazy<CompiledNetworks> Networks = new(() =>
        CompiledNetworks.Of([.. Enumerable.Range(First, Count).Select(seed => RandomDeclaration.Write(seed, $"Net{seed}", DeclarationStyle.Computed))]));

    public static TheoryData<int> Seeds => [.. Enumerable.Range(First, Count)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_computes_as_in_double(int seed)
    {
        foreach (var batch in new[] { 1, 3, 17 })
        {
            var (planned, network) = Networks.Value.Create($"Net{seed}", seed);
            var (kinks, parameters) = Comparison.Run(planned, network, batch);

            Assert.True(kinks <= 1 + (parameters / 20), $"{kinks} of {parameters} parameters are on a kink, with batch {batch} of\n{planned.Source}");
        }
    }
}
