using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emitted;

/// <summary>The generated code in the compilation of a strict user: nullable, no unsafe code, every warning an error, documentation checked.</summary>
public class CompilationTests
{
    public static TheoryData<string> Declarations => [.. Networks.All];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void It_compiles_without_a_warning(string source) => AssertCompiles(source);

    [Fact]
    public void It_compiles_beside_names_that_could_clash() => AssertCompiles(
        """
        namespace User.NetGen.Kernels
        {
            internal class Runtime;
            internal class Dense;
            internal class System;
            internal class Losses;

            [Input(4)]
            [Dense(8, Relu)]
            [Dense(2)]
            [Softmax]
            internal partial class Kernels;
        }
        """.Replace("[Input", "[global::NetGen.Input", StringComparison.Ordinal));

    [Fact]
    public void It_compiles_under_names_that_are_keywords() => AssertCompiles(
        """
        namespace @event.@namespace;

        internal partial class @class
        {
            [Input(4)]
            [Dense(8, Relu, Name = "batch")]
            [Dense(8, Relu, Name = "weights")]
            [Dense(2, Name = "float")]
            internal partial class @new;
        }
        """);

    [Fact]
    public void It_compiles_with_layers_named_as_its_own_locals_are() => AssertCompiles(
        """
        [Input(4)]
        [Dense(8, Relu, Name = "input")]
        [Dense(8, Relu, Name = "output")]
        [Dense(8, Relu, Name = "arena")]
        [Dense(8, Relu, Name = "labels")]
        [Dense(8, Relu, Name = "gradients")]
        [Dense(8, Relu, Name = "logitsGradient")]
        [Dense(8, Relu, Name = "dense1")]
        [Dense(2, Softmax, Name = "batch")]
        internal partial class Net;
        """);

    [Fact]
    public void It_compiles_with_two_networks_of_one_name() => AssertCompiles(
        """
        namespace A { [Input(4)] [Dense(2)] internal partial class Net; }
        namespace B { [Input(4)] [Dense(3)] internal partial class Net; }
        namespace B { internal partial class Outer { [Input(4)] [Dense(3)] internal partial class Net; } }
        """);

    [Theory]
    [InlineData("[Input(4)] [Flatten] internal partial class Net;")]
    [InlineData("[Input(4)] [Relu] internal partial class Net;")]
    [InlineData("[Input(4)] [Softmax] internal partial class Net;")]
    [InlineData("[Input(4, 4)] [Flatten] [PRelu] [Flatten] internal partial class Net;")]
    [InlineData("[Input(4)] [Dropout(0.1)] internal partial class Net;")]
    [InlineData("[Input(4)] [Dropout(0.1)] [Dense(3)] [Softmax] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Softmax] [Dense(3)] [MeanSquaredError] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Softmax] [MeanSquaredError] internal partial class Net;")]
    [InlineData("[Input(3, 4)] [Dense(3)] [Softmax] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Activation(Linear)] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Dropout(0.5)] [Sigmoid] [BinaryCrossEntropy] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Softmax] [Flatten] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Relu] [Tanh] [Sigmoid] [Elu] internal partial class Net;")]
    public void It_compiles_for_unusual_networks(string source) => AssertCompiles(source);

    private static void AssertCompiles(string source)
    {
        var project = UserProject.Of(source);
        var (output, generated) = project.WithDocumentationChecked().Generate();

        Assert.NotEmpty(generated);
        var complaints = output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(complaints.Count == 0, $"{string.Join('\n', complaints)}\n\n{string.Join('\n', generated.Values)}");
    }
}
