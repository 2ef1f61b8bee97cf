using Microsoft.CodeAnalysis;
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
        Assert.Equal(count - 1, type.GetTypeMembers().Count(t => t.BaseType!.Name == "Network"));
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
            type.GetTypeMembers().Where(t => t.BaseType!.Name == "Network").Select(t => t.Name));
    }

    [Theory]
    [InlineData("Dense(OneOf = new[] { 8, 16 })", "Dense(16)")]
    [InlineData("Dense(Tanh, OneOf = new[] { 8, 16 }, UseBias = false)", "Dense(16, Tanh, UseBias = false)")]
    [InlineData("Dense(activation: Tanh, OneOf = new int[] { 8, 16 })", "Dense(16, activation: Tanh)")]
    [InlineData("Dense(units: 8, Name = \"a\", ActivationOneOf = new[] { Relu, Activation.Tanh })", "Dense(units: 8, Tanh, Name = \"a\")")]
    [InlineData("DenseAttribute(OneOf = new[] { 8, 2 * 8 })", "DenseAttribute(16)")]
    [InlineData("Dropout(OneOf = new[] { 0.25, 0.5 })", "Dropout(0.5)")]
    [InlineData("NetGen.Activation(OneOf = new[] { Relu, Tanh })", "NetGen.Activation(Tanh)")]
    public void A_variant_s_table_shows_the_attribute_as_one_would_write_it(string choice, string written)
    {
        var type = Type("Net", $"[Input(4)] [{choice}] [Tanh] [Dense(2)] partial class Net;");
        var variant = type.GetTypeMembers().Single(t => t.BaseType!.Name == "Network");

        Assert.Contains($"  {written}  ", variant.GetDocumentationCommentXml(), StringComparison.Ordinal);
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
