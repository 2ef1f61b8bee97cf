using NetGen.CodeFixes.Fixes;
using NetGen.CodeFixes.Tests.Testing;

namespace NetGen.CodeFixes.Tests;

public class FitLossTests
{
    [Fact]
    public Task A_head_that_is_written_by_an_alias_is_seen() => ExpectFix.Of<FitLoss>(
        "NG0017",
        "Replace the loss by [CrossEntropy]",
        """
        using Head = NetGen.SoftmaxAttribute;
        [Input(4)]
        [Dense(3)]
        [Head]
        [BinaryCrossEntropy]
        public partial class Net;
        """,
        """
        using Head = NetGen.SoftmaxAttribute;
        [Input(4)]
        [Dense(3)]
        [Head]
        [CrossEntropy]
        public partial class Net;
        """);

    [Theory]
    [InlineData("CrossEntropy", "Softmax")]
    [InlineData("BinaryCrossEntropy", "Sigmoid")]
    public Task A_head_is_inserted_above_the_loss(string loss, string head) => ExpectFix.Of<FitLoss>(
        "NG0017",
        $"Insert [{head}]",
        $"[Input(4)]\n[Dense(10)]\n[{loss}]\npublic partial class Net;",
        $"[Input(4)]\n[Dense(10)]\n[{head}]\n[{loss}]\npublic partial class Net;");

    [Fact]
    public Task A_head_is_inserted_in_brackets() => ExpectFix.Of<FitLoss>(
        "NG0017",
        "Insert [Softmax]",
        "[Input(4), Dense(10, activation: Linear), CrossEntropy] public partial class Net;",
        "[Input(4), Dense(10, activation: Linear), Softmax, CrossEntropy] public partial class Net;");

    [Theory]
    [InlineData("[Dense(10)] [Softmax]", "BinaryCrossEntropy", "CrossEntropy")]
    [InlineData("[Dense(10, Softmax)]", "BinaryCrossEntropy", "CrossEntropy")]
    [InlineData("[Dense(10)] [Activation(Activation.Sigmoid)]", "CrossEntropy", "BinaryCrossEntropy")]
    public Task The_head_of_another_loss_gets_that_loss(string layers, string before, string after) => ExpectFix.Of<FitLoss>(
        "NG0017",
        $"Replace the loss by [{after}]",
        $"[Input(4)] {layers} [{before}] public partial class Net;",
        $"[Input(4)] {layers} [{after}] public partial class Net;");

    [Theory]
    [InlineData("[Dense(10, Relu)]")]
    [InlineData("[Dense(10)] [Tanh]")]
    public Task Nothing_is_offered_below_another_activation(string layers) =>
        ExpectFix.NoneOf<FitLoss>("NG0017", $"[Input(4)] {layers} [CrossEntropy] public partial class Net;");

    [Theory]
    [InlineData("[Dense(2)]\n[Softmax]")]
    [InlineData("[Dense(2, Softmax)]")]
    public Task A_squared_error_below_a_softmax(string layers) => ExpectFix.Of<FitLoss>(
        "NG0043",
        "Replace the loss by [CrossEntropy]",
        $"[Input(4)]\n{layers}\n[MeanSquaredError] // why?\npublic partial class Net;",
        $"[Input(4)]\n{layers}\n[CrossEntropy] // why?\npublic partial class Net;");
}
