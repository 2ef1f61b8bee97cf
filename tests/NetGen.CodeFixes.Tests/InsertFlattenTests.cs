using NetGen.CodeFixes.Fixes;
using NetGen.CodeFixes.Tests.Testing;

namespace NetGen.CodeFixes.Tests;

public class InsertFlattenTests
{
    private const string Title = "Insert [Flatten]";

    [Fact]
    public Task On_one_line() => ExpectFix.Of<InsertFlatten>(
        "NG0021",
        Title,
        "[Input(28, 28)] [Dense(10)] [Softmax] public partial class Net;",
        "[Input(28, 28)] [Flatten] [Dense(10)] [Softmax] public partial class Net;");

    [Fact]
    public Task On_lines_of_their_own() => ExpectFix.Of<InsertFlatten>(
        "NG0021",
        Title,
        """
        namespace Some.Place
        {
            /// <summary>A network.</summary>
            [Input(28, 28)]
            [Dense(10)] // the head
            [Softmax]
            public partial class Net;
        }
        """,
        """
        namespace Some.Place
        {
            /// <summary>A network.</summary>
            [Input(28, 28)]
            [Flatten]
            [Dense(10)] // the head
            [Softmax]
            public partial class Net;
        }
        """);

    [Fact]
    public Task On_lines_of_several() => ExpectFix.Of<InsertFlatten>(
        "NG0021",
        Title,
        """
        [Input(28, 28)]
        [Dense(10)] [Softmax]
        public partial class Net;
        """,
        """
        [Input(28, 28)]
        [Flatten] [Dense(10)] [Softmax]
        public partial class Net;
        """);

    [Fact]
    public Task In_one_pair_of_brackets() => ExpectFix.Of<InsertFlatten>(
        "NG0021",
        Title,
        "[Input(28, 28), Dense(10), Softmax] public partial class Net;",
        "[Input(28, 28), Flatten, Dense(10), Softmax] public partial class Net;");

    [Fact]
    public Task In_one_pair_of_brackets_over_lines() => ExpectFix.Of<InsertFlatten>(
        "NG0021",
        Title,
        """
        [
            Input(28, 28),
            Dense(10),
            Softmax,
        ]
        public partial class Net;
        """,
        """
        [
            Input(28, 28),
            Flatten,
            Dense(10),
            Softmax,
        ]
        public partial class Net;
        """);

    [Fact]
    public Task With_the_line_breaks_of_the_file() => ExpectFix.Of<InsertFlatten>(
        "NG0021",
        Title,
        "[Input(28, 28)]\r\n\t[Dense(10, Softmax)]\r\npublic partial class Net;\r\n",
        "[Input(28, 28)]\r\n\t[Flatten]\r\n\t[Dense(10, Softmax)]\r\npublic partial class Net;\r\n");

    [Fact]
    public Task In_every_network_of_a_file() => ExpectFix.OfAll<InsertFlatten>(
        "NG0021",
        """
        [Input(28, 28)]
        [Dense(10)]
        [Softmax]
        public partial class First;

        [Input(8, 8)] [Dense(10)] [Softmax] public partial class Second;
        """,
        """
        [Input(28, 28)]
        [Flatten]
        [Dense(10)]
        [Softmax]
        public partial class First;

        [Input(8, 8)] [Flatten] [Dense(10)] [Softmax] public partial class Second;
        """);
}
