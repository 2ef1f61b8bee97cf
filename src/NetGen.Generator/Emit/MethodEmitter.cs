using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emit;

/// <summary>Prints the methods of a plan: a local variable for each place in the arena, a comment and its calls for each layer.</summary>
internal static class MethodEmitter
{
    private const int LongestCall = 120;

    private const int FewArguments = 5;

    /// <summary>Prints the methods that compute, and the one that looks at labels.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The network.</param>
    /// <param name="isShared">Whether other variants are to have the same text but for numbers: comments then name a layer and not its values.</param>
    public static void Emit(CodeWriter writer, ExecutionPlan plan, bool isShared)
    {
        foreach (var method in plan.Methods)
            EmitMethod(writer, method, isShared);

        EmitLabelCheck(writer, plan);
    }

    private static void EmitMethod(CodeWriter writer, PlannedMethod method, bool isShared)
    {
        writer.Line($"/// <summary>{method.Summary}</summary>");
        EmitSignature(writer, method.Signature, isShared);
        using (writer.Block())
        {
            // No var: it would be a type that the project calls so.
            if (method.UsesParameters)
                writer.Line($"{Names.Kernel("Weights")} parameters = base.Parameters;");

            foreach (var local in method.Locals)
                writer.Line($"{Names.Span("float")} {local.Name} = {(local.AliasOf is null ? $"arena.Slice({Scaled(local.Offset, isShared)}, {Scaled(local.Length, isShared)});" : $"{local.AliasOf}; // in place")}");

            var isFirst = !method.UsesParameters && method.Locals.Count == 0;
            foreach (var step in method.Steps)
            {
                if (!isFirst)
                    writer.Line();

                isFirst = false;
                writer.Line($"// {(isShared ? step.Name : step.Comment)}");
                EmitCalls(writer, step, isShared);
            }

            if (method.Return is not null)
            {
                writer.Line();
                writer.Line($"return {method.Return};");
            }
        }

        writer.Line();
    }

    private static void EmitSignature(CodeWriter writer, Signature signature, bool isShared)
    {
        using (writer.Indent((isShared ? signature.SharedHeader ?? signature.Header : signature.Header) + "("))
        {
            for (var i = 0; i < signature.Parameters.Count; i++)
                writer.Line(signature.Parameters[i] + (i < signature.Parameters.Count - 1 ? "," : ")"));
        }
    }

    private static void EmitCalls(CodeWriter writer, PlannedStep step, bool isShared)
    {
        using var scope = step.Condition is null ? (CodeWriter.Scope?)null : writer.Block($"if ({step.Condition})");
        foreach (var call in step.Calls)
            EmitCall(writer, call, isShared);
    }

    /// <summary>Prints a call: what is called on a line, and its arguments on another where both would not fit one.</summary>
    private static void EmitCall(CodeWriter writer, KernelCall call, bool isShared)
    {
        var result = call.Result is null ? "" : $"{call.Result} = ";
        var types = call.TypeArguments.Count == 0 ? "" : $"<{string.Join(", ", call.TypeArguments)}>";
        var callee = $"{result}{call.Callee}{types}(";
        var arguments = $"{string.Join(", ", call.Arguments.Select(a => a.Text))});";
        // How long the numbers are may not decide it where others stand in their place.
        if (isShared ? call.Arguments.Count <= FewArguments : callee.Length + arguments.Length <= LongestCall)
        {
            writer.Line(callee + arguments);
            return;
        }

        using (writer.Indent(callee))
            writer.Line(arguments);
    }

    private static void EmitLabelCheck(CodeWriter writer, ExecutionPlan plan)
    {
        var classes = plan.Loss.LabelsAreClasses ? $", {plan.Output.Last}" : "";
        writer.Line("/// <summary>Refuses labels that the loss cannot take.</summary>");
        writer.Line($"protected override void CheckLabels({Names.ReadOnlySpan(plan.Loss.LabelType)} labels) => {Names.Loss(plan.Loss.Kind)}.CheckLabels(labels{classes});");
    }

    private static string Scaled(int length, bool isShared) => length == 0 && !isShared ? "0" : $"{length} * batch";
}
