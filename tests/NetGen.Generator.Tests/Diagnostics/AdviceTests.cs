using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>The warnings: networks that run and disappoint, and their neighbours that do not.</summary>
public class AdviceTests
{
    [Fact]
    public Task A_classifier_head_on_rows() => Expect.Diagnostics(
        """
        [Input(28, 28)] [{|NG0021:Dense(10)|}] [Softmax] public partial class Net;
        """,
        "Dense(10) acts on the last axis only: (28, 28) -> (28, 10). Insert [Flatten] above it if each sample is one row of features.");

    [Fact]
    public Task A_classifier_head_on_rows_shows_the_whole_trace() => Expect.Diagnostics(
        """
        [Input(28, 28)]
        [Dense(64, Relu)]
        [Dropout(0.2)]
        [{|NG0021:Dense(10, Softmax)|}]
        public partial class Net;
        """,
        "Dense(10, Softmax) acts on the last axis only: (28, 28) -> (28, 64) -> (28, 64) -> (28, 64) -> (28, 10). Insert [Flatten] above it if each sample is one row of features.");

    [Fact]
    public Task A_regression_on_rows_is_as_it_was_meant() => Expect.Nothing("[Input(28, 28)] [Dense(10)] public partial class Net;");

    [Theory]
    [InlineData("")]
    [InlineData("[Dropout(0.5)]")]
    [InlineData("[Activation(Linear)]")]
    public Task Two_dense_layers_and_no_activation(string between) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(8)]
        {{between}}
        [{|NG0022:Dense(2, UseBias = false)|}]
        public partial class Net;
        """,
        "Dense(2, UseBias = false) follows Dense(8) with no activation between them: two linear layers are no more than one. Give the upper one an activation, for example Relu.");

    [Fact]
    public Task Two_dense_layers_with_an_activation_between_them() => Expect.Nothing(
        """
        [Input(4)] [Dense(8, Relu)] [Dense(2)] public partial class A;
        [Input(4)] [Dense(8)] [Tanh] [Dense(2)] public partial class B;
        [Input(4)] [Dense(8)] [Dropout(0.1)] [PRelu] [Dense(2)] public partial class C;
        """);

    [Fact]
    public Task Four_saturating_layers_in_a_row() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(8, Tanh)]
        [Dense(8, Sigmoid)]
        [Dense(8)] [Tanh] [Dropout(0.1)]
        [{|NG0023:Dense(8, Tanh)|}]
        [Dense(8, Tanh)]
        [Dense(2)]
        public partial class Net;
        """,
        "Dense(8, Tanh) is the 4th sigmoid or tanh layer in a row; gradients vanish through such a stack. Use Relu or Elu in hidden layers.");

    [Fact]
    public Task Saturating_layers_that_are_no_row() => Expect.Nothing(
        """
        [Input(4)] [Dense(8, Tanh)] [Dense(8, Tanh)] [Dense(8, Tanh)] [Dense(2)] public partial class A;
        [Input(4)] [Dense(8, Tanh)] [Dense(8, Tanh)] [Dense(8, Relu)] [Dense(8, Tanh)] [Dense(8, Tanh)] [Dense(2)] public partial class B;
        [Input(4)] [Dense(8, Tanh)] [Dense(8, Tanh)] [Dense(8, Tanh)] [Dense(2, Sigmoid)] public partial class C;
        """);

    [Theory]
    [InlineData("[Dense(1)] [{|NG0024:Softmax|}]", "(1)")]
    [InlineData("[{|NG0024:Dense(1, Softmax)|}]", "(1)")]
    public Task Softmax_over_one_unit(string layers, string shape) => Expect.Diagnostics(
        $"[Input(4)] {layers} public partial class Net;",
        $"Softmax over the one unit of {shape} is always 1; use Sigmoid for two classes, or one unit for each class");

    [Theory]
    [InlineData("[Dense(3)] [Softmax] [{|NG0025:Softmax|}]")]
    [InlineData("[Dense(3, Softmax)] [{|NG0025:Softmax|}]")]
    [InlineData("[Dense(3, Softmax)] [{|NG0025:Activation(Softmax)|}]")]
    public Task Softmax_after_softmax(string layers) => Expect.Diagnostics(
        $"[Input(4)] {layers} public partial class Net;",
        "This softmax follows another one; the second flattens the probabilities of the first. Remove one.");

    [Theory]
    [InlineData("[{|NG0026:Dense(1, Relu)|}]", "Dense(1, Relu)")]
    [InlineData("[Dense(1)] [{|NG0026:Relu|}]", "Relu")]
    [InlineData("[Dense(1)] [{|NG0026:Relu6|}] [MeanSquaredError]", "Relu6")]
    [InlineData("[Dense(1)] [{|NG0026:Activation(Relu)|}]", "Activation(Relu)")]
    public Task Relu_on_the_output_of_a_regression(string layers, string last) => Expect.Diagnostics(
        $"[Input(4)] {layers} public partial class Net;",
        $"{last} at the output of a regression cannot give negative values, and its gradient is 0 wherever it gives 0; leave the last layer linear");

    [Fact]
    public Task Other_activations_on_the_output_of_a_regression() => Expect.Nothing(
        """
        [Input(4)] [Dense(1, Softplus)] public partial class A;
        [Input(4)] [Dense(1, Tanh)] public partial class B;
        """);

    [Theory]
    [InlineData("[Dense(3)] [{|NG0027:Dropout(0.2)|}] [Softmax]")]
    [InlineData("[Dense(3, Softmax)] [{|NG0027:Dropout(0.2)|}]")]
    [InlineData("[Dense(3)] [{|NG0027:Dropout(0.2)|}]")]
    public Task Dropout_on_the_output(string layers) => Expect.Diagnostics(
        $"[Input(4)] {layers} public partial class Net;",
        "Dropout after the output layer drops outputs themselves; put it above the last dense layer, or remove it");

    [Fact]
    public Task Dropout_on_the_input_and_between_layers() => Expect.Nothing(
        "[Input(4)] [Dropout(0.1)] [Dense(3, Relu)] [Dropout(0.2)] [Dense(3, Softmax)] public partial class Net;");

    [Fact]
    public Task A_hidden_layer_narrower_than_the_classes() => Expect.Diagnostics(
        """
        [Input(784)]
        [{|NG0028:Dense(8, Relu)|}]
        [Dense(10)]
        [Softmax]
        public partial class Net;
        """,
        "Dense(8, Relu) has fewer units than the 10 classes of the output; what it drops cannot come back");

    [Fact]
    public Task A_narrow_layer_of_a_regression() => Expect.Nothing("[Input(784)] [Dense(8, Relu)] [Dense(10)] public partial class Net;");

    [Fact]
    public Task A_huge_layer_on_a_flattened_input() => Expect.Diagnostics(
        """
        [Input(128, 128, 3)]
        [Flatten]
        [{|NG0029:Dense(1024, Relu)|}]
        [Dense(10, Softmax)]
        public partial class Net;
        """,
        "Dense(1024, Relu) on 49,152 flattened values has 50,331,648 weights; reduce the input first, or use fewer units");

    [Fact]
    public Task Several_warnings_and_an_error_at_once() => Expect.Diagnostics(
        """
        [Input(28, 28)]
        [{|NG0028:Dense(4)|}]
        [{|NG0021:{|NG0022:Dense(10)|}|}]
        [Softmax]
        [{|NG0025:Softmax|}]
        [{|NG0027:Dropout(0.5)|}]
        [{|NG0017:CrossEntropy|}]
        public partial class Net;
        """,
        "Dense(4) has fewer units than the 10 classes of the output; what it drops cannot come back",
        "Dense(10) acts on the last axis only: (28, 28) -> (28, 4) -> (28, 10). Insert [Flatten] above it if each sample is one row of features.",
        "Dense(10) follows Dense(4) with no activation between them: two linear layers are no more than one. Give the upper one an activation, for example Relu.",
        "This softmax follows another one; the second flattens the probabilities of the first. Remove one.",
        "Dropout after the output layer drops outputs themselves; put it above the last dense layer, or remove it",
        "[CrossEntropy] is computed from the logits below [Softmax], but the last layer is Dropout(0.5); write [Softmax] above the loss");
}
