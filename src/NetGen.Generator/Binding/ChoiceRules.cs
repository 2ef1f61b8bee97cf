using System.Globalization;
using System.Numerics;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>Finds what a declaration leaves open. Whether a value is in range is the layer's to say, in the variant that has it.</summary>
internal static class ChoiceRules
{
    /// <summary>Each variant is a class of its own, which has to be compiled: so many of them cost well below a second.</summary>
    public const int Limit = 256;

    /// <summary>The choices in the order of the declaration.</summary>
    public static List<Choice> Read(NetworkDeclaration declaration, DiagnosticBag diagnostics)
    {
        var choices = new List<Choice>();
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < declaration.Attributes.Count; i++)
        {
            var attribute = declaration.Attributes[i];
            if (attribute.Role != AttributeRole.Layer)
                continue;

            counts[attribute.Kind] = counts.TryGetValue(attribute.Kind, out var count) ? count + 1 : 1;
            var layer = GraphBuilder.PropertyName(Find(attribute, "Name")?.Text, attribute.Kind + counts[attribute.Kind]);
            foreach (var option in ChoiceTable.Of(attribute.Kind))
            {
                if (RangeRules.Read(attribute, i, option, layer, diagnostics) is { } range)
                    choices.Add(range);
                else if (Find(attribute, option.Name) is { } argument && Fits(attribute, i, option, argument.Items, diagnostics))
                    choices.Add(new Choice(i, option, layer, argument.Items, [option.Name], argument.Items.Count));
            }
        }

        CheckCount(declaration.Class, choices, diagnostics);
        return choices;
    }

    private static bool Fits(AttributeDeclaration attribute, int index, ChoiceOption option, EquatableArray<Argument> values, DiagnosticBag diagnostics)
    {
        if (Find(attribute, option.Parameter) is not null)
        {
            diagnostics.Add(Descriptors.ChoiceBesideValue, new(index, option.Name), attribute.Text, option.Parameter, option.Name);
            return false;
        }

        if (values.Count == 0)
            diagnostics.Add(Descriptors.EmptyChoice, new(index, option.Name), option.Name);

        var seen = new HashSet<Argument>();
        for (var i = 0; i < values.Count; i++)
        {
            if (!seen.Add(values[i]))
                diagnostics.Add(Descriptors.ValueTwice, new(index, option.Name, i), option.Name, Choice.Text(values[i]));
        }

        return values.Count > 0 && seen.Count == values.Count;
    }

    /// <summary>Reports too many variants at the choice that makes them too many.</summary>
    private static void CheckCount(ClassDeclaration type, IReadOnlyList<Choice> choices, DiagnosticBag diagnostics)
    {
        var total = choices.Aggregate(BigInteger.One, (product, choice) => product * new BigInteger(choice.Count));
        var product = BigInteger.One;
        foreach (var choice in choices)
        {
            product *= new BigInteger(choice.Count);
            if (product <= Limit)
                continue;

            diagnostics.Add(
                Descriptors.TooManyVariants, new(choice.Attribute, choice.Property), type.Name, total.ToString("N0", CultureInfo.InvariantCulture), Limit);
            return;
        }
    }

    public static Argument? Find(AttributeDeclaration attribute, string name) => attribute.Arguments.FirstOrDefault(a => a.Name == name);
}
