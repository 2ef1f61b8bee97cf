using Microsoft.CodeAnalysis;
using NetGen.Generator.Graph;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>A declaration with what the compiler makes of it.</summary>
internal sealed record PlannedNetwork(string Source, NetworkDeclaration Declaration, NetworkGraph Graph, ExecutionPlan Plan)
{
    /// <summary>Runs the compiler on declarations of one class each, as one project.</summary>
    public static IReadOnlyList<PlannedNetwork> Of(IReadOnlyList<string> sources) =>
        Of(sources, UserProject.CreateDriver().RunGenerators(UserProject.Of([.. sources])));

    /// <summary>What the compiler made of declarations that it was run on.</summary>
    public static IReadOnlyList<PlannedNetwork> Of(IReadOnlyList<string> sources, GeneratorDriver driver)
    {
        var steps = driver.GetRunResult().Results.Single().TrackedSteps;
        IEnumerable<T> Outputs<T>(string step) => steps[step].SelectMany(s => s.Outputs).Select(o => o.Value).OfType<T>();
        var declarations = Outputs<NetworkDeclaration>("Parsing").ToDictionary(declaration => declaration.Class.Name);
        var graphs = Outputs<NetworkGraph>("Binding").ToDictionary(graph => graph.Class.Name);
        var plans = Outputs<ExecutionPlan>("Planning").ToDictionary(plan => plan.Class.Name);
        return [.. sources.Select(source =>
        {
            var name = NameOf(source);
            Assert.True(graphs.ContainsKey(name), $"This is not taken:\n{source}");
            Assert.True(plans.ContainsKey(name), $"This is not planned:\n{source}");
            return new PlannedNetwork(source, declarations[name], graphs[name], plans[name]);
        })];
    }

    /// <summary>The name of the class that a declaration declares, as its last word.</summary>
    public static string NameOf(string source) => source.TrimEnd('\n', ';').Split(' ')[^1];
}
