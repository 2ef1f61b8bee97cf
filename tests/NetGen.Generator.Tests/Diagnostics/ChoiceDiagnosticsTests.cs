using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>What a declaration may leave open, and what its variants must be.</summary>
public class ChoiceDiagnosticsTests
{
    [Fact]
    public Task In_every_form() => Expect.Nothing(
        """
        [Input(4)] [Dense(OneOf = new[] { 8, 16 })] [Relu] [Dense(2)] public partial class A;
        [Input(4)] [Dense(Relu, OneOf = new int[] { 8, 16 })] [Dense(2)] public partial class B;
        [Input(4)] [Dense(activation: Relu, OneOf = [8, 16])] [Dense(2)] public partial class C;
        [Input(4)] [Dense(8, ActivationOneOf = new[] { Relu, Tanh })] [Dense(2)] public partial class D;
        [Input(4)] [Dense(ActivationOneOf = new[] { Relu, Tanh }, OneOf = new[] { 8, 16 })] [Dense(2)] public partial class E;
        [Input(4)] [Dense(8)] [Activation(OneOf = new[] { Relu, Tanh })] [Dropout(OneOf = new[] { 0, 0.5 })] [Dense(2)] public partial class F;
        [Input(4)] [Dense(From = 8, To = 16)] [Relu] [Dense(2)] public partial class G;
        [Input(4)] [Dense(Relu, Step = 5, To = 16, From = 8)] [Dropout(From = 0, To = 0.95, Step = 0.1)] [Dense(2)] public partial class H;
        [Input(4)] [Dense(activation: Relu, From = 8, To = 8)] [Dense(From = 4, To = 5, Step = 9, ActivationOneOf = new[] { Relu, Tanh })] [Dense(2)] public partial class I;
        """);

