using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>The loss: its fit, its number and its place.</summary>
public class LossDiagnosticsTests
{
    [Theory]
    [InlineData("Dense(10)", "CrossEntropy", "Softmax")]
    [InlineData("Dense(10)", "BinaryCrossEntropy", "Sigmoid")]
    [InlineData("Dense(10, Sigmoid)", "CrossEntropy", "Softmax")]
    [InlineData("Softmax", "BinaryCrossEntropy", "Sigmoid")]
    public Task A_loss_that_does_not_fit(string last, string loss, string head) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{{last}}]
        [{|NG0017:{{loss}}|}]
        public partial class Net;
        """,
        $"[{loss}] is computed from the logits below [{head}], but the last layer is {last}; write [{head}] above the loss");

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("double.NaN", "NaN")]
    [InlineData("1e300", "1E+300")]
    [InlineData("1e-60", "1E-60")]
    public Task A_delta_out_of_range(string delta, string shown) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(2)]
        [Huber({|NG0013:Delta = {{delta}}|})]
        public partial class Net;
        """,
        $"Delta = {shown} is out of range; it must be a finite number above 0");

    [Fact]
    public Task A_second_loss() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2)]
        [Softmax]
        [CrossEntropy]
        [{|NG0018:MeanSquaredError|}]
        public partial class Net;
        """,
        "[MeanSquaredError] is a second loss; the network already has [CrossEntropy]");

    [Fact]
    public Task A_layer_below_the_loss() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2)]
        [CrossEntropy]
        [{|NG0019:Softmax|}]
        public partial class Net;
        """,
        "Softmax stands below the loss [CrossEntropy]; write the loss below the last layer");

    [Fact]
    public Task A_loss_above_several_layers_is_said_once() => Expect.Diagnostics(
        """
        [Input(4)]
        [CrossEntropy]
        [{|NG0019:Dense(8, Relu)|}]
        [Dropout(0.2)]
        [Dense(8, Relu)]
        [Dense(2)]
        [Softmax]
        public partial class Net;
        """,
        "Dense(8, Relu) stands below the loss [CrossEntropy]; write the loss below the last layer");

    [Fact]
    public Task A_loss_above_the_layers_and_another_below_them() => Expect.Diagnostics(
        """
        [Input(4)]
        [{|NG0018:MeanSquaredError|}]
        [Dense(8, Relu)]
        [Dropout(0.2)]
        [Dense(8, Relu)]
        [Dense(2)]
        [Softmax]
        [CrossEntropy]
        public partial class Net;
        """,
        "[MeanSquaredError] is a second loss; the network already has [CrossEntropy]");

    [Fact]
    public Task Two_losses_above_the_layers() => Expect.Diagnostics(
        """
        [Input(4)]
        [CrossEntropy]
        [{|NG0018:MeanSquaredError|}]
        [{|NG0019:Dense(2)|}]
        [Softmax]
        public partial class Net;
        """,
        "[MeanSquaredError] is a second loss; the network already has [CrossEntropy]",
        "Dense(2) stands below the loss [CrossEntropy]; write the loss below the last layer");

    [Fact]
    public Task Losses_that_fit() => Expect.Nothing(
        """
        [Input(4)] [Dense(3)] [Softmax] [CrossEntropy] public partial class A;
        [Input(4)] [Dense(3, Softmax)] [CrossEntropy] public partial class B;
        [Input(4)] [Dense(3)] [Activation(Softmax)] [CrossEntropy] public partial class C;
        [Input(4)] [Dense(3, Sigmoid)] [BinaryCrossEntropy] public partial class D;
        [Input(4)] [Dense(3)] [Sigmoid] [BinaryCrossEntropy] public partial class E;
        [Input(4)] [Dense(3)] [MeanSquaredError] public partial class F;
        [Input(4)] [Dense(3, Sigmoid)] [MeanSquaredError] public partial class G;
        """);
}
