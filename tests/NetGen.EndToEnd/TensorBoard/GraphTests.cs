using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;
using NetGen.EndToEnd.TensorBoards.Schema;

namespace NetGen.EndToEnd.TensorBoards;

[Input(2)]
[Dense(3, Tanh, Name = "Input")]
[Dense(1, Name = "Labels")]
public partial class OddNames;

public class GraphTests
{
    [Fact]
    public void The_graph_has_the_layers_and_their_parameters_with_shapes_and_edges()
    {
        var graph = GraphOf(new FashionClassifier());

        Assert.Equal(
            [
                "Input Placeholder () [-1, 28, 28]",
                "Flatten1 Flatten (Input) [-1, 784]",
                "Dense1/kernel VariableV2 () [784, 128]",
                "Dense1/bias VariableV2 () [128]",
                "Dense1/Dense Dense (Flatten1, Dense1/kernel, Dense1/bias) [-1, 128]",
                "Dropout1 Dropout (Dense1/Dense) [-1, 128]",
                "Dense2/kernel VariableV2 () [128, 10]",
                "Dense2/bias VariableV2 () [10]",
                "Dense2/Dense Dense (Dropout1, Dense2/kernel, Dense2/bias) [-1, 10]",
                "Softmax1 Softmax (Dense2/Dense) [-1, 10]",
                "Labels Placeholder () [-1, 1]",
                "Loss CrossEntropy (Softmax1, Labels) []",
            ],
            graph.Node.Select(Describe));
        Assert.Equal("Dense(128, Relu)", graph.Node.Single(n => n.Name == "Dense1/Dense").Attr["declaration"].S.ToStringUtf8());
        Assert.All(graph.Node, node => Assert.Equal(1, node.Attr["dtype"].Type));
        Assert.True(graph.Versions.Producer > 0);
    }

    [Fact]
    public void The_graph_has_the_wires_of_merges()
    {
        var nodes = GraphOf(new Residual()).Node.ToDictionary(node => node.Name);

        Assert.Equal(["Dense3/Dense", "Skip/Dense"], nodes["Add1"].Input);
        Assert.Equal(["Add1"], nodes["Softplus1"].Input);
        Assert.Equal(["Skip/Dense", "Dense2/kernel", "Dense2/bias"], nodes["Dense2/Dense"].Input);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_edge_comes_from_a_node_before_it_and_no_name_is_taken_twice(string name, Network network)
    {
        var seen = new HashSet<string>();
        foreach (var node in GraphOf(network).Node)
        {
            Assert.All(node.Input, input => Assert.Contains(input, seen));
            Assert.True(seen.Add(node.Name), $"{name}: {node.Name}");
            Assert.Equal(node.Attr["shape"].Shape, Assert.Single(node.Attr["_output_shapes"].List.Shape));
        }
    }

    public static TheoryData<string, Network> Networks => new()
    {
        { "odd names", new OddNames() },
        { "dropped out", new DroppedOut() },
        { "forks and merges", new Forked() },
        { "nothing to learn", new NothingToLearn() },
        { "two tensors of one attribute", new StackedActivations() },
    };

    private static GraphDef GraphOf(Network network)
    {
        using var folder = new TemporaryFolder();
        using (var writer = new EventFileWriter(folder.Path))
            writer.AddGraph(network);

        return GraphDef.Parser.ParseFrom(EventFile.ReadOnly(folder.Path)[1].GraphDef);
    }

    private static string Describe(NodeDef node) =>
        $"{node.Name} {node.Op} ({string.Join(", ", node.Input)}) [{string.Join(", ", node.Attr["shape"].Shape.Dim.Select(d => d.Size))}]";
}