    [Theory]
    [InlineData("Dense", "Dense", "units", "Dense(64)", "Dense(OneOf = new[] { 32, 64 })")]
    [InlineData("Dense()", "Dense", "units", "Dense(64)", "Dense(OneOf = new[] { 32, 64 })")]
    [InlineData("Dense(Relu)", "Dense(Relu)", "units", "Dense(64)", "Dense(OneOf = new[] { 32, 64 })")]
    [InlineData("Dense(OneOf = null)", "Dense(OneOf = null)", "units", "Dense(64)", "Dense(OneOf = new[] { 32, 64 })")]
    [InlineData("Dropout", "Dropout", "rate", "Dropout(0.2)", "Dropout(OneOf = new[] { 0.1, 0.2 })")]
    [InlineData("Activation", "Activation", "function", "Activation(Relu)", "Activation(OneOf = new[] { Relu, Tanh })")]
    public Task Neither_a_value_nor_a_choice(string layer, string shown, string parameter, string value, string choice) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{|NG0032:{{layer}}|}]
        public partial class Net;
        """,
        $"[{shown}] gives no {parameter}; write it, for example [{value}], or a choice, for example [{choice}]");

    [Fact]
    public Task No_units_in_several_variants_are_said_once() => Expect.Diagnostics(
        """
        [Input(4)]
        [{|NG0032:Dense(ActivationOneOf = new[] { Relu, Tanh })|}]
        public partial class Net;
        """,
        "[Dense(Relu)] gives no units; write it, for example [Dense(64)], or a choice, for example [Dense(OneOf = new[] { 32, 64 })]");

    [Theory]
    [InlineData("Dense(64, {|NG0033:OneOf = new[] { 32, 64 }|})", "Dense(64, OneOf = new[] { 32, 64 })", "units", "OneOf")]
    [InlineData("Dense(64, Relu, {|NG0033:ActivationOneOf = new[] { Relu }|})", "Dense(64, Relu, ActivationOneOf = new[] { Relu })", "activation", "ActivationOneOf")]
    [InlineData("Dropout(rate: 0.1, {|NG0033:OneOf = new[] { 0.2 }|})", "Dropout(rate: 0.1, OneOf = new[] { 0.2 })", "rate", "OneOf")]
    [InlineData("Activation(Relu, {|NG0033:OneOf = new[] { Tanh }|})", "Activation(Relu, OneOf = new[] { Tanh })", "function", "OneOf")]
    public Task A_choice_beside_a_value(string layer, string shown, string parameter, string option) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{{layer}}]
        public partial class Net;
        """,
        $"[{shown}] gives both {parameter} and {option}; a choice stands in place of the value, so remove one of the two");

    [Theory]
    [InlineData("Dense({|NG0034:OneOf = new int[0]|})", "OneOf")]
    [InlineData("Dense({|NG0034:OneOf = new int[] { }|}, UseBias = false)", "OneOf")]
    [InlineData("Dense(8, {|NG0034:ActivationOneOf = new Activation[0]|})", "ActivationOneOf")]
    [InlineData("Dropout({|NG0034:OneOf = new double[0]|})", "OneOf")]
    public Task A_choice_of_nothing(string layer, string option) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{{layer}}]
        public partial class Net;
        """,
        $"{option} offers no value; give it at least one");

    [Theory]
    [InlineData("Dense(OneOf = new[] { 32, 64, {|NG0035:4 * 8|} })", "OneOf", "32")]
    [InlineData("Dense(OneOf = new int[] { 32, {|NG0035:32|} })", "OneOf", "32")]
    [InlineData("Dense(OneOf = [32, {|NG0035:32|}])", "OneOf", "32")]
    [InlineData("Dense(8, ActivationOneOf = new[] { Tanh, {|NG0035:Activation.Tanh|} })", "ActivationOneOf", "Tanh")]
    [InlineData("Dropout(OneOf = new[] { 0.2, 0.1, {|NG0035:0.2|} })", "OneOf", "0.2")]
    [InlineData("Activation(OneOf = new[] { Elu, {|NG0035:Elu|} })", "OneOf", "Elu")]
    public Task A_value_twice(string layer, string option, string value) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{{layer}}]
        public partial class Net;
        """,
        $"{option} offers {value} twice, which would be one variant twice; remove one");

    [Theory]
    [InlineData("Dense(Relu, {|NG0044:From = 32|})", "Dense(Relu, From = 32)", "From without To", "Dense(From = 32, To = 128, Step = 32)")]
    [InlineData("Dense(Relu, {|NG0044:To = 32|})", "Dense(Relu, To = 32)", "To without From", "Dense(From = 32, To = 128, Step = 32)")]
    [InlineData("Dense(Relu, {|NG0044:Step = 2|})", "Dense(Relu, Step = 2)", "Step without From", "Dense(From = 32, To = 128, Step = 32)")]
    [InlineData("Dropout({|NG0044:From = 0.1|}, To = 0.5)", "Dropout(From = 0.1, To = 0.5)", "From without Step", "Dropout(From = 0.1, To = 0.5, Step = 0.1)")]
    public Task A_range_that_lacks_something(string layer, string shown, string lacks, string example) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{{layer}}]
        public partial class Net;
        """,
        $"[{shown}] gives {lacks}; complete the range, for example [{example}]");

    [Theory]
    [InlineData("Dense(Relu, From = 32, {|NG0013:To = 31|})", "To = 31", "at least From, which is 32")]
    [InlineData("Dense(Relu, From = 32, To = 64, {|NG0013:Step = 0|})", "Step = 0", "a finite number above 0")]
    [InlineData("Dense(Relu, From = 32, To = 64, {|NG0013:Step = -8|})", "Step = -8", "a finite number above 0")]
    [InlineData("Dropout(From = 0.5, {|NG0013:To = 0.1|}, Step = 0.1)", "To = 0.1", "at least From, which is 0.5")]
    [InlineData("Dropout({|NG0013:From = double.NaN|}, To = 0.1, Step = 0.1)", "From = NaN", "a finite number")]
    [InlineData("Dropout(From = 0, {|NG0013:To = double.PositiveInfinity|}, Step = 0.1)", "To = Infinity", "a finite number")]
    [InlineData("Dropout(From = 0, To = 0.1, {|NG0013:Step = double.NaN|})", "Step = NaN", "a finite number above 0")]
    public Task A_range_of_nothing(string layer, string shown, string expected) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{{layer}}]
        public partial class Net;
        """,
        $"{shown} is out of range; it must be {expected}");

    [Theory]
    [InlineData("Dense(64, {|NG0033:From = 32|}, To = 64)", "Dense(64, From = 32, To = 64)", "units")]
    [InlineData("Dense(64, Relu, {|NG0033:Step = 32|})", "Dense(64, Relu, Step = 32)", "units", "Step")]
    [InlineData("Dropout(0.1, {|NG0033:From = 0.2|}, To = 0.3, Step = 0.1)", "Dropout(0.1, From = 0.2, To = 0.3, Step = 0.1)", "rate")]
    public Task A_range_beside_a_value(string layer, string shown, string parameter, string option = "From") => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{{layer}}]
        public partial class Net;
        """,
        $"[{shown}] gives both {parameter} and {option}; a choice stands in place of the value, so remove one of the two");

    [Theory]
    [InlineData("Dense(OneOf = new[] { 8, 16 }, {|NG0045:From = 32|}, To = 64)", "Dense(OneOf = new[] { 8, 16 }, From = 32, To = 64)")]
    [InlineData("Dropout({|NG0045:From = 0.2|}, OneOf = new[] { 0.1 })", "Dropout(From = 0.2, OneOf = new[] { 0.1 })")]
    public Task A_range_beside_a_list(string layer, string shown) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{{layer}}]
        public partial class Net;
        """,
        $"[{shown}] gives both OneOf and From; list the values or give their range, so remove one of the two");

    [Fact]
    public Task Values_of_a_range_are_reported_at_the_end_that_they_follow_from() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(Relu, {|NG0011:From = -2|}, To = 2)]
        [Dropout(From = 0.5, {|NG0012:To = 1.5|}, Step = 0.5)]
        [Dense(2)]
        public partial class Net;
        """,
        "Dense has -2 units; it needs at least 1",
        "Dropout has the rate 1; it is the share of values that are dropped, at least 0 and below 1");

    [Theory]
    [InlineData("Dense(Relu, {|NG0036:From = 1|}, To = 257)", "257")]
    [InlineData("Dense(Relu, {|NG0036:From = 1|}, To = int.MaxValue)", "2,147,483,647")]
    [InlineData("Dropout({|NG0036:From = 0|}, To = 0.5, Step = 1e-9)", "500,000,001")]
    public Task A_range_of_too_many_values(string layer, string count) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [{{layer}}]
        [Dense(2)]
        public partial class Net;
        """,
        $"The choices of 'Net' make {count} variants, each a class of its own; a network can have 256, so offer fewer values");

    [Fact]
    public Task An_output_whose_units_are_a_range() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense({|NG0037:From = 2|}, To = 3)]
        public partial class Net;
        """,
        "The output is (2) and the loss MeanSquaredError with Dense1 units 2, but (3) and MeanSquaredError with Dense1 units 3; all variants of a network learn one task, so leave the shape of the output fixed");

    [Fact]
    public Task Values_out_of_range_are_reported_at_the_element() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(OneOf = new[] { 8, {|NG0011:0|}, {|NG0011:-1|} }, ActivationOneOf = new[] { {|NG0020:(Activation)99|}, Tanh })]
        [Dropout(OneOf = new[] { 0, {|NG0012:1|}, 0.5 })]
        [Dense(2)]
        public partial class Net;
        """,
        "Dense has 0 units; it needs at least 1",
        "Dense has -1 units; it needs at least 1",
        "(Activation)99 is not a member of its enum; choose one by name",
        "Dropout has the rate 1; it is the share of values that are dropped, at least 0 and below 1");

    [Fact]
    public Task An_option_out_of_range_is_said_once() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(OneOf = new[] { 8, 16 }, {|NG0013:KernelL2 = -1|})]
        public partial class Net;
        """,
        "KernelL2 = -1 is out of range; it must be a finite number, at least 0");

    [Fact]
    public Task Too_many_variants_at_the_choice_that_makes_them_too_many() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(Relu, OneOf = new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 })]
        [Dense(Relu, {|NG0036:OneOf = new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }|})]
        [Dense(OneOf = new[] { 1, 2, 3, 4 })] [Activation(OneOf = new[] { Relu, Tanh })]
        [Dense(2)]
        public partial class Net;
        """,
        "The choices of 'Net' make 2,176 variants, each a class of its own; a network can have 256, so offer fewer values");

    [Fact]
    public Task An_output_that_differs() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(Relu, OneOf = new[] { 8, 16 })]
        [Dense(Softmax, {|NG0037:OneOf = new[] { 3, 2 }|})]
        public partial class Net;
        """,
        "The output is (3) and the loss CrossEntropy with Dense2 units 3, but (2) and CrossEntropy with Dense2 units 2; all variants of a network learn one task, so leave the shape of the output fixed");

    [Fact]
    public Task A_loss_that_differs() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2, {|NG0037:ActivationOneOf = new[] { Linear, Tanh, Softmax }|}, Name = "head")]
        public partial class Net;
        """,
        "The output is (2) and the loss MeanSquaredError with Head activation Linear, but (2) and CrossEntropy with Head activation Softmax; all variants of a network learn one task, so write the loss below the layers");

    [Fact]
    public Task A_loss_that_differs_comes_without_advice_about_either() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(8)]
        [Dense(2, {|NG0037:ActivationOneOf = new[] { Relu, Softmax }|})]
        public partial class Net;
        """,
        "The output is (2) and the loss MeanSquaredError with Dense2 activation Relu, but (2) and CrossEntropy with Dense2 activation Softmax; all variants of a network learn one task, so write the loss below the layers");

    [Fact]
    public Task A_loss_that_does_not_fit_one_of_the_variants() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2, ActivationOneOf = new[] { Softmax, Tanh })]
        [{|NG0017:CrossEntropy|}]
        public partial class Net;
        """,
        "[CrossEntropy] is computed from the logits below [Softmax], but the last layer is Dense(2, Tanh); write [Softmax] above the loss");

    [Fact]
    public Task Advice_names_the_first_variant_that_it_holds_for() => Expect.Diagnostics(
        """
        [Input(784)]
        [{|NG0028:Dense(Relu, OneOf = new[] { 32, 4, 8 })|}]
        [Dense(10)]
        [Softmax]
        public partial class Net;
        """,
        "Dense(4, Relu) has fewer units than the 10 classes of the output; what it drops cannot come back");

    [Fact]
    public Task Two_dense_layers_with_no_activation_in_one_variant() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(8, ActivationOneOf = new[] { Relu, Linear })]
        [{|NG0022:Dense(2)|}]
        public partial class Net;
        """,
        "Dense(2) follows Dense(8, Linear) with no activation between them: two linear layers are no more than one. Give the upper one an activation, for example Relu.");

    [Theory]
    [InlineData("architectures", "Architectures")]
    [InlineData("ArchitectureCount", "ArchitectureCount")]
    public Task A_layer_that_is_called_as_a_member_of_networks_with_choices(string name, string shown) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(Relu, OneOf = new[] { 8, 16 })]
        [Dense(2, {|NG0014:Name = "{{name}}"|})]
        public partial class Net;

        [Input(4)]
        [Dense(2, Name = "{{name}}")]
        public partial class Other;
        """,
        $"'{shown}' cannot be the name of a layer: every network with choices has a member of that name");

    [Fact]
    public Task A_class_that_is_called_as_a_member_of_networks_with_choices() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(Relu, OneOf = new[] { 8, 16 })]
        [Dense(2)]
        public partial class {|NG0031:Architectures|};

        [Input(4)]
        [Dense(2)]
        public partial class ArchitectureCount;
        """,
        "'Architectures' cannot be the name of a network: its generated half has a member of that name; choose another");

    [Fact]
    public Task A_variant_whose_class_has_the_name_of_a_member() => Expect.Diagnostics(
        """
        [Input(4)]
        [{|NG0014:Dense(Relu, OneOf = new[] { 8, 16 })|}]
        [Dense(2)]
        public partial class Net
        {
            public int Dense1Units16 => 1;
        }
        """,
        "'Dense1' cannot be the name of a layer: the class of the variant 'Dense1Units16' would clash with a member of the network");

    [Fact]
    public Task A_variant_whose_class_has_the_name_of_the_network() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(Relu, OneOf = new[] { 8, 16 }, {|NG0014:Name = "hidden"|})]
        [Dense(2)]
        public partial class HiddenUnits16;
        """,
        "'Hidden' cannot be the name of a layer: the class of the variant 'HiddenUnits16' would clash with the network's own");

    [Fact]
    public Task A_variant_whose_class_has_the_name_of_a_layer() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(Relu, OneOf = new[] { 8, 16 })]
        [Dense(2, {|NG0014:Name = "dense1Units16"|})]
        public partial class Net;
        """,
        "'Dense1Units16' cannot be the name of a layer: it is the name of the class");

    [Fact]
    public Task A_class_that_is_not_partial_is_said_once() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(Relu, OneOf = new[] { 8, 16 })]
        [Dense(2)]
        public class {|NG0001:Net|};
        """,
        "'Net' is declared as a network but is not partial, so its generated half cannot be added to it; write 'partial class Net'");
}
