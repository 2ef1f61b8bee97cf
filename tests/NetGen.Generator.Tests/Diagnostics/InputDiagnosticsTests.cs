using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>The input: its place, its shape, and what becomes too large.</summary>
public class InputDiagnosticsTests
{
    [Fact]
    public Task An_input_below_a_layer() => Expect.Diagnostics(
        """
        [Dense(2)]
        [{|NG0009:Input(4)|}]
        public partial class Net;
        """,
        "[Input] stands below Dense(2); layers apply from top to bottom, so write it above the first of them");

    [Fact]
    public Task An_input_below_a_layer_in_one_pair_of_brackets() => Expect.Diagnostics(
        """
        [Flatten, {|NG0009:Input(4, 4)|}, Dense(2)]
        public partial class Net;
        """,
        "[Input] stands below Flatten; layers apply from top to bottom, so write it above the first of them");

    [Fact]
    public Task A_shape_with_an_extent_of_0() => Expect.Diagnostics(
        """
        [Input({|NG0010:28, 0|})]
        [Dense(2)]
        public partial class Net;
        """,
        "(28, 0) is not a shape of one sample: it needs at least one extent, and each must be at least 1");

    [Fact]
    public Task A_shape_given_as_an_array() => Expect.Diagnostics(
        """
        [Input({|NG0010:shape: new[] { 3, -1 }|})]
        [Dense(2)]
        public partial class Net;
        """,
        "(3, -1) is not a shape of one sample: it needs at least one extent, and each must be at least 1");

    [Theory]
    [InlineData("Input")]
    [InlineData("Input()")]
    public Task A_shape_without_extents(string input) => Expect.Diagnostics(
        $$"""
        [{|NG0010:{{input}}|}]
        [Dense(2)]
        public partial class Net;
        """,
        "() is not a shape of one sample: it needs at least one extent, and each must be at least 1");

    [Fact]
    public Task A_sample_that_no_array_holds() => Expect.Diagnostics(
        """
        [Input({|NG0016:65536, 65536|})]
        [Dense(2)]
        public partial class Net;
        """,
        "(65536, 65536) makes 4,294,967,296 values; a network can hold 2,147,483,591");

    [Fact]
    public Task A_kernel_that_no_array_holds() => Expect.Diagnostics(
        """
        [Input(65536)]
        [{|NG0016:Dense(65536, Relu)|}]
        [Dense(2)]
        public partial class Net;
        """,
        "The kernel (65536, 65536) of Dense(65536, Relu), with the parameters above it, makes 4,294,967,296 values; a network can hold 2,147,483,591");

    [Fact]
    public Task Parameters_that_no_array_holds_together() => Expect.Diagnostics(
        """
        [Input(40000)]
        [Dense(40000, Relu)]
        [{|NG0016:Dense(40000, Relu)|}]
        [Dense(2)]
        public partial class Net;
        """,
        "The kernel (40000, 40000) of Dense(40000, Relu), with the parameters above it, makes 3,200,040,000 values; a network can hold 2,147,483,591");

    [Fact]
    public Task An_output_that_no_array_holds() => Expect.Diagnostics(
        """
        [Input(100000, 2)]
        [{|NG0016:Dense(100000)|}]
        public partial class Net;
        """,
        "The output (100000, 100000) of Dense(100000) makes 10,000,000,000 values; a network can hold 2,147,483,591");

    [Fact]
    public Task Outputs_and_gradients_that_no_array_holds_together() => Expect.Diagnostics(
        """
        [Input(700000000)]
        [Tanh]
        [{|NG0016:Dropout(0.1)|}]
        [Dense(1)]
        public partial class Net;
        """,
        "The output (700000000) of Dropout(0.1), with the outputs above it and their gradients, makes 3,500,000,075 values; a network can hold 2,147,483,591");

    [Fact]
    public Task Extents_whose_product_overflows() => Expect.Diagnostics(
        """
        [Input({|NG0016:2147483647, 2147483647, 2147483647|})]
        [Dense(2)]
        public partial class Net;
        """,
        "(2147483647, 2147483647, 2147483647) makes 9,223,372,036,854,775,807 values; a network can hold 2,147,483,591");
}
