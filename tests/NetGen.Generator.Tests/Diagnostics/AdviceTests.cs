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
        "Dense(10, Softmax) acts on the last axis only: (28, 28) -> (28, 64) -> (28, 64) -> (28, 10). Insert [Flatten] above it if each sample is one row of features.");

    [Theory]
    [InlineData("[{|NG0021:Dense(10)|}]", "Dense(10)")]
    [InlineData("[{|NG0021:Dense(10, Sigmoid)|}]", "Dense(10, Sigmoid)")]
    [InlineData("[{|NG0021:Dense(10)|}] [Sigmoid]", "Dense(10)")]
    public Task Another_head_on_rows(string layers, string head) => Expect.Diagnostics(
        $"[Input(28, 28)] {layers} public partial class Net;",
        $"{head} acts on the last axis only: (28, 28) -> (28, 10). Insert [Flatten] above it if each sample is one row of features.");

    [Fact]
    public Task An_autoencoder_of_rows_is_as_it_was_meant() => Expect.Nothing(
        """
        [Input(28, 28)] [Dense(64, Relu)] [Dense(28)] public partial class A;
        [Input(28, 28)] [Dense(64, Relu)] [Dense(28, Sigmoid)] public partial class B;
        """);

    [Theory]
    [InlineData("")]
    [InlineData("[Dropout(0.5)]")]
    [InlineData("[Activation(Linear)]")]
    [InlineData("[LeakyRelu(Slope = 1)]")]
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
        [Input(4)] [Dense(8)] [LeakyRelu(Slope = 0.99)] [Dense(2)] public partial class D;
        """);

    [Fact]
    public Task A_code_between_two_dense_layers() => Expect.Nothing(
        """
        [Input(5000)] [Dense(100, UseBias = false)] [Dense(5000)] [Softmax] public partial class Word2Vec;
        [Input(784)] [Dense(32)] [Dense(784)] public partial class Autoencoder;
        [Input(784)] [Dense(128, Relu)] [Dense(16)] [Dense(128, Relu)] [Dense(784, Sigmoid)] public partial class Deep;
        """);

    [Fact]
    public Task A_wide_layer_between_two_dense_layers_is_no_code() => Expect.Diagnostics(
        "[Input(4)] [Dense(8)] [{|NG0022:Dense(16)|}] public partial class Net;",
        "Dense(16) follows Dense(8) with no activation between them: two linear layers are no more than one. Give the upper one an activation, for example Relu.");

    [Fact]
    public Task Four_saturating_layers_in_a_row() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(8, Tanh)]
        [Dense(8, Sigmoid)]
        [Dense(8)] [Tanh] [Dropout(0.1)] [LeakyRelu(Slope = 1)]
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
    [InlineData("[{|NG0026:Dense(1, Relu)|}] [Flatten]", "Dense(1, Relu)")]
    [InlineData("[{|NG0026:Dense(1, Relu)|}] [LeakyRelu(Slope = 1)]", "Dense(1, Relu)")]
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
    public Task Dropout_that_drops_nothing() => Expect.Nothing("[Input(4)] [Dense(3)] [Dropout(0)] [Softmax] public partial class Net;");

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

    [Theory]
    [InlineData("[Dense(10)]")]
    [InlineData("[Dense(10, Sigmoid)]")]
    [InlineData("[Dense(10)] [Sigmoid]")]
    public Task A_hidden_layer_narrower_than_other_outputs(string head) => Expect.Diagnostics(
        $"[Input(784)] [{{|NG0028:Dense(8, Relu)|}}] {head} public partial class Net;",
        "Dense(8, Relu) has fewer units than the 10 values of the output; what it drops cannot come back");

    [Fact]
    public Task A_narrow_layer_on_rows_that_are_flattened_below_it() => Expect.Diagnostics(
        """
        [Input(28, 28)] [Dense(4, Relu)] [Flatten] [Dense(10)] [Softmax] public partial class Rows;
        [Input(2, 28)] [{|NG0028:Dense(4, Relu)|}] [Flatten] [Dense(10)] [Softmax] public partial class TwoRows;
        #pragma warning disable NG0021
        [Input(28, 28)] [{|NG0028:Dense(4, Relu)|}] [Dense(10)] [Softmax] public partial class EachRow;
        """,
        "Dense(4, Relu) has fewer units than the 10 classes of the output; what it drops cannot come back",
        "Dense(4, Relu) has fewer units than the 10 classes of the output; what it drops cannot come back");

    [Fact]
    public Task A_narrow_layer_from_which_a_sample_is_made() => Expect.Nothing(
        """
        [Input(784)] [Dense(8, Relu)] [Dense(784, Sigmoid)] public partial class Autoencoder;
        [Input(4)] [Dense(8, Relu)] [Dense(64)] public partial class Decoder;
        """);

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

    [Theory]
    [InlineData("[Dropout(0.5)]")]
    [InlineData("[Flatten]")]
    [InlineData("[Relu] [Flatten] [Dropout(0.5)]")]
    public Task A_huge_layer_not_far_below_a_flattened_input(string between) => Expect.Diagnostics(
        $"[Input(128, 128, 3)] [Flatten] {between} [{{|NG0029:Dense(1024, Relu)|}}] [Dense(10, Softmax)] public partial class Net;",
        "Dense(1024, Relu) on 49,152 flattened values has 50,331,648 weights; reduce the input first, or use fewer units");

    [Theory]
    [InlineData("[{|NG0042:Dense(8, Softmax)|}] [Dense(3, Softmax)]", "Dense(8, Softmax)", "Dense(3, Softmax)")]
    [InlineData("[Dense(8)] [{|NG0042:Softmax|}] [Dropout(0.1)] [Dense(3)]", "Softmax", "Dense(3)")]
    [InlineData("[Dense(3)] [{|NG0042:Activation(Softmax)|}] [Sigmoid]", "Activation(Softmax)", "Sigmoid")]
    public Task Softmax_inside_the_network(string layers, string softmax, string below) => Expect.Diagnostics(
        $"[Input(4)] {layers} public partial class Net;",
        $"{softmax} gives probabilities to {below}: they are small, sum to 1 and pass little gradient down. Keep softmax for the last layer, and give hidden ones Relu.");

    [Theory]
    [InlineData("[Dense(3)] [{|NG0043:Softmax|}] [MeanSquaredError]", "Softmax")]
    [InlineData("[{|NG0043:Dense(3, Softmax)|}] [MeanSquaredError]", "Dense(3, Softmax)")]
    public Task Softmax_with_a_squared_error(string layers, string softmax) => Expect.Diagnostics(
        $"[Input(4)] {layers} public partial class Net;",
        $"The gradient of a squared error through {softmax} is near 0 where the network is sure and wrong; use [CrossEntropy], whose labels are class indices");

    [Fact]
    public Task About_the_task_is_not_given_where_the_loss_is_not_the_one_that_was_meant() => Expect.Diagnostics(
        """
        [Input(28, 28)]
        [Dense(4, Relu)]
        [Dense(10, Sigmoid)]
        [{|NG0017:CrossEntropy|}]
        public partial class Net;
        """,
        "[CrossEntropy] is computed from the logits below [Softmax], but the last layer is Dense(10, Sigmoid); write [Softmax] above the loss");

    [Fact]
    public Task Several_warnings_and_an_error_at_once() => Expect.Diagnostics(
        """
        [Input(28, 28)]
        [Dense(40)]
        [{|NG0022:Dense(10)|}]
        [Softmax]
        [{|NG0025:Softmax|}]
        [{|NG0027:Dropout(0.5)|}]
        [{|NG0017:CrossEntropy|}]
        public partial class Net;
        """,
        "Dense(10) follows Dense(40) with no activation between them: two linear layers are no more than one. Give the upper one an activation, for example Relu.",
        "This softmax follows another one; the second flattens the probabilities of the first. Remove one.",
        "Dropout after the output layer drops outputs themselves; put it above the last dense layer, or remove it",
        "[CrossEntropy] is computed from the logits below [Softmax], but the last layer is Dropout(0.5); write [Softmax] above the loss");
}
