using NetGen.CodeFixes.Fixes;
using NetGen.CodeFixes.Tests.Testing;

namespace NetGen.CodeFixes.Tests;

/// <summary>The fixes that give a layer an activation and that take one away.</summary>
public class ActivationTests
{
    [Theory]
    [InlineData("Dense(8)", "Dense(8, Relu)")]
    [InlineData("Dense(8, UseBias = false)", "Dense(8, Relu, UseBias = false)")]
    [InlineData("Dense(units: 8)", "Dense(units: 8, activation: Relu)")]
    [InlineData("Dense(8, Linear)", "Dense(8, Relu)")]
    [InlineData("Dense(8, activation: Activation.Linear)", "Dense(8, activation: Activation.Relu)")]
    [InlineData("Dense(OneOf = new[] { 8, 16 })", "Dense(Relu, OneOf = new[] { 8, 16 })")]
    [InlineData("Dense(Linear, OneOf = new[] { 8, 16 })", "Dense(Relu, OneOf = new[] { 8, 16 })")]
    [InlineData("Dense(From = 8, To = 16)", "Dense(Relu, From = 8, To = 16)")]
    [InlineData("Dense(Linear, To = 16, From = 8)", "Dense(Relu, To = 16, From = 8)")]
    public Task Relu_is_added_to_the_upper_layer(string before, string after) => ExpectFix.Of<AddRelu>(
        "NG0022",
        $"Give [{before}] the activation Relu",
        $"[Input(4)]\n[{before}]\n[Dropout(0.1)]\n[Dense(2)]\npublic partial class Net;",
        $"[Input(4)]\n[{after}]\n[Dropout(0.1)]\n[Dense(2)]\npublic partial class Net;");

    [Fact]
    public Task No_activation_is_given_to_a_layer_that_leaves_it_open() => ExpectFix.NoneOf<AddRelu>(
        "NG0022",
        "[Input(4)] [Dense(8, ActivationOneOf = new[] { Relu, Linear })] [Dense(2)] public partial class Net;");

    [Theory]
    [InlineData("Dense(1), Activation(OneOf = new[] { Tanh, Relu })")]
    [InlineData("Dense(1, ActivationOneOf = new[] { Tanh, Relu })")]
    public Task No_activation_is_taken_from_a_layer_that_leaves_it_open(string layers) =>
        ExpectFix.NoneOf<RemoveRelu>("NG0026", $"[Input(4)] [{layers}] public partial class Net;");

    [Fact]
    public Task A_layer_that_only_another_file_explains_stays() => ExpectFix.NoneOf<RemoveRelu>(
        "NG0026", "[Input(4)] [D(2, Relu)] public partial class Net;", "global using D = NetGen.DenseAttribute;");

    [Fact]
    public Task Relu_is_added_to_every_upper_layer() => ExpectFix.OfAll<AddRelu>(
        "NG0022",
        "[Input(4)] [Dense(8)] [Dense(8)] [Dense(2)] public partial class Net;",
        "[Input(4)] [Dense(8, Relu)] [Dense(8, Relu)] [Dense(2)] public partial class Net;");

    [Theory]
    [InlineData("Dense(1, Relu)", "Dense(1)")]
    [InlineData("Dense(1, Relu, UseBias = false)", "Dense(1, UseBias = false)")]
    [InlineData("Dense(1, activation: Relu)", "Dense(1)")]
    [InlineData("Dense(activation: Relu, units: 1)", "Dense(units: 1)")]
    [InlineData("Dense(Relu, OneOf = new[] { 1 })", "Dense(OneOf = new[] { 1 })")]
    [InlineData("Dense(Relu, From = 1, To = 1)", "Dense(From = 1, To = 1)")]
    [InlineData("Dense(1), Relu", "Dense(1)", "Remove [Relu]")]
    [InlineData("Dense(1), Activation(Relu)", "Dense(1)", "Remove [Activation(Relu)]")]
    public Task Relu_is_removed_from_the_output_of_a_regression(string before, string after, string title = "Remove the activation Relu") =>
        ExpectFix.Of<RemoveRelu>("NG0026", title, $"[Input(4)] [{before}] public partial class Net;", $"[Input(4)] [{after}] public partial class Net;");
}
