using NetGen.CodeFixes.Fixes;
using NetGen.CodeFixes.Tests.Testing;

namespace NetGen.CodeFixes.Tests;

/// <summary>The fixes that add an input and that move it to its place.</summary>
public class InputTests
{
    [Fact]
    public Task Added_above_a_layer_that_is_written_by_an_alias() => ExpectFix.Of<AddInput>(
        "NG0002",
        "Add [Input(784)], the shape to be adapted",
        """
        namespace User;
        using D = NetGen.DenseAttribute;
        [D(3)]
        [Relu]
        [Dense(2)]
        public partial class Net;
        """,
        """
        namespace User;
        using D = NetGen.DenseAttribute;
        [Input(784)]
        [D(3)]
        [Relu]
        [Dense(2)]
        public partial class Net;
        """);

    [Fact]
    public Task Added_as_an_image_above_flatten() => ExpectFix.Of<AddInput>(
        "NG0002",
        "Add [Input(28, 28)], the shape to be adapted",
        """
        /// <summary>A network.</summary>
        [Flatten]
        [Dense(10)]
        [Softmax]
        public partial class Net;
        """,
        """
        /// <summary>A network.</summary>
        [Input(28, 28)]
        [Flatten]
        [Dense(10)]
        [Softmax]
        public partial class Net;
        """);

    [Fact]
    public Task Added_as_features_above_others() => ExpectFix.Of<AddInput>(
        "NG0002",
        "Add [Input(784)], the shape to be adapted",
        "[System.Serializable] [Dense(10)] [Softmax] public partial class Net;",
        "[System.Serializable] [Input(784)] [Dense(10)] [Softmax] public partial class Net;");

    [Fact]
    public Task Added_in_one_pair_of_brackets() => ExpectFix.Of<AddInput>(
        "NG0002",
        "Add [Input(784)], the shape to be adapted",
        "[Dense(10), Softmax] public partial class Net;",
        "[Input(784), Dense(10), Softmax] public partial class Net;");

    [Fact]
    public Task Moved_from_a_line_of_its_own() => ExpectFix.Of<MoveInput>(
        "NG0009",
        "Move [Input] above the layers",
        """
        [Flatten]
        [Dense(10)]
        [Input(28, 28)]
        [Softmax]
        public partial class Net;
        """,
        """
        [Input(28, 28)]
        [Flatten]
        [Dense(10)]
        [Softmax]
        public partial class Net;
        """);

    [Fact]
    public Task Moved_on_one_line() => ExpectFix.Of<MoveInput>(
        "NG0009",
        "Move [Input] above the layers",
        "[Dense(10)] [Softmax] [Input(8)] public partial class Net;",
        "[Input(8)] [Dense(10)] [Softmax] public partial class Net;");

    [Theory]
    [InlineData("[Dense(10), Softmax, Input(8)] public partial class Net;")]
    [InlineData("[Dense(10), Input(8), Softmax] public partial class Net;")]
    public Task Moved_in_one_pair_of_brackets(string before) => ExpectFix.Of<MoveInput>(
        "NG0009", "Move [Input] above the layers", before, "[Input(8), Dense(10), Softmax] public partial class Net;");
}
