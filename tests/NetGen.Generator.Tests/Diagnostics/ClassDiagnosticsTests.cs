using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>What the class itself must be.</summary>
public class ClassDiagnosticsTests
{
    [Fact]
    public Task A_class_that_is_not_partial() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2)]
        public class {|NG0001:Net|};
        """,
        "'Net' is declared as a network but is not partial, so its generated half cannot be added to it; write 'partial class Net'");

    [Fact]
    public Task A_second_half_that_is_not_partial_is_the_place() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2)]
        public partial class Net;

        public class {|NG0001:Net|}
        {
            public int Other => 1;
        }
        """,
        "'Net' is declared as a network but is not partial, so its generated half cannot be added to it; write 'partial class Net'");

    [Fact]
    public Task Layers_without_an_input() => Expect.Diagnostics(
        """
        [Dense(2)]
        [Softmax]
        public partial class {|NG0002:Net|};
        """,
        "'Net' declares a network without [Input]; write the shape of one sample above its layers, for example [Input(28, 28)]");

    [Fact]
    public Task A_loss_alone_needs_an_input() => Expect.Diagnostics(
        """
        [MeanSquaredError]
        public partial class {|NG0002:Net|};
        """,
        "'Net' declares a network without [Input]; write the shape of one sample above its layers, for example [Input(28, 28)]");

    [Fact]
    public Task A_class_around_it_that_is_not_partial() => Expect.Diagnostics(
        """
        public partial class Outer
        {
            public struct Middle
            {
                [Input(4)]
                [Dense(2)]
                public partial class {|NG0003:Net|};
            }
        }
        """,
        "'Net' is nested in 'Middle', which is not partial, so its generated half cannot be added to it; make 'Middle' partial");

    [Fact]
    public Task A_generic_class() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2)]
        public partial class {|NG0004:Net|}<T>;
        """,
        "'Net' is generic or nested in a generic type; the shapes of a network are known when it is built, so it takes no type parameters");

    [Fact]
    public Task A_class_in_a_generic_one() => Expect.Diagnostics(
        """
        public partial class Outer<T>
        {
            [Input(4)]
            [Dense(2)]
            public partial class {|NG0004:Net|};
        }
        """,
        "'Net' is generic or nested in a generic type; the shapes of a network are known when it is built, so it takes no type parameters");

    [Theory]
    [InlineData("static partial class", "static")]
    [InlineData("abstract partial class", "abstract")]
    [InlineData("partial record", "a record")]
    [InlineData("file partial class", "file-local")]
    public Task A_class_that_is_not_ordinary(string header, string reason) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(2)]
        {{header}} {|NG0005:Net|};
        """,
        $"'Net' is {reason}; a network is an ordinary class, of which instances are made");

    [Fact]
    public Task A_class_in_a_file_local_one() => Expect.Diagnostics(
        """
        file partial class Outer
        {
            [Input(4)]
            [Dense(2)]
            public partial class {|NG0005:Net|};
        }
        """,
        "'Net' is nested in a file-local type; a network is an ordinary class, of which instances are made");

    [Theory]
    [InlineData("Forward")]
    [InlineData("Loss")]
    [InlineData("ParameterCount")]
    [InlineData("Logits")]
    public Task A_class_that_is_called_as_a_generated_member(string name) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(2)]
        [Softmax]
        public partial class {|NG0031:{{name}}|};
        """,
        $"'{name}' cannot be the name of a network: its generated half has a member of that name; choose another");

    [Theory]
    [InlineData("Predict")]
    [InlineData("Parameters")]
    [InlineData("forward")]
    public Task A_class_that_is_called_as_an_inherited_member(string name) => Expect.Nothing(
        $$"""
        [Input(4)]
        [Dense(2)]
        public partial class {{name}};
        """);

    [Fact]
    public Task A_class_with_a_primary_constructor() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2)]
        public partial class {|NG0005:Net|}(int size)
        {
            public int Size => size;
        }
        """,
        "'Net' is declared with a primary constructor; a network is an ordinary class, of which instances are made");

    [Fact]
    public Task Layers_on_two_declarations() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2, Relu)]
        public partial class Net;

        [{|NG0006:Dense(1)|}]
        public partial class Net;
        """,
        "[Dense(1)] stands on another declaration of 'Net' than the layers before it; the order between declarations is not defined, so write all of them on one");

    [Fact]
    public Task A_base_class() => Expect.Diagnostics(
        """
        public class Model;

        [Input(4)]
        [Dense(2)]
        public partial class {|NG0007:Net|} : Model;
        """,
        "'Net' derives from 'Model'; its base class is NetGen's Network, so let it hold a 'Model' instead");

    [Theory]
    [InlineData("Network<int>")]
    [InlineData("Network")]
    public Task The_library_s_base_class_for_other_labels(string written) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(2)]
        public partial class {|NG0007:Net|} : {{written}};
        """,
        $"'Net' derives from '{written}'; its base class is 'Network<float>' by its loss, which the generated half writes, so leave it out");

    [Fact]
    public Task A_base_class_of_the_user_s_that_is_called_as_the_library_s() => Expect.Diagnostics(
        """
        namespace Mine.NetGen
        {
            public class Network<T>;

            [Input(4)]
            [Dense(2)]
            public partial class {|NG0007:Net|} : Network<float>;
        }
        """,
        "'Net' derives from 'Network'; its base class is NetGen's Network, so let it hold a 'Network' instead");

    [Fact]
    public Task The_library_s_base_class_as_the_generated_half_has_it() => Expect.Nothing(
        """
        [Input(4)]
        [Dense(2)]
        public partial class Net : Network<float>;

        [Input(4)]
        [Dense(OneOf = new[] { 8, 16 })]
        [Relu]
        [Dense(2)]
        [Softmax]
        public partial class Other : Network<int>;
        """);

    [Fact]
    public Task An_input_without_layers() => Expect.Diagnostics(
        """
        [{|NG0008:Input(28, 28)|}]
        public partial class Net;
        """,
        "'Net' has an [Input] of shape (28, 28) and no layer below it; add one, for example [Dense(10)]");

    [Fact]
    public Task An_input_above_nothing_but_the_identity() => Expect.Diagnostics(
        """
        [{|NG0008:Input(4)|}]
        [Activation(Linear)]
        public partial class Net;
        """,
        "'Net' has an [Input] of shape (4) and no layer below it; add one, for example [Dense(10)]");

    [Fact]
    public Task Several_at_once_on_one_name() => Expect.Diagnostics(
        """
        public class Outer
        {
            [Dense({|NG0011:0|})]
            public class {|NG0001:{|NG0002:{|NG0003:Net|}|}|};
        }
        """,
        "Dense has 0 units; it needs at least 1",
        "'Net' is declared as a network but is not partial, so its generated half cannot be added to it; write 'partial class Net'",
        "'Net' declares a network without [Input]; write the shape of one sample above its layers, for example [Input(28, 28)]",
        "'Net' is nested in 'Outer', which is not partial, so its generated half cannot be added to it; make 'Outer' partial");

    [Fact]
    public Task Each_network_of_a_file_has_its_own() => Expect.Diagnostics(
        """
        [Input(4)] [Dense({|NG0011:-1|})] public partial class First;

        [Input(4)] [Dense(2)] public partial class Second;

        [Input(4)] [Dropout({|NG0012:2|})] [Dense(2)] public partial class Third;
        """,
        "Dense has -1 units; it needs at least 1",
        "Dropout has the rate 2; it is the share of values that are dropped, at least 0 and below 1");
}
