using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emitted;

/// <summary>What the generated half gives a network's user.</summary>
public class MemberTests
{
    [Theory]
    [InlineData("ParameterCount", 101_770)]
    [InlineData("InputLength", 784)]
    [InlineData("OutputLength", 10)]
    [InlineData("LabelLength", 1)]
    public void Its_sizes_are_constants(string name, int value)
    {
        var constant = Assert.IsAssignableFrom<IFieldSymbol>(Assert.Single(Type("FashionClassifier", Networks.FashionClassifier).GetMembers(name)));

        Assert.Equal((Accessibility.Public, value), (constant.DeclaredAccessibility, constant.ConstantValue));
    }

    [Theory]
    [InlineData("[Input(28, 28)] [Dense(10)] [Softmax] partial class Net;", 290, 784, 280, 28)]
    [InlineData("[Input(20)] [Dense(5, Sigmoid)] partial class Net;", 105, 20, 5, 5)]
    [InlineData("[Input(4)] [Dense(3, UseBias = false)] [PRelu] partial class Net;", 15, 4, 3, 3)]
    [InlineData("[Input(2, 3)] [Flatten] partial class Net;", 0, 6, 6, 6)]
    public void Its_sizes_follow_from_the_layers(string source, int parameters, int input, int output, int labels)
    {
        var type = Type("Net", source);
        object? Constant(string name) => ((IFieldSymbol)type.GetMembers(name).Single()).ConstantValue;

        Assert.Equal(
            new object?[] { parameters, input, output, labels },
            [Constant("ParameterCount"), Constant("InputLength"), Constant("OutputLength"), Constant("LabelLength")]);
    }

    [Theory]
    [InlineData("[Input(4)] [Dense(3, Softmax)] partial class Net;", "NetGen.Network<int>")]
    [InlineData("[Input(4)] [Dense(3, Sigmoid)] partial class Net;", "NetGen.Network<float>")]
    [InlineData("[Input(4)] [Dense(3)] partial class Net;", "NetGen.Network<float>")]
    public void Its_labels_have_the_type_that_the_loss_asks_for(string source, string baseType) =>
        Assert.Equal(baseType, Type("Net", source).BaseType!.ToDisplayString());

    [Theory]
    [InlineData("[Input(4)] [Dense(Relu, OneOf = new[] { 8 })] [Dense(2)] partial class Net;", 1)]
    [InlineData("[Input(4)] [Dense(Relu, OneOf = new[] { 8, 16, 32 })] [Dropout(OneOf = new[] { 0, 0.5 })] [Dense(2)] partial class Net;", 6)]
    [InlineData("[Input(4)] [Dense(8)] [Activation(OneOf = new[] { Relu, Tanh })] [Dense(2)] partial class Net;", 2)]
    [InlineData("[Input(4)] [Dense(8, OneOf = null, ActivationOneOf = new[] { Linear, Tanh })] [Dense(2)] partial class Net;", 2)]
    public void The_number_of_its_architectures_is_a_constant(string source, int count)
    {
        var type = Type("Net", source);

        Assert.Equal(count, ((IFieldSymbol)type.GetMembers("ArchitectureCount").Single()).ConstantValue);
        Assert.Equal(count - 1, type.GetTypeMembers().Count(t => t.BaseType!.Name == "VariantNetwork"));
    }

    [Fact]
    public void Without_choices_it_has_no_architectures() =>
        Assert.DoesNotContain(Type("FashionClassifier", Networks.FashionClassifier).GetMembers(), m => m.Name.StartsWith("Architecture", StringComparison.Ordinal));

    [Fact]
    public void Its_variants_are_called_after_what_was_chosen()
    {
        var type = Type("Net", "[Input(4)] [Dense(Relu, OneOf = new[] { 8, 16 })] [Dropout(OneOf = new[] { 0.2, 1e-5 })] [Dense(2)] partial class Net;");

        Assert.Equal(
            ["Dense1Units8Dropout1Rate1E_05", "Dense1Units16Dropout1Rate0_2", "Dense1Units16Dropout1Rate1E_05"],
            type.GetTypeMembers().Where(t => t.BaseType!.Name == "VariantNetwork").Select(t => t.Name));
    }

    [Theory]
    [InlineData("Dense(Relu, From = 32, To = 128, Step = 32)", "Dense1 units", "32", "64", "96", "128")]
    [InlineData("Dense(Relu, From = 3, To = 6)", "Dense1 units", "3", "4", "5", "6")]
    [InlineData("Dense(From = 8, To = 30, Step = 8, ActivationOneOf = new[] { Relu })", "Dense1 units", "8", "16", "24")]
    [InlineData("Dense(Relu, From = 8, To = 8)", "Dense1 units", "8")]
    [InlineData("Dropout(From = 0.1, To = 0.5, Step = 0.1)", "Dropout1 rate", "0.1", "0.2", "0.3", "0.4", "0.5")]
    [InlineData("Dropout(From = 0, To = 0.9, Step = 0.3)", "Dropout1 rate", "0", "0.3", "0.6", "0.9")]
    [InlineData("Dropout(From = 0.1, To = 0.35, Step = 0.1)", "Dropout1 rate", "0.1", "0.2", "0.3")]
    [InlineData("Dropout(From = 0.123456789012345678, To = 0.2, Step = 0.1)", "Dropout1 rate", "0.12345678901234568")]
    [InlineData("Dropout(From = 1e-20, To = 2e-20, Step = 1e-20)", "Dropout1 rate", "1E-20", "2E-20")]
    [InlineData("Dropout(From = 0.5, To = 0.50000000000000005, Step = 1e-17)", "Dropout1 rate", "0.5")]
    public void A_range_offers_the_values_that_it_has_on_paper(string layer, string name, params string[] values)
    {
        var text = Networks.FileOf($"[Input(4)] [{layer}] [Dense(2)] partial class Net;");

        Assert.Equal(values, Regex.Matches(text, $"""new\(\[new\("{name}", "(.*?)"\)""").Select(m => m.Groups[1].Value));
    }

