using System.Runtime.Loader;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>Declarations compiled as one project and loaded, with the graphs that they were compiled from.</summary>
internal sealed class CompiledNetworks
{
    private readonly System.Reflection.Assembly _assembly;
    private readonly Dictionary<string, PlannedNetwork> _networks;

    private CompiledNetworks(System.Reflection.Assembly assembly, IReadOnlyList<PlannedNetwork> networks) =>
        (_assembly, _networks) = (assembly, networks.ToDictionary(network => network.Graph.Class.Name));

    public IEnumerable<PlannedNetwork> All => _networks.Values;

    /// <summary>Compiles declarations of one class each.</summary>
    public static CompiledNetworks Of(IReadOnlyList<string> sources)
    {
        var driver = UserProject.CreateDriver().RunGeneratorsAndUpdateCompilation(UserProject.Of([.. sources]), out var project, out _);
        using var file = new MemoryStream();
        var result = project.Emit(file);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Take(10)));

        file.Position = 0;
        var context = new AssemblyLoadContext(nameof(CompiledNetworks), isCollectible: true);
        return new CompiledNetworks(context.LoadFromStream(file), PlannedNetwork.Of(sources, driver));
    }

    /// <summary>A network as its declaration has it, and one of its objects.</summary>
    public (PlannedNetwork Planned, Network Network) Create(string name, long seed)
    {
        var constructor = _assembly.GetType(name)!.GetConstructors().Single(c => c.GetParameters() is [{ ParameterType: var type }] && type == typeof(long));
        return (_networks[name], (Network)constructor.Invoke([seed]));
    }
}
