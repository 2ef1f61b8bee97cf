using NetGen.CodeFixes.Fixes;
using NetGen.CodeFixes.Tests.Testing;

namespace NetGen.CodeFixes.Tests;

public class CallConstructorTests
{
    [Theory]
    [InlineData("public Net(string path) { }", "this(seed: 0)", "public Net(string path) : this(seed: 0) { }")]
    [InlineData("public Net() { }", "this(seed: 0)", "public Net() : this(seed: 0) { }")]
    [InlineData("internal Net(int seed, string path) => Load(path);", "this(seed)", "internal Net(int seed, string path) : this(seed) => Load(path);")]
    [InlineData("public Net(string path) // a\n        : base( /* b */ ) // c\n    { }", "this(seed: 0)", "public Net(string path) // a\n        : this(seed: 0) // c\n    { }")]
    [InlineData("public Net(\n        string a, /* a */\n        string b) /* b */\n    { }", "this(seed: 0)", "public Net(\n        string a, /* a */\n        string b) : this(seed: 0) /* b */\n    { }")]
    public Task A_constructor_that_calls_none(string before, string call, string after) => ExpectFix.Of<CallConstructor>(
        "NG0038",
        $"Call '{call}'",
        $"[Input(4)]\n[Dense(2)]\npublic partial class Net\n{{\n    {before}\n}}",
        $"[Input(4)]\n[Dense(2)]\npublic partial class Net\n{{\n    {after}\n}}");

    [Theory]
    [InlineData("public Net(long other) { }")]
    [InlineData("public int Description => 1;")]
    [InlineData("private void Loss;")]
    public Task Nothing_for_another_clash(string member) => ExpectFix.NoneOf<CallConstructor>(
        "NG0038", $"[Input(4)]\n[Dense(2)]\npublic partial class Net\n{{\n    {member}\n}}");

    [Fact]
    public Task Every_constructor_of_a_file() => ExpectFix.OfAll<CallConstructor>(
        "NG0038",
        "[Input(4)] [Dense(2)] public partial class Net { public Net(string a) { } public Net(int seed) { } }",
        "[Input(4)] [Dense(2)] public partial class Net { public Net(string a) : this(seed: 0) { } public Net(int seed) : this(seed) { } }");
}