    [Theory]
    [InlineData("Dense(OneOf = new[] { 8, 16 })", "Dense(16)")]
    [InlineData("Dense(Tanh, OneOf = new[] { 8, 16 }, UseBias = false)", "Dense(16, Tanh, UseBias = false)")]
    [InlineData("Dense(activation: Tanh, OneOf = new int[] { 8, 16 })", "Dense(16, activation: Tanh)")]
    [InlineData("Dense(units: 8, Name = \"a\", ActivationOneOf = new[] { Relu, Activation.Tanh })", "Dense(units: 8, Tanh, Name = \"a\")")]
    [InlineData("DenseAttribute(OneOf = new[] { 8, 2 * 8 })", "DenseAttribute(16)")]
    [InlineData("Dropout(OneOf = new[] { 0.25, 0.5 })", "Dropout(0.5)")]
    [InlineData("Dense(Tanh, From = 8, To = 16, Step = 8, UseBias = false)", "Dense(16, Tanh, UseBias = false)")]
    [InlineData("Dropout(From = 0.1, To = 0.3, Step = 0.2)", "Dropout(0.3)")]
    [InlineData("NetGen.Activation(OneOf = new[] { Relu, Tanh })", "NetGen.Activation(Tanh)")]
    public void A_variant_s_table_shows_the_attribute_as_one_would_write_it(string choice, string written)
    {
        var text = Networks.FileOf($"[Input(4)] [{choice}] [Tanh] [Dense(2)] partial class Net;");

        // The runtime makes the table of the descriptions of the layers.
        Assert.Contains($", {SymbolDisplay.FormatLiteral(written, quote: true)}, ", text[text.IndexOf("Architectures", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dense(Relu, From = 1, To = 64)", 1)]
    [InlineData("Dense(From = 1, To = 32, ActivationOneOf = new[] { Relu, Tanh })", 2)]
    [InlineData("Dense(Relu, From = 8, To = 64, Step = 8)] [Dropout(From = 0.1, To = 0.8, Step = 0.1)", 1)]
    public void Its_variants_share_the_code_of_the_same_calls(string layers, int codes)
    {
        var text = Networks.FileOf($"[Input(784)] [{layers}] [Dense(10)] [Softmax] partial class Net;");
        var none = Networks.FileOf("[Input(784)] [Dense(8, Relu)] [Dropout(0.1)] [Dense(10)] [Softmax] partial class Net;");

        Assert.Equal(codes, Regex.Count(text, @" class Code\d"));
        // 64 variants: each has a class, a constructor and two views. A whole network has some 10,000 characters.
        Assert.InRange((text.Length - none.Length) / 63, 1, 2500);
    }

    [Fact]
    public void Each_layer_with_parameters_is_a_property()
    {
        var type = Type("Named", Networks.NamedLayers);

        Assert.Equal(["Digits", "Hidden"], PropertiesOf(type, "NetGen.DenseParameters"));
        Assert.Equal(["PRelu1"], PropertiesOf(Type("Tagger", Networks.MultiLabel), "NetGen.PReluParameters"));
    }

    [Fact]
    public void Its_documentation_holds_the_layer_table()
    {
        var documentation = Type("FashionClassifier", Networks.FashionClassifier).GetDocumentationCommentXml()!;

        Assert.Contains("<summary>", documentation, StringComparison.Ordinal);
        Assert.All(
            ["Flatten", "(784)", "Dense(128, Relu)", "100,480", "Dropout", "Dense(10)", "1,290", "Softmax", "101,770"],
            part => Assert.Contains(part, documentation, StringComparison.Ordinal));
    }

    [Fact]
    public void Documentation_of_the_user_s_own_stays_the_summary()
    {
        var documentation = Type("HousePrice", Networks.RegressionWithPenalties).GetDocumentationCommentXml()!;

        Assert.Contains("<summary>Predicts the price of a house.</summary>", documentation, StringComparison.Ordinal);
        Assert.Contains("<remarks>", documentation, StringComparison.Ordinal);
        Assert.Equal(1, documentation.Split("<summary>").Length - 1);
    }

    private static IEnumerable<string> PropertiesOf(INamedTypeSymbol type, string propertyType) =>
        type.GetMembers().OfType<IPropertySymbol>().Where(p => p.Type.ToDisplayString() == propertyType).Select(p => p.Name).Order(StringComparer.Ordinal);

    private static INamedTypeSymbol Type(string name, string source) =>
        UserProject.Of(source).WithDocumentationChecked().Generate().Project.GetTypeByMetadataName(name)!;
}
