using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Model;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emitted;

/// <summary>The generated code in the compilation of a strict user: nullable, no unsafe code, every warning an error, documentation checked.</summary>
public partial class CompilationTests
{
    public static TheoryData<string> Declarations => [.. Networks.All];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void It_compiles_without_a_warning(string source) => AssertCompiles(source);

    [Fact]
    public void It_compiles_beside_names_that_could_clash() => AssertCompiles(
        """
        namespace User.NetGen.Kernels
        {
            internal class Runtime;
            internal class Dense;
            internal class System;
            internal class Losses;

            [Input(4)]
            [Dense(8, Relu)]
            [Dense(2)]
            [Softmax]
            internal partial class Kernels;
        }
        """.Replace("[Input", "[global::NetGen.Input", StringComparison.Ordinal));

    [Fact]
    public void It_compiles_with_names_in_raw_strings() => AssertCompiles(
        """"
        [Input(4)]
        [Dense(8, Relu, Name = """hidden""")]
        [Dense(2, Name = """
            head
            """)]
        public partial class Net;
        """");

    [Fact]
    public void It_compiles_beside_a_network_whose_name_differs_by_case_only()
    {
        const string source = "[Input(4)] [Dense(2)] public partial class Net; [Input(4)] [Dense(3)] public partial class NET;";

        AssertCompiles(source);
        Assert.Equal(["NET-1.NetGen.g.cs", "Net-2.NetGen.g.cs"], UserProject.Of(source).Generate().Generated.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("using Old = System.ObsoleteAttribute; [Input(4)] [Dense(2)] public partial class Net; [Old] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(2)] partial class Net; [Mine.Input] partial class Net; namespace Mine { class InputAttribute : System.Attribute; }")]
    public void It_is_written_once_where_another_part_in_its_file_could_have_the_input(string source)
    {
        AssertCompiles(source);
        Assert.Single(UserProject.Of(source).Generate().Generated);
    }

    [Fact]
    public void It_compiles_under_names_that_are_keywords() => AssertCompiles(
        """
        namespace @event.@namespace;

        internal partial class @class
        {
            [Input(4)]
            [Dense(8, Relu, Name = "batch")]
            [Dense(8, Relu, Name = "weights")]
            [Dense(2, Name = "float")]
            internal partial class @new;
        }
        """);

    [Fact]
    public void It_compiles_with_layers_named_as_its_own_locals_are() => AssertCompiles(
        """
        [Input(4)]
        [Dense(8, Relu, Name = "input")]
        [Dense(8, Relu, Name = "output")]
        [Dense(8, Relu, Name = "arena")]
        [Dense(8, Relu, Name = "labels")]
        [Dense(8, Relu, Name = "gradients")]
        [Dense(8, Relu, Name = "logitsGradient")]
        [Dense(8, Relu, Name = "dense1")]
        [Dense(2, Softmax, Name = "batch")]
        internal partial class Net;
        """);

    [Fact]
    public void It_compiles_with_two_networks_of_one_name() => AssertCompiles(
        """
        namespace A { [Input(4)] [Dense(2)] internal partial class Net; }
        namespace B { [Input(4)] [Dense(3)] internal partial class Net; }
        namespace B { internal partial class Outer { [Input(4)] [Dense(3)] internal partial class Net; } }
        """);

    [Theory]
    [InlineData("[Input(4)] [Flatten] internal partial class Net;")]
    [InlineData("[Input(4)] [Relu] internal partial class Net;")]
    [InlineData("[Input(4)] [Softmax] internal partial class Net;")]
    [InlineData("[Input(4, 4)] [Flatten] [PRelu] [Flatten] internal partial class Net;")]
    [InlineData("[Input(4)] [Dropout(0.1)] internal partial class Net;")]
    [InlineData("[Input(4)] [Dropout(0.1)] [Dense(3)] [Softmax] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Softmax] [Dense(3)] [MeanSquaredError] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Softmax] [MeanSquaredError] internal partial class Net;")]
    [InlineData("[Input(3, 4)] [Dense(3)] [Softmax] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Activation(Linear)] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Dropout(0.5)] [Sigmoid] [BinaryCrossEntropy] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Softmax] [Flatten] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] [Relu] [Tanh] [Sigmoid] [Elu] internal partial class Net;")]
    public void It_compiles_for_unusual_networks(string source) => AssertCompiles(source);

    [Theory]
    [InlineData("[Input(4)] [Dense(OneOf = new[] { 8 })] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(Relu, OneOf = new int[] { 8, 16 }, Name = \"batch\")] [Dense(2)] internal partial class @new;")]
    [InlineData("[Input(4)] [Dense(Relu, OneOf = [8, 16])] [Dense(2)] internal sealed partial class Net;")]
    [InlineData("[Input(4)] [Activation(OneOf = new[] { Linear, PRelu })] [Dense(2, Sigmoid)] internal partial class Net { public int PRelu1 => 1; }")]
    [InlineData("[Input(4)] [Activation(OneOf = new[] { Linear, Relu })] [Dropout(OneOf = new[] { 0, 1e-9, 0.999 })] internal partial class Net;")]
    [InlineData("internal partial interface IPlace { [Input(4)] [Dense(Relu, OneOf = new[] { 8, 16 })] [Dense(2)] internal partial class Net; }")]
    [InlineData("internal partial record struct Place { [Input(4)] [Dense(Relu, OneOf = new[] { 8, 16 })] [Dense(2)] private partial class Net; }")]
    [InlineData("[Input(4)] [Dense(Relu, From = 8, To = 9, Name = \"n1\")] [Dropout(From = 0, To = 0.2, Step = 0.1, Name = \"n2\")] [Dense(2)] internal partial class Net;")]
    [InlineData("[Monitor] [Input(28, 28)] [Dense(PRelu, From = 8, To = 10, KernelL2 = 0.1, KernelMaxNorm = 2)] [Flatten] [Dense(3, Softmax)] internal partial class Net { public int CodeOfVariants => 1; }")]
    [InlineData("[Input(4)] [Dense(Relu, From = 8, To = 9, Name = \"codeOfVariants\")] [Dense(2)] internal partial class Net;")]
    [InlineData("[Input(4)] [Dense(Relu, From = 8, To = 9)] [Dense(2)] internal partial class CodeOfVariants;")]
    public void It_compiles_with_choices(string source) => AssertCompiles(source);

    [Fact]
    public void It_compiles_with_as_many_variants_as_there_can_be() => AssertCompiles(
        """
        [Input(4)]
        [Dense(OneOf = new[] { 1, 2, 3, 4 }, ActivationOneOf = new[] { Relu, Tanh, Elu, PRelu })]
        [Dropout(OneOf = new[] { 0, 0.1, 0.2, 0.3 })]
        [Dense(Tanh, OneOf = new[] { 1, 2, 3, 4 })]
        [Dense(2)]
        internal partial class Net;
        """);

    [Fact]
    public void It_compiles_inside_every_kind_of_type() => AssertCompiles(
        """
        internal static partial class Fixed { [Input(4)] [Dense(2)] internal partial class Net; }
        internal partial struct Value { [Input(4)] [Dense(2)] private partial class Net; }
        internal partial record Entry { [Input(4)] [Dense(2)] protected internal partial class Net; }
        internal partial record struct Pair { [Input(4)] [Dense(2)] internal sealed partial class Net; }
        internal partial interface IPlace { [Input(4)] [Dense(2)] internal partial class Net; }
        """);

    [Fact]
    public void It_compiles_with_comments_in_the_attributes() => AssertCompiles(
        """
        [Input(4 /* features */)]
        [Dense(
            8, // units
            Relu)]
        [Dense(2 /* classes
            of the output */)]
        [Softmax /**/]
        internal partial class Net;
        """);

    [Theory]
    [InlineData("arena")]
    [InlineData("batch")]
    [InlineData("dense2Gradient")]
    [InlineData("gradients")]
    [InlineData("input")]
    [InlineData("labels")]
    [InlineData("logits")]
    [InlineData("loss")]
    [InlineData("lossGradient")]
    [InlineData("output")]
    [InlineData("outputs")]
    [InlineData("parameters")]
    [InlineData("penalty")]
    [InlineData("this")]
    [InlineData("span")]
    [InlineData("kernels")]
    [InlineData("Description")]
    [InlineData("Dense1Shape")]
    [InlineData("_")]
    public void It_compiles_with_any_name_for_a_layer_without_parameters(string name) => AssertCompiles(
        $$"""
        [Input(4)]
        [Dense(8, KernelL2 = 0.1)]
        [Tanh(Name = "{{name}}")]
        [Dropout(0.1)]
        [Dense(2)]
        [Softmax]
        internal partial class Net;
        """);

    [Theory]
    [InlineData("arena")]
    [InlineData("batch")]
    [InlineData("dense2Gradient")]
    [InlineData("global")]
    [InlineData("kernels")]
    [InlineData("labels")]
    [InlineData("lossGradient")]
    [InlineData("losses")]
    [InlineData("outputs")]
    [InlineData("readOnlySpan")]
    [InlineData("span")]
    [InlineData("system")]
    [InlineData("this")]
    [InlineData("_")]
    public void It_compiles_with_any_name_that_is_allowed_for_a_layer_with_parameters(string name) => AssertCompiles(
        $$"""
        [Input(4)]
        [Dense(8, Relu, Name = "{{name}}")]
        [Dense(8, Relu)]
        [Dense(2, KernelL1 = 0.1)]
        internal partial class Net;
        """);

    [Fact]
    public void It_compiles_where_one_layer_is_named_as_another_s_variable() => AssertCompiles(
        """
        [Input(4)]
        [Dense(8, Relu, Name = "inputLayer")]
        [Dense(8, Relu, Name = "input")]
        [Dense(8, Relu, Name = "lossGradientLayer")]
        [Dense(8, Relu, Name = "lossGradient")]
        [Dense(2)]
        internal partial class Net;
        """);

    [Theory]
    [InlineData("Dense(2, KernelL1 = 1e-30, KernelL2 = 1e-60)")]
    [InlineData("Dense(2, KernelL2 = 3.4e38)")]
    [InlineData("Dropout(1e-50)")]
    [InlineData("LeakyRelu(Slope = 1e30)")]
    [InlineData("PRelu(InitialAlpha = -1e-7)")]
    [InlineData("Elu(Alpha = 123456789.123456789)")]
    public void It_compiles_with_extreme_options(string layer) => AssertCompiles($"[Input(4)] [{layer}] internal partial class Net;");

    [Theory]
    [InlineData("[Input(2147483590)] [Dense(1, Sigmoid)] internal partial class Net;")]
    [InlineData("[Input(1, 2147483590)] [Flatten] [Dense(1, Sigmoid)] internal partial class Net;")]
    [InlineData("[Input(1000000000)] [Relu] internal partial class Net;")]
    [InlineData("[Input(700000000)] [Tanh] internal partial class Net;")]
    public void It_compiles_at_the_limits_of_size(string source) => AssertCompiles(source);

    /// <summary>What the list lacks, no diagnostic would see hidden.</summary>
    [Theory]
    [MemberData(nameof(Declarations))]
    public void Every_type_that_it_names_is_in_the_list_of_them(string source)
    {
        var known = Names.All.Select(name => name.Split('`')[0].Replace("GeneratedCodeAttribute", "GeneratedCode", StringComparison.Ordinal)).ToList();
        var named = QualifiedName().Matches(Networks.FileOf(source)).Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.Contains("NetGen.NetworkDescription", named);
        Assert.All(named, name => Assert.Contains(known, k => name == k || name.StartsWith(k + ".", StringComparison.Ordinal)));
    }

    /// <summary>Characters that no documentation comment can hold, in the one place where they can stand: a number that is written as a character.</summary>
    [Theory]
    [InlineData('\u0002')]
    [InlineData('\u000C')]
    [InlineData('\t')]
    [InlineData('\u009F')]
    [InlineData('\uFFFE')]
    [InlineData('<')]
    public void It_compiles_with_any_character_in_an_attribute(char units) => AssertCompiles($"[Input(4)] [Dense('{units}')] internal partial class Net;");

    [Theory]
    [MemberData(nameof(Declarations))]
    public void It_compiles_as_the_oldest_language_that_the_diagnostic_names(string source)
    {
        var project = UserProject.Of(source).WithLanguageVersion(LanguageVersion.CSharp12);
        var (output, generated) = project.Generate();

        Assert.Single(generated);
        Assert.Empty(output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
        Assert.NotEmpty(((CSharpCompilation)output).WithLanguageVersion(LanguageVersion.CSharp11).GetDiagnostics().Where(d => d.Id is "CS8936" or "CS9058" or "CS8773" or "CS9202"));
    }

    [Fact]
    public void It_is_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var expected = Networks.All.Select(Networks.FileOf).ToList();
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NumberDecimalSeparator = ",";
            odd.NumberFormat.NumberGroupSeparator = ".";
            odd.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = odd;

            Assert.Equal(expected, Networks.All.Select(Networks.FileOf));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [GeneratedRegex(@"global::([\w.]+)")]
    private static partial Regex QualifiedName();

    private static void AssertCompiles(string source)
    {
        var project = UserProject.Of(source);
        // What the generated file's pragma silences counts as well: it is there for what other projects ask, not to hide something in the file.
        var (output, generated) = project.WithOptions(project.Options.WithReportSuppressedDiagnostics(true)).WithDocumentationChecked().Generate();

        Assert.NotEmpty(generated);
        var complaints = output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(complaints.Count == 0, $"{string.Join('\n', complaints)}\n\n{string.Join('\n', generated.Values)}");
    }
}
