using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>Writes the class's documentation: hovering its name in an IDE shows the layer table.</summary>
internal static class DocumentationEmitter
{
    public static void Emit(CodeWriter writer, ExecutionPlan plan)
    {
        // A summary of the user's own comes first; the table then stands in the remarks, which IDEs show below it.
        var tag = plan.Class.HasDocumentation ? "remarks" : "summary";
        writer.Line($"/// <{tag}>");
        if (!plan.Class.HasDocumentation)
            writer.Line(FormattableString.Invariant($"/// A network from {plan.Input} to {plan.Output} with {plan.ParameterCount:N0} parameters."));

        writer.Line("/// <code>");
        foreach (var line in plan.Summary)
            writer.Line($"/// {Escape(line)}");

        writer.Line("/// </code>");
        writer.Line($"/// </{tag}>");
    }

    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
