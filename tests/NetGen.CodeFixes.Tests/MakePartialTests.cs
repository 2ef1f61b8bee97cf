using NetGen.CodeFixes.Fixes;
using NetGen.CodeFixes.Tests.Testing;

namespace NetGen.CodeFixes.Tests;

public class MakePartialTests
{
    [Theory]
    [InlineData("public class Net;", "public partial class Net;")]
    [InlineData("class Net { }", "partial class Net { }")]
    [InlineData("internal sealed class Net\n{\n}", "internal sealed partial class Net\n{\n}")]
    public Task The_network(string before, string after) => ExpectFix.Of<MakePartial>(
        "NG0001", "Make 'Net' partial", $"[Input(4)]\n[Dense(2)]\n{before}", $"[Input(4)]\n[Dense(2)]\n{after}");

    [Fact]
    public Task The_half_that_is_not() => ExpectFix.Of<MakePartial>(
        "NG0001",
        "Make 'Net' partial",
        "[Input(4)] [Dense(2)] public partial class Net;\npublic class Net { }",
        "[Input(4)] [Dense(2)] public partial class Net;\npublic partial class Net { }");

    [Fact]
    public Task Every_type_around_it() => ExpectFix.Of<MakePartial>(
        "NG0003",
        "Make 'Inner' and 'Outer' partial",
        """
        public static class Outer
        {
            public partial class Middle
            {
                internal record struct Inner
                {
                    [Input(4)]
                    [Dense(2)]
                    public partial class Net;
                }
            }
        }
        """,
        """
        public static partial class Outer
        {
            public partial class Middle
            {
                internal partial record struct Inner
                {
                    [Input(4)]
                    [Dense(2)]
                    public partial class Net;
                }
            }
        }
        """);

    [Fact]
    public Task Every_network_of_a_file() => ExpectFix.OfAll<MakePartial>(
        "NG0001",
        "[Input(4)] [Dense(2)] public class First;\n[Input(4)] [Dense(2)] public class Second;",
        "[Input(4)] [Dense(2)] public partial class First;\n[Input(4)] [Dense(2)] public partial class Second;");

    [Fact]
    public Task One_type_around_two_networks() => ExpectFix.OfAll<MakePartial>(
        "NG0003",
        """
        public class Outer
        {
            [Input(4)] [Dense(2)] public partial class First;
            [Input(4)] [Dense(2)] public partial class Second;
        }
        """,
        """
        public partial class Outer
        {
            [Input(4)] [Dense(2)] public partial class First;
            [Input(4)] [Dense(2)] public partial class Second;
        }
        """);
}
