using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Declarations that there is nothing to say about, in every form they can be written.</summary>
public class CorrectDeclarationsTests
{
    [Theory]
    [InlineData("[Input(28, 28)]\n[Flatten]\n[Dense(128, Relu)]\n[Dropout(0.2)]\n[Dense(10)]\n[Softmax]\npublic partial class Net;")]
    [InlineData("[Input(28, 28), Flatten, Dense(128, Relu), Dropout(0.2), Dense(10), Softmax] public partial class Net;")]
    [InlineData("[Input(28, 28)] [Flatten, Dense(128, activation: Relu)] [Dropout(rate: 0.2)] [Dense(units: 10)] [Softmax] partial class Net { }")]
    [InlineData("[NetGen.Input(28, 28)] [global::NetGen.Flatten] [DenseAttribute(128, NetGen.Activation.Relu)] [Dense(10, Softmax)] partial class Net;")]
    [InlineData("[System.Obsolete] [Input(new int[] { 784 })] [System.Serializable] [Dense(128, Relu), Dense(10)] [Softmax()] sealed partial class Net;")]
    public Task In_every_form(string source) => Expect.Nothing(source);

    [Theory]
    [InlineData("[Monitor] [Input(4)] [Dense(2)] [MeanSquaredError] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(2)] [MeanSquaredError] [Monitor] public partial class Net;")]
    [InlineData("[Input(4), Monitor, Dense(2)] public partial class Net;")]
    public Task With_a_monitor_anywhere(string source) => Expect.Nothing(source);

    [Fact]
    public Task In_every_place() => Expect.Nothing(
        """
        namespace Some.Place
        {
            public partial class Outer
            {
                private partial struct Middle
                {
                    [Input(4)] [Dense(2)] private partial class Net;
                }

                internal partial record Other
                {
                    [Input(4)] [Dense(2)] internal partial class Net;
                }

                public partial interface IThird
                {
                    [Input(4)] [Dense(2)] public partial class Net;
                }
            }
        }
        """);

    [Fact]
    public Task With_members_interfaces_and_other_halves() => Expect.Nothing(
        """
        public interface INamed { string Name { get; } }

        [Input(4)]
        [Dense(2)]
        public partial class Net : INamed
        {
            public string Name => "net";
        }

        public partial class Net
        {
            public int Twice(int value) => value * 2;
        }
        """);

    [Fact]
    public Task Other_attributes_of_the_same_names_mean_nothing() => Expect.Nothing(
        """
        namespace Other
        {
            public sealed class InputAttribute : System.Attribute;
            public sealed class DenseAttribute(int units) : System.Attribute { public int Units => units; }

            [Other.Input]
            [Other.Dense(0)]
            public class NotANetwork;
        }
        """);

    [Fact]
    public async Task On_two_files()
    {
        var project = UserProject.Of("[Input(4)] [Dense(2)] public partial class Net;", "public partial class Net { public int Extra => 1; }");

        Assert.Empty(await project.AnalyzeAsync());
    }

    [Fact]
    public async Task Layers_on_two_files_are_reported_in_the_second()
    {
        var reported = await UserProject.Of("[Input(4)] [Dense(2, Relu)] public partial class Net;", "[Dense(1)] public partial class Net;").AnalyzeAsync();

        var diagnostic = Assert.Single(reported);
        Assert.Equal(("NG0006", "File1.cs"), (diagnostic.Id, diagnostic.Location.SourceTree!.FilePath));
    }
}
