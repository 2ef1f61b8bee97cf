using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Members of the user's that the generated half has as well.</summary>
public class MemberDiagnosticsTests
{
    [Theory]
    [InlineData("public const int {|NG0038:ParameterCount|} = 1;", "ParameterCount")]
    [InlineData("public int {|NG0038:InputLength|} => 1;", "InputLength")]
    [InlineData("public static readonly int {|NG0038:OutputLength|};", "OutputLength")]
    [InlineData("private class {|NG0038:LabelLength|};", "LabelLength")]
    [InlineData("private void {|NG0038:Description|}() { }", "Description()")]
    [InlineData("private event System.Action {|NG0038:Description|} { add { } remove { } }", "Description")]
    public Task The_name_of_a_constant(string member, string shown) => Expect.Diagnostics(
        $"[Input(4)] [Dense(2)] public partial class Net {{ {member} }}",
        $"'{shown}' has the name of a generated member; choose another");

    [Theory]
    [InlineData("public int {|NG0038:Forward|} => 1;", "Forward")]
    [InlineData("private delegate void {|NG0038:Loss|}();", "Loss")]
    [InlineData("private int {|NG0038:Backpropagate|};", "Backpropagate")]
    [InlineData("internal enum {|NG0038:Logits|} { }", "Logits")]
    public Task The_name_of_a_method(string member, string shown) => Expect.Diagnostics(
        $"[Input(4)] [Dense(2)] [Softmax] public partial class Net {{ {member} }}",
        $"'{shown}' has the name of a generated method; choose another");

    [Theory]
    [InlineData("private void {|NG0038:CheckLabels|}(System.ReadOnlySpan<int> a) { }", "CheckLabels(System.ReadOnlySpan<int>)")]
    [InlineData("void {|NG0038:Logits|}(int a, System.ReadOnlySpan<float> b, System.Span<float> c, System.Span<float> d) { }", "Logits(int, System.ReadOnlySpan<float>, System.Span<float>, System.Span<float>)")]
    [InlineData("protected override void {|NG0038:Forward|}(int a, System.ReadOnlySpan<float> b, System.Span<float> c, System.Span<float> d) { }", "Forward(int, System.ReadOnlySpan<float>, System.Span<float>, System.Span<float>)")]
    public Task A_method_with_the_parameters_of_a_generated_one(string member, string shown) => Expect.Diagnostics(
        $"[Input(4)] [Dense(2)] [Softmax] public partial class Net {{ {member} }}",
        $"'{shown}' is a method that the generated half has already; choose another name");

    [Fact]
    public Task A_constructor_with_the_parameters_of_the_generated_one() => Expect.Diagnostics(
        "[Input(4)] [Dense(2)] public partial class Net { public {|NG0038:Net|}(long number) : this(0, 0) { } private Net(int a, int b) : this() { } }",
        "'Net(long)' is a constructor that the generated half has already; give it other parameters, or remove it");

    [Theory]
    [InlineData("public {|NG0038:Net|}(string path) { }", "Net(string)")]
    [InlineData("public {|NG0038:Net|}() : base() { }", "Net()")]
    public Task A_constructor_that_calls_none(string member, string shown) => Expect.Diagnostics(
        $"[Input(4)] [Dense(2)] public partial class Net {{ {member} }}",
        $"'{shown}' does not call the generated constructor, which makes the network; write ': this(seed: 0)' after it");

    [Fact]
    public Task On_another_declaration_and_in_the_order_of_the_source() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2)]
        public partial class Net;

        public partial class Net
        {
            private int {|NG0038:ParameterCount|}, {|NG0038:Description|};

            {|NG0038:Net|}(string path)
            {
            }
        }
        """,
        "'ParameterCount' has the name of a generated member; choose another",
        "'Description' has the name of a generated member; choose another",
        "'Net(string)' does not call the generated constructor, which makes the network; write ': this(seed: 0)' after it");

    [Fact]
    public Task Beside_choices() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(Relu, OneOf = new[] { 8, 16 })]
        [Dense(2)]
        public partial class Net
        {
            public required int {|NG0038:Size|} { get; set; }

            public int {|NG0038:Architectures|} => 1;
        }
        """,
        "'Size' is required, and 'Architectures' makes networks without setting it; leave out 'required'",
        "'Architectures' has the name of a generated member; choose another");

    [Fact]
    public Task A_method_that_C_sharp_compiles_a_layer_s_property_as() => Expect.Diagnostics(
        """
        [Input(4)]
        [{|NG0014:Dense(2)|}]
        public partial class Net
        {
            public int get_Dense1() => 1;
        }
        """,
        "'Dense1' cannot be the name of a layer: the class has a member 'get_Dense1', as which C# compiles the property");

    [Fact]
    public Task An_indexer_takes_a_name_too() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2, {|NG0014:Name = "item"|})]
        public partial class Net
        {
            public int this[int i] => i;
        }
        """,
        "'Item' cannot be the name of a layer: the class has a member of that name");

    /// <summary>What compiles beside the generated half stays.</summary>
    [Theory]
    [InlineData("public Net(string path) : this(1) => Load(path);")]
    [InlineData("public Net() : this(42) { }")]
    [InlineData("private Net(int a, int b) : base(Description, a) { }")]
    [InlineData("static Net() { } ~Net() { }")]
    [InlineData("public static float Loss(string path) => path.Length; void Forward() { } void Forward<T>(int a, System.ReadOnlySpan<float> b, System.Span<float> c, System.Span<float> d) { }")]
    [InlineData("void CheckLabels(System.ReadOnlySpan<byte> labels) { } void Forward(in int a, System.ReadOnlySpan<float> b, System.Span<float> c, System.Span<float> d) { }")]
    [InlineData("public void Logits(int a, System.ReadOnlySpan<float> b, System.Span<float> c, System.Span<float> d) { } public int Architectures => 1; public required int Size { get; set; }")]
    [InlineData("internal new int Parameters = 1; internal new int Mask = 2; internal new int Watch = 3;")]
    public async Task Members_that_do_not_clash(string member)
    {
        var source = $"[Monitor] [Input(4)] [Dense(8, Tanh)] [Dropout(0.1)] [Dense(2)] public partial class Net {{ {member} }}";

        await Expect.Nothing(source);
        Assert.Empty(UserProject.Of(source).Generate().Project.GetDiagnostics().Where(d => d.DefaultSeverity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
    }
}
