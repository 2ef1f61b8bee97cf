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
