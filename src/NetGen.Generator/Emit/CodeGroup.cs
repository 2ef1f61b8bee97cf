using System.Text.RegularExpressions;
using NetGen.Generator.Model;

namespace NetGen.Generator.Emit;

/// <summary>Variants that make the same calls with other numbers, and the code that they share.</summary>
internal sealed class CodeGroup
{
    private readonly string _container;
    private readonly int _number;
    private readonly Column[] _methods;
    private readonly Column[] _description;

    /// <param name="container">The class that the code stands in.</param>
    /// <param name="number">The group's own number.</param>
    /// <param name="variants">The variants.</param>
    public CodeGroup(string container, int number, VariantCode[] variants)
    {
        (_container, _number, Variants) = (container, number, variants);
        _methods = Column.Of([.. variants.Select(v => v.Methods)], "n");
        _description = Column.Of([.. variants.Select(v => v.Description)], "n");
    }

    public VariantCode[] Variants { get; }

    /// <summary>The expression that describes a variant.</summary>
    public string DescriptionOf(int variant) => $"{_container}.Describe{_number}({Arguments(_description, variant)})";

    /// <summary>The expression that makes the code of a variant.</summary>
    public string CodeOf(int variant) => $"new {_container}.Code{_number}({Arguments(_methods, variant)})";

    public void Emit(CodeWriter writer)
    {
        var label = Names.Element(Variants[0].Plan.Loss.Labels);
        if (_number > 1)
            writer.Line();

        using (writer.Block($"public sealed class Code{_number}({Parameters(_methods)}) : {Names.Library("VariantCode")}<{label}>"))
            EmitText(writer, Shared(Variants[0].Methods, _methods));

        writer.Line();
        using (writer.Indent($"public static {Names.Library("NetworkDescription")} Describe{_number}({Parameters(_description)}) =>"))
            EmitText(writer, Shared(Variants[0].Description, _description));
    }

    private static void EmitText(CodeWriter writer, string text) => writer.Line(text.Trim());

    /// <summary>The code that all variants have; what starts at 0 in all of them is written as in the network itself.</summary>
    private static string Shared(Template template, Column[] columns) =>
        template.With(i => columns[i].Parameter ?? template.Values[i].Text).Replace("Slice(0 * batch,", "Slice(0,");

    private static string Parameters(Column[] columns) => string.Join(", ", Distinct(columns).Select(c => $"{c.Type} {c.Parameter}"));

    private static string Arguments(Column[] columns, int variant) => string.Join(", ", Distinct(columns).Select(c => c.Values[variant]));

    private static IEnumerable<Column> Distinct(Column[] columns) =>
        columns.Where(c => c.Parameter is not null).GroupBy(c => c.Parameter).Select(g => g.First());

    /// <summary>The values of one place in the code, one a variant.</summary>
    /// <param name="Type">The type that takes all of them.</param>
    /// <param name="Values">The values.</param>
    /// <param name="Parameter">The parameter that stands for them; null where all are the same.</param>
    private sealed record Column(string Type, EquatableArray<string> Values, string? Parameter)
    {
        /// <summary>The places of some pieces of code that have the same skeleton. Places whose values are always the same have one parameter.</summary>
        public static Column[] Of(Template[] templates, string prefix)
        {
            var known = new Dictionary<(string, EquatableArray<string>), string>();
            // A layer may be called so.
            while (Regex.IsMatch(templates[0].Skeleton, $@"\b{prefix}\d"))
                prefix += "_";

            return [.. Enumerable.Range(0, templates[0].Values.Count).Select(place =>
            {
                var values = templates.Select(t => t.Values[place].Text).ToEquatableArray();
                var type = templates[0].Values[place].Kind;
                if (values.All(v => v == values[0]))
                    return new Column(type, values, Parameter: null);

                if (!known.TryGetValue((type, values), out var parameter))
                    known.Add((type, values), parameter = FormattableString.Invariant($"{prefix}{known.Count + 1}"));

                return new Column(type, values, parameter);
            })];
        }
    }
}
