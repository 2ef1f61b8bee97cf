using System.Text;

namespace NetGen.Benchmarks.Keystrokes;

/// <summary>A project and a place in it where someone types.</summary>
/// <param name="Name">The row's name.</param>
/// <param name="Files">The texts of the files.</param>
/// <param name="File">Which of them is edited.</param>
/// <param name="Marker">What stands there once; the digits behind it are what is typed.</param>
internal sealed record Typing(string Name, IReadOnlyList<string> Files, int File, string Marker)
{
    private const int Networks = 200;

    public static IReadOnlyList<Typing> All { get; } =
    [
        new("200 networks: a body elsewhere", Project(filesOfNetworks: Networks), Networks, "=> 1"),
        new("200 networks: a member's name elsewhere", Project(filesOfNetworks: Networks), Networks, "int Count"),
        new("200 networks: a type's name elsewhere", Project(filesOfNetworks: Networks), Networks, "class Other"),
        new("200 networks: a layer of one of them", Project(filesOfNetworks: Networks), Networks / 2, "Dense(2"),
        new("200 networks: a member's body in one of them", Project(filesOfNetworks: Networks), Networks / 2, "=> 1"),
        new("200 networks in 4 files: a body elsewhere", Project(filesOfNetworks: 4), 4, "=> 1"),
        new("200 networks in 4 files: a layer of one", Project(filesOfNetworks: 4), 2, "Dense(2"),
        new("one network of 50 layers: a layer", [Deep(layers: 50)], 0, "Dense(2"),
        new("one network of 50 layers: a body elsewhere", [Deep(layers: 50), Other], 1, "=> 1"),
    ];

    private const string Other =
        """
        namespace Someones.Project;

        public class Other
        {
            public int Count0 { get; set; }

            public int Twice(int a) => 10 * a;
        }
        """;

    private static IReadOnlyList<string> Project(int filesOfNetworks)
    {
        var networks = Enumerable.Range(0, Networks).Select(Network).Chunk(Networks / filesOfNetworks);
        return [.. networks.Select(file => "namespace Someones.Project;\n\n" + string.Join("\n", file)), Other];
    }

    /// <summary>A usual network. The first of a file has what a row's marker looks for.</summary>
    private static string Network(int i) =>
        $$"""
        /// <summary>Number {{i}}.</summary>
        [Input(28, 28)]
        [Flatten]
        [Dense(20, Relu, KernelL2 = 0.001)]
        [Dropout(0.2)]
        [Dense(10)]
        [Softmax]
        public partial class Network{{i}}
        {
            public int Number(int a) => 10 * a + {{i}};
        }

        """;

    private static string Deep(int layers)
    {
        var text = new StringBuilder("namespace Someones.Project;\n\n[Input(28, 28)]\n[Flatten]\n");
        for (var i = 0; i < layers - 3; i++)
            text.Append(i % 2 == 0 ? "[Dense(20, Relu)]\n" : "[Dropout(0.2)]\n");

        return text.Append("[Dense(10)]\n[Softmax]\npublic partial class Deep;\n").ToString();
    }
}
