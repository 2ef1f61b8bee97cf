using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Tests.Incremental;

/// <summary>The short way to an attribute's text and Roslyn's long one.</summary>
public class AttributeTextTests
{
    [Theory]
    [InlineData("Flatten", true)]
    [InlineData("Flatten( )", true)]
    [InlineData("Input(28,28)", true)]
    [InlineData("Dense( 128 , Relu /* the usual */ )", true)]
    [InlineData("Dense(128,\n    Relu, // a comment\n    KernelL2=1e-3)", true)]
    [InlineData("NetGen.Dense(units:128, activation :Activation . Relu,Name=\"a  b\", UseBias = false)", true)]
    [InlineData("LeakyRelu(Slope = - 0.2)", true)]
    [InlineData("Dense(Sizes.Hidden, Name = null)", true)]
    [InlineData("Dense((int)Size.Hidden)", false)]
    [InlineData("Dense((Activation) 77, (2))", true)]
    [InlineData("Dense(8, Name = nameof( Some . Name ))", true)]
    [InlineData("@Dense(@class, Name = @\"a\\b\")", true)]
    [InlineData("Dense(8, Name = \"a\\\"b\\\"\\\"\")", true)]
    [InlineData("Dense(0x10, 'a', 1_000, true)", false)]
    [InlineData("Dense(2*3 - -1)", false)]
    [InlineData("Dense(a ? b : c)", false)]
    [InlineData("Dense(OneOf = new[]{8,16})", false)]
    [InlineData("Dense(OneOf = [8,16])", false)]
    [InlineData("Dense(typeof(int), default)", false)]
    [InlineData("global::NetGen.Dense(8)", false)]
    [InlineData("Dense(8, Name = \"\"\"a\"\"\")", false)]
    [InlineData("Dense(8, Name = @\"a\nb\")", false)]
    [InlineData("Dense(8, Name = \"größer\")", false)]
    [InlineData("Dense(8, )", false)]
    [InlineData("Dense(8", false)]
    public void Say_the_same(string attribute, bool isPlain)
    {
        var syntax = ((CompilationUnitSyntax)CSharpSyntaxTree.ParseText($"[{attribute}] class A;").GetRoot()).DescendantNodes().OfType<AttributeSyntax>().First();

        if (isPlain)
            Assert.Equal(AttributeText.Normalized(syntax), AttributeText.Plain(syntax));
        else
            Assert.Null(AttributeText.Plain(syntax));
    }
}
