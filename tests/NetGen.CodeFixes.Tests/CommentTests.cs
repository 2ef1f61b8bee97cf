using NetGen.CodeFixes.Fixes;
using NetGen.CodeFixes.Tests.Testing;

namespace NetGen.CodeFixes.Tests;

/// <summary>What becomes of comments: those of an attribute go where it goes, those of one that is removed stay, and none ends up at another layer.</summary>
public class CommentTests
{
    [Theory]
    [InlineData("[/* 1 */ Dropout(0.2) /* 2 */]\n", "/* 1 */\n/* 2 */\n")]
    [InlineData("[/* 1 */ Dropout(0.2)] // 2\n", "/* 1 */\n// 2\n")]
    [InlineData("// 1\n[Dropout(0.2)]\n", "// 1\n")]
    [InlineData("[\n    // 1\n    Dropout(0.2)\n]\n", "// 1\n")]
    [InlineData("[ // 1\n    Dropout(0.2)]\n", "// 1\n")]
    public Task Of_a_removed_attribute_in_brackets_of_its_own(string before, string after) => ExpectFix.Of<RemoveLayer>(
        "NG0027",
        "Remove [Dropout(0.2)]",
        $"[Input(4)]\n[Dense(2)] // head\n{before}[Softmax] // last\npublic partial class Net;",
        $"[Input(4)]\n[Dense(2)] // head\n{after}[Softmax] // last\npublic partial class Net;");

    [Theory]
    [InlineData("[Dense(2)] [Dropout(0.2)] // why not?\n[Softmax]", "[Dense(2)]\n// why not?\n[Softmax]")]
    [InlineData("[Dense(2)] [/* 1 */ Dropout(0.2)] [Softmax]", "[Dense(2)]\n/* 1 */\n[Softmax]")]
    [InlineData("[Dense(2)] /* 1 */ [Dropout(0.2)] [Softmax]", "[Dense(2)]\n/* 1 */\n[Softmax]")]
    public Task Of_a_removed_attribute_on_a_line_with_others(string before, string after) => ExpectFix.Of<RemoveLayer>(
        "NG0027", "Remove [Dropout(0.2)]", $"[Input(4)]\n{before}\npublic partial class Net;", $"[Input(4)]\n{after}\npublic partial class Net;");

    [Theory]
    [InlineData("[Input(4), Dense(2), /* 1 */ Dropout(0.2) /* 2 */, Softmax]", "[Input(4), Dense(2),\n /* 1 */\n /* 2 */\n Softmax]")]
    [InlineData("[Input(4), Dense(2), Dropout(0.2), // 1\n Softmax]", "[Input(4), Dense(2),\n // 1\n Softmax]")]
    [InlineData("[Input(4),\n Dense(2), // head\n Dropout(0.2), // 1\n Softmax] // last", "[Input(4),\n Dense(2), // head\n // 1\n Softmax] // last")]
    [InlineData("[Input(4),\n Dense(2), // head\n Dropout(0.2)] // 1", "[Input(4),\n Dense(2)] // head\n// 1")]
    [InlineData("[\n    Input(4),\n    Dense(2), // head\n    // 1\n    Dropout(0.2), // 2\n]", "[\n    Input(4),\n    Dense(2), // head\n    // 1\n    // 2\n]")]
    [InlineData("[\n    Input(4),\n    Dense(2), // head\n    Dropout(0.2)\n]", "[\n    Input(4),\n    Dense(2) // head\n]")]
    [InlineData("[Input(4), Dense(2), Dropout(0.2)] // all of it", "[Input(4), Dense(2)] // all of it")]
    public Task Of_a_removed_attribute_in_the_brackets_of_several(string before, string after) => ExpectFix.Of<RemoveLayer>(
        "NG0027", "Remove [Dropout(0.2)]", $"{before}\npublic partial class Net;", $"{after}\npublic partial class Net;");

    [Theory]
    [InlineData("// two classes\n[Dense(2)] // head\n// a sample\n[/* four */ Input(4)] // values\n[Softmax]", "// two classes\n// a sample\n[/* four */ Input(4)] // values\n[Dense(2)] // head\n[Softmax]")]
    [InlineData("[Dense(2)] [Softmax] /* a sample */ [Input(4)]", "/* a sample */\n[Input(4)]\n[Dense(2)] [Softmax]")]
    [InlineData("[Dense(2), // head\n Softmax,\n Input(4)] // a sample", "[Input(4), // a sample\n Dense(2), // head\n Softmax]")]
    [InlineData("[\n    Dense(2), // head\n    // a sample\n    Input(4), // of 4\n    Softmax,\n]", "[\n    // a sample\n    Input(4), // of 4\n    Dense(2), // head\n    Softmax,\n]")]
    [InlineData("[Dense(2)]\n[Softmax, /* a sample */ Input(4)]", "/* a sample */\n[Input(4)]\n[Dense(2)]\n[Softmax]")]
    [InlineData("[Dense(2), Relu]\n// a sample\n[Input(4)] // of 4\n[Softmax]", "[// a sample\n Input(4), // of 4\n Dense(2), Relu]\n[Softmax]")]
    public Task Of_a_moved_input(string before, string after) => ExpectFix.Of<MoveInput>(
        "NG0009", "Move [Input] above the layers", $"{before}\npublic partial class Net;", $"{after}\npublic partial class Net;");

    [Theory]
    [InlineData("[Input(8, 8)]\n// the head\n[Dense(10)]\n[Softmax]", "[Input(8, 8)]\n[Flatten]\n// the head\n[Dense(10)]\n[Softmax]")]
    [InlineData("[Input(8, 8)] /* the head */ [Dense(10)] [Softmax]", "[Input(8, 8)] [Flatten] /* the head */ [Dense(10)] [Softmax]")]
    [InlineData("[Input(8, 8),\n // the head\n Dense(10),\n Softmax]", "[Input(8, 8),\n Flatten,\n // the head\n Dense(10),\n Softmax]")]
    [InlineData("[Input(8, 8), /* the head */ Dense(10), Softmax]", "[Input(8, 8), Flatten, /* the head */ Dense(10), Softmax]")]
    [InlineData("[Input(8, 8)]\n// an empty line ends it\n\n[Dense(10)]\n[Softmax]", "[Input(8, 8)]\n// an empty line ends it\n\n[Flatten]\n[Dense(10)]\n[Softmax]")]
    [InlineData("[Input(8, 8)]\n#region head\n[Dense(10)]\n#endregion\n[Softmax]", "[Input(8, 8)]\n#region head\n[Flatten]\n[Dense(10)]\n#endregion\n[Softmax]")]
    public Task Of_the_attribute_below_an_inserted_one(string before, string after) => ExpectFix.Of<InsertFlatten>(
        "NG0021", "Insert [Flatten]", $"{before}\npublic partial class Net;", $"{after}\npublic partial class Net;");

    [Fact]
    public Task Of_the_class() => ExpectFix.Of<AddInput>(
        "NG0002",
        "Add [Input(784)], the shape to be adapted",
        "// A network.\n[Dense(10)] // head\n[Softmax]\npublic partial class Net;",
        "// A network.\n[Input(784)]\n[Dense(10)] // head\n[Softmax]\npublic partial class Net;");
}
