using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NetGen.Generator.Graph;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>One of the plain declarations that a declaration with choices stands for.</summary>
/// <param name="Declaration">It, with a value in the place of each choice.</param>
/// <param name="Chosen">These values.</param>
/// <param name="IsMain">Whether it is the declared class itself, and not nested in it.</param>
internal readonly record struct Variant(NetworkDeclaration Declaration, EquatableArray<ChosenValue> Chosen, bool IsMain);

/// <summary>Makes one plain declaration of each combination of values, as a user would write it by hand.</summary>
internal static class Variants
{
    /// <summary>
    /// The variants, the last choice varying fastest. The first is the class itself, the others are nested in it; without choices there is no other.
    /// </summary>
    public static IEnumerable<Variant> Of(NetworkDeclaration declaration, IReadOnlyList<Choice> choices)
    {
        var count = choices.Aggregate(1, (product, choice) => product * choice.Values.Count);
        for (var number = 0; number < count; number++)
        {
            var chosen = Choose(choices, number);
            yield return new Variant(
                declaration with
                {
                    Class = number == 0 ? declaration.Class : Nested(declaration.Class, chosen),
                    Attributes = declaration.Attributes.Select((attribute, i) => Fix(attribute, [.. chosen.Where(c => c.Choice.Attribute == i)]))
                        .ToEquatableArray(),
                },
                chosen.Select(c => new ChosenValue(c.Choice.Name, c.Text)).ToEquatableArray(),
                IsMain: number == 0);
        }
    }

    /// <summary>The values of a variant: its number is written in digits, one a choice.</summary>
    private static Selection[] Choose(IReadOnlyList<Choice> choices, int number)
    {
        var chosen = new Selection[choices.Count];
        for (var i = choices.Count - 1; i >= 0; i--)
        {
            var values = choices[i].Values;
            chosen[i] = new Selection(choices[i], number % values.Count);
            number /= values.Count;
        }

        return chosen;
    }

    /// <summary>A class in the declared one, called after what was chosen, as in <c>Dense1Units64ActivationTanh</c>.</summary>
    private static ClassDeclaration Nested(ClassDeclaration type, Selection[] chosen)
    {
        var words = chosen.Select((c, i) => (i > 0 && chosen[i - 1].Choice.Attribute == c.Choice.Attribute ? "" : c.Choice.Layer) + c.Word);
        var name = Identifier.Compared(string.Concat(words));
        return type with
        {
            Name = name,
            Identifier = name,
            Containers = [.. type.Containers, $"partial class {type.Identifier}"],
            NetworkBase = null,
            HasDocumentation = false,
            HasGeneratedCode = false,
            IsClsCompliant = false,
            Members = [],
        };
    }

    private static AttributeDeclaration Fix(AttributeDeclaration attribute, Selection[] chosen)
    {
        if (chosen.Length == 0)
            return attribute;

        var arguments = attribute.Arguments.Where(a => !chosen.Any(c => c.Choice.Properties.Contains(a.Name)));
        return attribute with
        {
            Text = TextOf(attribute.Text, chosen),
            Arguments = chosen.Select(c => c.Argument).Concat(arguments).ToEquatableArray(),
        };
    }

    /// <summary>The attribute as one would write it with the values: <c>Dense(Relu, OneOf = new[] { 32, 64 })</c> becomes <c>Dense(32, Relu)</c>.</summary>
    private static string TextOf(string text, Selection[] chosen)
    {
        var attribute = SyntaxFactory.ParseCompilationUnit($"[{text}] class C {{ }}").DescendantNodes().OfType<AttributeSyntax>().First();
        var written = attribute.ArgumentList!.Arguments;
        var values = written.Where(a => a.NameEquals is null).Select(a => a.ToString()).ToList();
        foreach (var choice in chosen)
            values.Insert(Math.Min(choice.Choice.Option.Position, values.Count), choice.Text);

        var options = written.Where(a => a.NameEquals is { } equals && !chosen.Any(c => c.Choice.Properties.Contains(equals.Name.Identifier.ValueText)));
        return $"{attribute.Name}({string.Join(", ", values.Concat(options.Select(o => o.ToString())))})";
    }

    /// <summary>A choice and which of its values was chosen.</summary>
    private readonly record struct Selection(Choice Choice, int Index)
    {
        /// <summary>The value as the argument that it stands for.</summary>
        public Argument Argument => Choice.Values[Index] with
        {
            Name = Choice.Option.Parameter,
            Origin = Choice.Values[Index].Origin ?? new ChoiceElement(Choice.Option.Name, Index),
        };

        public string Text => Choice.Text(Choice.Values[Index]);

        /// <summary>Option and value as part of an identifier, such as <c>Rate0_2</c>.</summary>
        public string Word
        {
            get
            {
                var option = Choice.Option.Parameter;
                return char.ToUpperInvariant(option[0]) + option.Substring(1) + Text.Replace('.', '_').Replace('-', '_');
            }
        }
    }
}
