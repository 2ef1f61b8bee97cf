using Microsoft.CodeAnalysis;
using NetGen.Generator.Binding;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Planning;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>The plans of random graphs: nothing is read that is not there, everything that learns gets its gradient, and little space is lost.</summary>
public class RandomPlanTests
{
    private const int Count = 300;

    private static readonly Lazy<IReadOnlyList<PlannedNetwork>> Networks = new(() =>
        PlannedNetwork.Of([.. Enumerable.Range(0, Count).Select(seed => RandomDeclaration.Write(seed, $"Net{seed}", DeclarationStyle.Planned))]));

    [Fact]
    public void They_are_taken_without_an_error()
    {
        var diagnostics = Networks.Value.SelectMany(network => Binder.Bind(network.Declaration).Diagnostics);

        Assert.DoesNotContain(diagnostics, diagnostic => Descriptors.ById[diagnostic.Id].DefaultSeverity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void They_have_layers_of_every_kind_and_forks()
    {
        var nodes = Networks.Value.SelectMany(network => network.Graph.Nodes).ToList();

        Assert.Empty(LayerTable.Kinds.Except(["Activation"]).Except(nodes.Select(node => node.Layer.Kind)));
        Assert.Equal([1, 2, 3, 4], nodes.Select(node => node.Wires.Count).Where(count => count <= 4).Distinct().Order());
        Assert.Contains(nodes, node => node.Wires.Count > node.Wires.Distinct().Count());
        Assert.Equal(3, Networks.Value.Select(network => network.Plan.Loss.Kind).Distinct().Count());
        Assert.True(Networks.Value.Count(network => IsForked(network)) > Count / 3);
    }

    [Fact]
    public void Nothing_is_read_that_is_not_there() =>
        Assert.Empty(Networks.Value.SelectMany(network => network.Plan.Methods.SelectMany(PlanCheck.Faults).Select(fault => $"{fault}\n{network.Source}")));

    /// <summary>What a call writes over what it reads, its kernel must be able to, and at the very same place.</summary>
    [Fact]
    public void A_call_writes_only_over_what_it_may()
    {
        foreach (var network in Networks.Value)
        {
            foreach (var method in network.Plan.Methods)
            {
                foreach (var call in method.Steps.SelectMany(step => step.Calls))
                    Assert.True(Overwritten(method, call).All(mayBe => mayBe), $"{call} overwrites what it reads, in\n{network.Source}");
            }
        }
    }

    [Fact]
    public void Every_parameter_gets_its_gradient_once_from_its_layer()
    {
        foreach (var network in Networks.Value)
        {
            var written = network.Plan.Methods.Single(method => method.Kind == PassKind.Backpropagate).Steps
                .SelectMany(step => step.Calls.SelectMany(call => call.Uses)
                    .Where(use => use.Access == Access.Write)
                    .Select(use => use.Operand)
                    .OfType<Operand.Gradient>()
                    .Where(gradient => gradient.Parameter.Section == Section.Trained)
                    .Select(gradient => (gradient.Parameter, step.Comment)));
            var learned = network.Graph.Nodes.SelectMany(node => node.Parameters.Where(parameter => parameter.Section == Section.Trained).Select(parameter => (parameter, $"back through {node.Name}")));

            Assert.Equal(learned.OrderBy(pair => pair.parameter.Offset), written.OrderBy(pair => pair.Parameter.Offset));
        }
    }

    [Fact]
    public void The_arena_is_about_as_small_as_it_can_be()
    {
        var ratios = Networks.Value.SelectMany(Ratios).OrderByDescending(r => r.Ratio).ToList();

        var large = ratios.Where(r => r.Ratio > 1.1).ToList();
        Assert.True(
            large.Count == 0,
            $"{large.Count} of {ratios.Count} arenas are too large: {string.Join(", ", large.Select(r => $"{r.Ratio:F3}"))}; "
            + $"the first is of\n{large.FirstOrDefault().Source}");
    }

    private static IEnumerable<(double Ratio, string Source)> Ratios(PlannedNetwork network)
    {
        var passes = network.Plan.Methods.ToDictionary(method => method.Kind);
        foreach (var method in network.Plan.Methods)
        {
            // A pass that another calls has its places below those of that one.
            var calls = method.Kind == PassKind.Loss ? method.Steps.SelectMany(step => step.Calls).OfType<PassCall>() : [];
            var called = calls.Sum(call => passes[call.Method].ArenaEnd);
            var bound = new Places(method).LowerBound + called;
            Assert.True(bound <= method.ArenaEnd, network.Source);
            if (bound > 0)
                yield return ((double)method.ArenaEnd / bound, network.Source);
        }
    }

    /// <summary>Of each value that a call writes over one that it reads, whether it may.</summary>
    private static IEnumerable<bool> Overwritten(PlannedMethod method, Call call)
    {
        foreach (var written in call.Uses.Where(use => use.Access != Access.Read && use.Operand is Operand.Value))
        {
            var to = method.Locals[((Operand.Value)written.Operand).Id];
            foreach (var read in call.Uses.Where(use => use.Access != Access.Write && use.Operand is Operand.Value && use.Operand != written.Operand))
            {
                var from = method.Locals[((Operand.Value)read.Operand).Id];
                var isSame = to.Offset == from.Offset && to.Length == from.Length;
                if (from.IsFixed == to.IsFixed && from.Offset < to.Offset + to.Length && to.Offset < from.Offset + from.Length)
                    yield return isSame && written.Over is Operand.Value over && method.Locals[over.Id].Offset == to.Offset;
            }
        }
    }

    private static bool IsForked(PlannedNetwork network) =>
        network.Graph.Nodes.SelectMany(node => node.Wires).Where(wire => !wire.IsInput).GroupBy(wire => wire).Any(wires => wires.Count() > 1);
}
