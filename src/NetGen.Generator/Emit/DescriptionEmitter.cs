using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Emit.Targets;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Emit;

/// <summary>Prints what a network tells the runtime about itself, as an expression.</summary>
internal static class DescriptionEmitter
{
    /// <summary>Prints it with its layer table as one reads it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="header">What the expression is the value of, such as a property and <c>=></c>.</param>
    /// <param name="plan">The network.</param>
    public static void Emit(CodeWriter writer, string header, ExecutionPlan plan)
    {
        EmitArguments(writer, header, plan, plan.Class.Name);
        var hasProperties = plan.Watched.Count > 0 || plan.TrainFixed > 0;
        using (writer.Indent())
        {
            writer.Line("Summary:");
            writer.Line("\"\"\"");
            foreach (var line in plan.Summary)
                writer.Line(line);

            writer.Line(hasProperties ? "\"\"\")" : "\"\"\");");
        }

        if (hasProperties)
            EmitProperties(writer, plan, notes: []);
    }

    /// <summary>Prints it without the table, which the runtime then makes of the layers, so that it is not there once a variant.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="header">What the expression is the value of.</param>
    /// <param name="plan">The variant.</param>
    /// <param name="owner">The network that it is a variant of.</param>
    public static void EmitWithoutTable(CodeWriter writer, string header, ExecutionPlan plan, string owner)
    {
        EmitArguments(writer, header, plan, $"{owner}.{plan.Class.Name}");
        using (writer.Indent())
            writer.Line("Summary: \"\")");

        EmitProperties(writer, plan, plan.SummaryNotes);
    }

    private static void EmitArguments(CodeWriter writer, string header, ExecutionPlan plan, string name)
    {
        using (writer.Indent($"{header} new("))
        {
            writer.Line($"Name: \"{name}\",");
            writer.Line($"InputShape: {Array(plan.Input)},");
            writer.Line($"OutputShape: {Array(plan.Output)},");
            writer.Line("LabelLength: LabelLength,");
            writer.Line($"HasAccuracy: {(plan.Loss.HasAccuracy ? "true" : "false")},");
            writer.Line($"PredictArena: {plan.PredictArena},");
            writer.Line($"TrainArena: {plan.TrainArena},");
            EmitTensors(writer, plan);
            EmitLayers(writer, plan);
            writer.Line($"Loss: \"{plan.Loss.Text}\",");
            writer.Line($"Signature: \"{plan.Signature}\",");
        }
    }

    private static void EmitProperties(CodeWriter writer, ExecutionPlan plan, EquatableArray<string> notes)
    {
        using (writer.Indent("{"))
        {
            if (plan.Watched.Count > 0)
            {
                writer.Line("Watched =");
                writer.Line("[");
                foreach (var (name, activation, units) in plan.Watched)
                    writer.Line($"    new(\"{name}\", \"{activation}\", {units}),");

                writer.Line("],");
            }

            if (plan.TrainFixed > 0)
                writer.Line($"TrainFixed = {plan.TrainFixed},");

            if (notes.Count > 0)
                writer.Line($"Notes = [{string.Join(", ", notes.Select(Literal))}],");
        }

        writer.Line("};");
    }

    private static void EmitTensors(CodeWriter writer, ExecutionPlan plan)
    {
        if (plan.Tensors.Count == 0)
        {
            writer.Line("Tensors: [],");
            return;
        }

        using (writer.Indent("Tensors:"))
        {
            writer.Line("[");
            foreach (var (name, parameter) in plan.Tensors)
            {
                var value = parameter.Fill.Value == 1 ? "" : ", " + Cpu.Number(parameter.Fill.Value);
                writer.Line($"    new(\"{name}\", {parameter.Offset}, {Array(parameter.Shape)}, "
                    + $"{Names.Library("Initializer")}.{parameter.Fill.Initializer}{value}){Properties(parameter)},");
            }

            writer.Line("],");
        }
    }

    private static string Properties(Parameter parameter)
    {
        var properties = new List<string>();
        if (parameter.Role == Role.Kernel)
            properties.Add("IsKernel = true");

        if (parameter.Section != Section.Trained)
            properties.Add($"{(parameter.IsFrozen ? "IsFrozen" : "IsState")} = true");

        if (parameter.MaxNorm != 0)
            properties.Add($"MaxNorm = {parameter.MaxNorm.ToString("R", CultureInfo.InvariantCulture)}");

        // Where the shape tells them, the runtime knows.
        if (parameter.Fill.FanIn != parameter.Shape.Extents[0] || parameter.Fill.FanOut != parameter.Shape.Last)
            properties.Add(FormattableString.Invariant($"FanIn = {parameter.Fill.FanIn}, FanOut = {parameter.Fill.FanOut}"));

        return properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}";
    }

    private static void EmitLayers(CodeWriter writer, ExecutionPlan plan)
    {
        using (writer.Indent("Layers:"))
        {
            writer.Line("[");
            foreach (var layer in plan.Layers)
            {
                var inputs = layer.Inputs.Count == 0 ? "" : $" {{ Inputs = [{string.Join(", ", layer.Inputs)}] }}";
                writer.Line($"    new(\"{layer.Name}\", {Literal(layer.Text)}, {Array(layer.Output)}, {layer.TensorCount}, {layer.MultiplyAdds}){inputs},");
            }

            writer.Line("],");
        }
    }

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    private static string Array(Shape shape) => $"[{string.Join(", ", shape.Extents)}]";
}
