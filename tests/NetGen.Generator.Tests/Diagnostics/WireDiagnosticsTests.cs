using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>What layers take from: names, places, and shapes that are merged.</summary>
public class WireDiagnosticsTests
{
    [Fact]
    public Task A_name_that_no_layer_has() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(8, Relu, Name = "skip")]
        [Dense(8, Relu)]
        [Dense(2, {|NG0046:From = "skp"|})]
        public partial class Net;
        """,
        "Dense(2, From = \"skp\") takes from 'skp', and no layer above it is called so; there are 'input', 'Skip', 'Dense2'");

    [Fact]
    public Task A_name_in_a_merge_that_no_layer_has() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(8, Name = "skip")]
        [Concat("skip", {|NG0046:"other"|}, "input")]
        [Dense(2)]
        public partial class Net;
        """,
        "Concat(\"skip\", \"other\", \"input\") takes from 'other', and no layer above it is called so; there are 'input', 'Skip'");

    [Fact]
    public Task No_name_at_all() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(8)]
        [Add({|NG0046:""|})]
        [Dense(2)]
        public partial class Net;
        """,
        "Add(\"\") takes from '', and no layer above it is called so; there are 'input', 'Dense1'");

    [Fact]
    public Task A_layer_below() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(8, Relu)]
        [Add({|NG0047:"later"|})]
        [Dense(8, Relu, Name = "later")]
        [Dense(2)]
        public partial class Net;
        """,
        "Add(\"later\") takes from 'later', which does not stand above it; layers apply from top to bottom, so that none waits for itself");

    [Fact]
    public Task A_layer_that_takes_from_itself() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(4, Relu, Name = "loop", {|NG0047:From = "Loop"|})]
        [Dense(2)]
        public partial class Net;
        """,
        "Dense(4, Relu, Name = \"loop\", From = \"Loop\") takes from 'Loop', which does not stand above it; layers apply from top to bottom, so that none waits for itself");

    [Fact]
    public Task Layers_that_nothing_takes() => Expect.Diagnostics(
        """
        [Input(4)]
        [{|NG0048:Dense(8, Relu, Name = "left")|}]
        [{|NG0048:Dense(8, From = "input")|}]
        [Dense(2, From = "input")]
        public partial class Net;
        """,
        "Nothing takes the output of Dense(8, Relu, Name = \"left\"); name 'Left' by From or in a merge below, or remove the layer",
        "Nothing takes the output of Dense(8, From = \"input\"); name 'Dense2' by From or in a merge below, or remove the layer");

    [Theory]
    [InlineData("Add")]
    [InlineData("Multiply")]
    [InlineData("Average")]
    [InlineData("Maximum")]
    public Task Shapes_that_a_merge_cannot_take(string merge) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(8, Relu, Name = "skip")]
        [Dense(16, Relu)]
        [{{merge}}({|NG0049:"skip"|})]
        [Dense(2)]
        public partial class Net;
        """,
        $"{merge}(\"skip\") merges (4) -> (8) -> (16) with (4) -> (8); they must have one shape");

    [Fact]
    public Task Shapes_that_do_not_stand_side_by_side() => Expect.Diagnostics(
        """
        [Input(3, 4)]
        [Dense(8, Relu, Name = "rows")]
        [Flatten]
        [Concat({|NG0049:"rows"|})]
        [Dense(2)]
        public partial class Net;
        """,
        "Concat(\"rows\") merges (3, 4) -> (3, 8) -> (24) with (3, 4) -> (3, 8); they must have one shape but for the last axis");

    [Fact]
    public Task A_dot_product_of_rows() => Expect.Diagnostics(
        """
        [Input(3, 4)]
        [Dense(8, Name = "left")]
        [Dot({|NG0049:"left"|}, From = "left")]
        public partial class Net;
        """,
        "Dot(\"left\", From = \"left\") merges (3, 4) -> (3, 8) with (3, 4) -> (3, 8); they must have one shape of one axis");

    [Fact]
    public Task A_dot_product_of_three() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(4, Name = "a")]
        [Dense(4, Relu, Name = "b")]
        [Dot({|NG0013:"input", "a", "b"|})]
        public partial class Net;
        """,
        "The number of values = 3 is out of range; it must be 2");

    [Theory]
    [InlineData("Add")]
    [InlineData("Concat")]
    public Task A_merge_of_one_value(string merge) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(8, Relu)]
        [{|NG0050:{{merge}}|}]
        [Dense(2)]
        public partial class Net;
        """,
        $"[{merge}] names nothing to merge with; name the layer whose output it takes beside that of the one above it, for example [{merge}(\"skip\")]");

    [Theory]
    [InlineData("true", "true")]
    [InlineData("Tanh", "Tanh")]
    public Task A_start_that_is_neither_a_number_nor_a_name(string written, string shown) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(8, {|NG0013:From = {{written}}|})]
        [Dense(2)]
        public partial class Net;
        """,
        $"From = {shown} is out of range; it must be a number, or the name of a layer");

    [Fact]
    public Task A_type_is_taken_for_a_name() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(8, {|NG0046:From = typeof(int)|})]
        [Dense(2)]
        public partial class Net;
        """,
        "Dense(8, From = typeof(int)) takes from 'Int32', and no layer above it is called so; there are 'input'");

    [Fact]
    public Task What_fits_is_silent() => Expect.Nothing(
        """
        [Input(4)]
        [Dense(8, Relu, Name = "skip")]
        [Dense(8, Relu, From = "skip")]
        [Dropout(0.5, From = "Dense2")]
        [Add("skip", "dropout1")]
        [Concat("input", From = "add1")]
        [Activation(Linear, From = "concat1")]
        [Dense(8, Relu)]
        [Dense(2)]
        public partial class Net;
        """);
}
