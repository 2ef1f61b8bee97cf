using Microsoft.CodeAnalysis;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Protocol;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Model;

/// <summary>What passes from step to step is plain records: otherwise nothing could be cached, and old compilations would stay in memory.</summary>
public class ModelTests
{
    [Fact]
    public void No_step_hands_on_symbols_syntax_or_collections_without_equality()
    {
        var walker = new ModelWalker();
        foreach (var (step, type) in StepOutputs())
            walker.Walk(type, $"{step}: {type.Name}");

        Assert.Empty(walker.Faults);
    }

    [Fact]
    public void The_walk_reaches_the_models()
    {
        var walker = new ModelWalker();
        foreach (var (step, type) in StepOutputs())
            walker.Walk(type, step);

        Type[] models =
        [
            typeof(NetworkDeclaration), typeof(AttributeDeclaration), typeof(Argument), typeof(Generator.Graph.ChosenValue), typeof(NetworkGraph), typeof(Node), typeof(Parameter),
            typeof(Shape), typeof(Loss), typeof(CrossEntropy), typeof(Layer), typeof(Dense), typeof(Elementwise), typeof(ExecutionPlan), typeof(KernelCall), typeof(LossCall),
            typeof(Operand), typeof(Operand.Extent),
        ];
        Assert.Empty(models.Except(walker.Seen));
    }

    [Theory]
    [InlineData(typeof(HoldsSymbol), "start.Symbol is Roslyn's ISymbol: it keeps a whole compilation alive")]
    [InlineData(typeof(HoldsLocation), "start.Deep.Location is Roslyn's Location: it keeps a whole compilation alive")]
    [InlineData(typeof(HoldsList), "start.Items is a List`1, which is not equal to another with equal elements")]
    [InlineData(typeof(HoldsArray), "start.Items is a Int32[], which is not equal to another with equal elements")]
    [InlineData(typeof(HoldsClass), "start.Item is a Reference, which is compared by reference")]
    public void The_walk_finds_what_must_not_be_there(Type type, string fault)
    {
        var walker = new ModelWalker();
        walker.Walk(type, "start");

        Assert.Equal([fault], walker.Faults);
    }

    [Fact]
    public void Arrays_with_equal_elements_are_equal()
    {
        EquatableArray<int> one = [1, 2, 3], same = [1, 2, 3], other = [1, 2, 4], shorter = [1, 2];

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, other);
        Assert.NotEqual(one, shorter);
        Assert.Equal(default, EquatableArray.Create<int>([]));
    }

    private static IEnumerable<(string Step, Type Type)> StepOutputs()
    {
        var result = UserProject.CreateDriver().RunGenerators(UserProject.Of([.. Networks.All])).GetRunResult().Results.Single();
        foreach (var step in new[] { "Parsing", "Binding", "Planning", "Emit" })
        {
            foreach (var type in result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Value.GetType()).Distinct())
                yield return (step, type);
        }
    }

    private sealed record HoldsSymbol(ISymbol? Symbol);

    private sealed record HoldsLocation(Deep Deep);

    private sealed record Deep(Location? Location);

    private sealed record HoldsList(List<int> Items);

    private sealed record HoldsArray(int[] Items);

    private sealed record HoldsClass(Reference Item);

    private sealed class Reference;
}
