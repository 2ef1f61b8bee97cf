using NetGen.CodeFixes.Fixes;
using NetGen.CodeFixes.Tests.Testing;

namespace NetGen.CodeFixes.Tests;

public class RemoveLayerTests
{
    [Fact]
    public Task A_second_loss() => ExpectFix.Of<RemoveLayer>(
        "NG0018",
        "Remove [MeanSquaredError]",
        "[Input(4)]\n[Dense(2)]\n[Softmax]\n[CrossEntropy]\n[MeanSquaredError]\npublic partial class Net;",
        "[Input(4)]\n[Dense(2)]\n[Softmax]\n[CrossEntropy]\npublic partial class Net;");

    [Fact]
    public Task A_second_softmax() => ExpectFix.Of<RemoveLayer>(
        "NG0025",
        "Remove [Softmax]",
        "[Input(4)] [Dense(2, Softmax)] [Softmax] public partial class Net;",
        "[Input(4)] [Dense(2, Softmax)] public partial class Net;");

    [Fact]
    public Task A_layer_of_which_one_value_is_a_second_softmax_stays() => ExpectFix.NoneOf<RemoveLayer>(
        "NG0025",
        "[Input(4)] [Dense(2, Softmax)] [Activation(OneOf = new[] { Tanh, Softmax })] [MeanSquaredError] public partial class Net;");

    [Fact]
    public Task Dropout_on_the_output() => ExpectFix.Of<RemoveLayer>(
        "NG0027",
        "Remove [Dropout(0.2)]",
        """
        public partial class Outer
        {
            [Input(4)]
            [Dense(2)]
            [Dropout(0.2)] [Softmax]
            public partial class Net;
        }
        """,
        """
        public partial class Outer
        {
            [Input(4)]
            [Dense(2)]
            [Softmax]
            public partial class Net;
        }
        """);

    [Fact]
    public Task A_line_of_its_own_goes_with_it() => ExpectFix.Of<RemoveLayer>(
        "NG0027",
        "Remove [Dropout(0.2)]",
        "[Input(4)]\r\n[Dense(2)]\r\n    [Dropout(0.2)]  \r\n[Softmax]\r\npublic partial class Net;",
        "[Input(4)]\r\n[Dense(2)]\r\n[Softmax]\r\npublic partial class Net;");

    [Fact]
    public Task A_comment_on_its_line_stays() => ExpectFix.Of<RemoveLayer>(
        "NG0027",
        "Remove [Dropout(0.2)]",
        "[Input(4)]\n[Dense(2)]\n[Dropout(0.2)] // why not?\n[Softmax]\npublic partial class Net;",
        "[Input(4)]\n[Dense(2)]\n// why not?\n[Softmax]\npublic partial class Net;");

    [Theory]
    [InlineData("[Input(4), Dense(2), Dropout(0.2), Softmax]", "[Input(4), Dense(2), Softmax]")]
    [InlineData("[Input(4), Dense(2), Dropout(0.2)]", "[Input(4), Dense(2)]")]
    public Task In_one_pair_of_brackets(string before, string after) => ExpectFix.Of<RemoveLayer>(
        "NG0027", "Remove [Dropout(0.2)]", $"{before} public partial class Net;", $"{after} public partial class Net;");
}
