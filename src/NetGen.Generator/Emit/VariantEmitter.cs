using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>
/// Prints the networks of the other values of a declaration's choices. A variant is a class of its own with what users see of it; what it computes it shares
/// with all that make the same calls: whatever numbers differ are parameters there.
/// </summary>
internal static class VariantEmitter
{
    public static void Emit(CodeWriter writer, ExecutionPlan plan)
    {
        writer.Line();
        NetworkEmitter.EmitConstant(writer, "ArchitectureCount", plan.Variants.Count + 1, "How many architectures the choices of the declaration make.");
        EmitArchitectures(writer, plan);
        if (plan.Variants.Count == 0)
            return;

        var code = NameOfCode(plan);
        var groups = plan.Variants.Select(v => new VariantCode(v, plan.Class.Name)).GroupBy(v => v.Skeleton)
            .Select((group, i) => new CodeGroup(code, i + 1, [.. group])).ToList();
        var groupOf = groups.SelectMany(g => g.Variants.Select((v, i) => (v.Plan, Group: g, Index: i)))
            .ToDictionary(v => v.Plan.Class.Name, v => (v.Group, v.Index));
        foreach (var variant in plan.Variants)
            EmitVariant(writer, variant, groupOf[variant.Class.Name].Group, groupOf[variant.Class.Name].Index);

        writer.Line();
        writer.Line("// What the variants compute, once for all that do the same with other numbers.");
        using (writer.Block($"private static class {code}"))
        {
            foreach (var group in groups)
                group.Emit(writer);
        }
    }

    private static void EmitArchitectures(CodeWriter writer, ExecutionPlan plan)
    {
        writer.Line("/// <summary>All of them, the last choice varying fastest; the first is this class.</summary>");
        var architecture = $"{Names.Library("Architecture")}<{Names.Element(plan.Loss.Labels)}>";
        writer.Line($"public static global::System.Collections.Generic.IReadOnlyList<{architecture}> Architectures {{ get; }} =");
        writer.Line("[");
        foreach (var network in plan.Variants.Prepend(plan))
        {
            var chosen = network.Chosen.Select(c => $"new(\"{c.Name}\", \"{c.Value}\")");
            var count = network == plan ? "ParameterCount" : $"{network.Class.Identifier}.ParameterCount";
            writer.Line($"    new([{string.Join(", ", chosen)}], {count}, static seed => new {network.Class.Identifier}(seed)),");
        }

        writer.Line("];");
    }

    private static void EmitVariant(CodeWriter writer, ExecutionPlan plan, CodeGroup group, int index)
    {
        writer.Line();
        writer.Line(FormattableString.Invariant(
            $"/// <summary>The network of {DocumentationEmitter.Escape(string.Join(", ", plan.Chosen))}, with {plan.ParameterCount:N0} parameters.</summary>"));
        writer.Line(NetworkEmitter.GeneratedCode);
        using (writer.Block($"public sealed class {plan.Class.Identifier} : {Names.Library("VariantNetwork")}<{Names.Element(plan.Loss.Labels)}>"))
        {
            writer.Line("/// <summary>How many parameters the network has, and how many values a sample, an output and its labels have.</summary>");
            writer.Line($"public const int ParameterCount = {plan.ParameterCount}, InputLength = {plan.Input.Length}, OutputLength = "
                + $"{plan.Output.Length}, LabelLength = {plan.LabelLength};");
            writer.Line();
            writer.Line("/// <summary>Creates the network with parameters drawn from its initialisers, which follow from the seed.</summary>");
            writer.Line($"public {plan.Class.Identifier}(long seed = 0) : base({group.DescriptionOf(index)}, {group.CodeOf(index)}, seed) {{ }}");
            foreach (var view in plan.Views)
            {
                writer.Line();
                NetworkEmitter.EmitView(writer, view);
            }
        }
    }

    /// <summary>A name for the class of what is shared that nothing else in the network has.</summary>
    private static string NameOfCode(ExecutionPlan plan)
    {
        var taken = new HashSet<string>(plan.Class.Members.Select(m => m.Name)) { plan.Class.Name };
        foreach (var network in plan.Variants.Prepend(plan))
        {
            taken.Add(network.Class.Name);
            taken.UnionWith(network.Views.Select(v => v.Name));
        }

        var name = "CodeOfVariants";
        while (taken.Contains(name))
            name += "_";

        return name;
    }
}
