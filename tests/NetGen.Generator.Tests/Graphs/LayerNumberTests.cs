using NetGen.Generator.Layers;
using NetGen.Generator.Losses;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>A small network for each kind of layer and each option computes what the textbook says, forward and back.</summary>
public class LayerNumberTests
{
    private static readonly Lazy<CompiledNetworks> Networks = new(() =>
        CompiledNetworks.Of([.. LayerDeclarations.All.Select((declaration, i) => $"{declaration}\npublic partial class Net{i};\n")]));

    public static TheoryData<string> Declarations => [.. LayerDeclarations.All];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void It_computes_as_in_double(string declaration)
    {
        foreach (var batch in new[] { 1, 3, 17 })
        {
            var (planned, network) = Networks.Value.Create($"Net{LayerDeclarations.All.ToList().IndexOf(declaration)}", seed: 5);
            var (kinks, parameters) = Comparison.Run(planned, network, batch);

            Assert.True(kinks <= 1 + (parameters / 20), $"{kinks} of {parameters} parameters are on a kink, with batch {batch}");
        }
    }

    [Fact]
    public void There_is_one_for_every_kind_of_layer_and_loss_and_every_option()
    {
        var text = string.Join('\n', LayerDeclarations.All);
        var options = typeof(LayerAttribute).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LayerAttribute)))
            .SelectMany(type => type.GetProperties().Where(property => property.CanWrite && property.DeclaringType == type).Select(property => property.Name))
            .Except(["OneOf", "ActivationOneOf", "To", "Step"]);

        Assert.All(LayerTable.Kinds.Concat(LossTable.Kinds), kind => Assert.Matches($@"\[{kind}[\](]", text));
        Assert.All(Enum.GetNames<Initializer>(), name => Assert.Contains($"Initializer.{name}", text, StringComparison.Ordinal));
        Assert.All(options, option => Assert.Contains($"{option} = ", text, StringComparison.Ordinal));
    }
}
