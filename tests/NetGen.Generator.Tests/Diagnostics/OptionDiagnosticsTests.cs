using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Options out of range, at the argument however it is written.</summary>
public class OptionDiagnosticsTests
{
    [Theory]
    [InlineData("{|NG0011:0|}", "0")]
    [InlineData("{|NG0011:-3|}", "-3")]
    [InlineData("{|NG0011:units: 0|}", "0")]
    [InlineData("{|NG0011:0|}, Relu", "0")]
    [InlineData("activation: Relu, units: 5 - 5", "0", "activation: Relu, {|NG0011:units: 5 - 5|}")]
    [InlineData("{|NG0011:0|}, UseBias = false", "0")]
    public Task Units_below_1(string arguments, string units, string? marked = null) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense({{marked ?? arguments}})]
        public partial class Net;
        """,
        $"Dense has {units} units; it needs at least 1");

    [Theory]
    [InlineData("{|NG0012:1|}", "1")]
    [InlineData("{|NG0012:1.5|}", "1.5")]
    [InlineData("{|NG0012:-0.1|}", "-0.1")]
    [InlineData("{|NG0012:rate: 1|}", "1")]
    [InlineData("{|NG0012:double.NaN|}", "NaN")]
    [InlineData("{|NG0012:0.999999999|}", "0.999999999")]
    public Task A_rate_out_of_range(string argument, string rate) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dropout({{argument}})]
        [Dense(2)]
        public partial class Net;
        """,
        $"Dropout has the rate {rate}; it is the share of values that are dropped, at least 0 and below 1");

    [Theory]
    [InlineData("Dense(2, {|NG0013:KernelL1 = -1|})", "KernelL1 = -1", "a finite number, at least 0")]
    [InlineData("Dense(2, {|NG0013:KernelL2 = double.NaN|})", "KernelL2 = NaN", "a finite number, at least 0")]
    [InlineData("Dense(2, {|NG0013:BiasL1 = -0.5|})", "BiasL1 = -0.5", "a finite number, at least 0")]
    [InlineData("Dense(2, UseBias = true, {|NG0013:BiasL2 = double.PositiveInfinity|})", "BiasL2 = Infinity", "a finite number, at least 0")]
    [InlineData("Dense(2, {|NG0013:KernelL2 = 1e39|})", "KernelL2 = 1E+39", "a finite number, at least 0")]
    [InlineData("Dense(2, {|NG0013:KernelMaxNorm = -1|})", "KernelMaxNorm = -1", "a finite number above 0, or 0 for none")]
    [InlineData("Dense(2, {|NG0013:KernelMaxNorm = double.NaN|})", "KernelMaxNorm = NaN", "a finite number above 0, or 0 for none")]
    [InlineData("Dense(2, {|NG0013:KernelMaxNorm = 1e-60|})", "KernelMaxNorm = 1E-60", "a finite number above 0, or 0 for none")]
    [InlineData("LeakyRelu({|NG0013:Slope = 1e300|})", "Slope = 1E+300", "a finite number, at least 0")]
    [InlineData("Elu({|NG0013:Alpha = 1e300|})", "Alpha = 1E+300", "a finite number above 0")]
    [InlineData("Elu({|NG0013:Alpha = 1e-300|})", "Alpha = 1E-300", "a finite number above 0")]
    [InlineData("BatchNorm({|NG0013:Momentum = 1|})", "Momentum = 1", "at least 0 and below 1")]
    [InlineData("BatchNorm({|NG0013:Momentum = -0.1|})", "Momentum = -0.1", "at least 0 and below 1")]
    [InlineData("BatchNorm({|NG0013:Momentum = 0.999999999|})", "Momentum = 0.999999999", "at least 0 and below 1")]
    [InlineData("BatchNorm({|NG0013:Epsilon = 0|})", "Epsilon = 0", "a finite number above 0")]
    [InlineData("BatchNorm({|NG0013:Epsilon = 1e300|})", "Epsilon = 1E+300", "a finite number above 0")]
    [InlineData("BatchNorm({|NG0013:Epsilon = double.NaN|})", "Epsilon = NaN", "a finite number above 0")]
    [InlineData("PRelu({|NG0013:InitialAlpha = -1e300|})", "InitialAlpha = -1E+300", "a finite number")]
    [InlineData("LeakyRelu({|NG0013:Slope = -0.1|})", "Slope = -0.1", "a finite number, at least 0")]
    [InlineData("Elu({|NG0013:Alpha = 0|})", "Alpha = 0", "a finite number above 0")]
    [InlineData("PRelu({|NG0013:InitialAlpha = double.NegativeInfinity|})", "InitialAlpha = -Infinity", "a finite number")]
    public Task An_option_out_of_range(string layer, string option, string range) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{{layer}}]
        public partial class Net;
        """,
        $"{option} is out of range; it must be {range}");

    [Theory]
    [InlineData("Dense(2, {|NG0020:(Activation)99|})", "(Activation)99")]
    [InlineData("Dense(2, {|NG0020:activation: (Activation)(-1)|})", "(Activation)-1")]
    [InlineData("Activation({|NG0020:(Activation)99|})", "(Activation)99")]
    [InlineData("Dense(2, {|NG0020:KernelInitializer = (Initializer)77|})", "(Initializer)77")]
    [InlineData("Dense(2, {|NG0020:BiasInitializer = (Initializer)77|})", "(Initializer)77")]
    public Task A_cast_to_an_enum(string layer, string value) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{{layer}}]
        public partial class Net;
        """,
        $"{value} is not a member of its enum; choose one by name");

    [Fact]
    public Task Several_in_one_attribute() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense({|NG0011:0|}, {|NG0020:(Activation)42|}, {|NG0013:KernelL2 = -1|})]
        [Softmax]
        public partial class Net;
        """,
        "Dense has 0 units; it needs at least 1",
        "(Activation)42 is not a member of its enum; choose one by name",
        "KernelL2 = -1 is out of range; it must be a finite number, at least 0");

    [Fact]
    public Task The_limits_themselves_are_in_range() => Expect.Nothing(
        """
        [Input(1)]
        [Dense(1, KernelL1 = 0, KernelL2 = 0)]
        [LeakyRelu(Slope = 0)]
        [Dropout(0)]
        [Dense(1)]
        public partial class Net;
        """);
}
