using NetGen.Generator.Emit.Targets;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Protocol;

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
            EmitMethod(writer, plan, method, isShared);

        EmitLabelCheck(writer, plan);
    }

    private static void EmitMethod(CodeWriter writer, ExecutionPlan plan, PlannedMethod method, bool isShared)
    {
        writer.Line($"/// <summary>{method.Summary}</summary>");
        EmitSignature(writer, plan, method.Kind, isShared);
        using (writer.Block())
        {
            // No var: it would be a type that the project calls so.
            if (method.TakesParameters)
                writer.Line($"{Names.Kernel("Weights")} parameters = base.Parameters;");

            foreach (var local in method.Locals)
                writer.Line($"{Names.Span("float")} {local.Name} = {Place(plan, method, local, isShared)}");

            var isFirst = !method.TakesParameters && method.Locals.Count == 0;
            foreach (var step in method.Steps)
            {
                if (!isFirst)
                    writer.Line();

                isFirst = false;
                writer.Line($"// {(isShared ? step.Name : step.Comment)}");
                EmitCalls(writer, method, step, isShared);
            }

            if (Cpu.Return(plan, method.Kind) is { } result)
            {
                writer.Line();
                writer.Line($"return {result};");
            }
        }

        writer.Line();
    }

    private static string Place(ExecutionPlan plan, PlannedMethod method, PlannedLocal local, bool isShared) => local switch
    {
        { AliasOf: >= 0 } => $"{method.Locals[local.AliasOf].Name}; // in place",
        { IsFixed: true } => FormattableString.Invariant($"arena.Slice({plan.TrainArena} * batch + {local.Offset}, {local.Length});"),
        _ => $"arena.Slice({Scaled(local.Offset, isShared)}, {Scaled(local.Length, isShared)});",
    };

    private static void EmitSignature(CodeWriter writer, ExecutionPlan plan, PassKind kind, bool isShared)
    {
        var (header, parameters) = Cpu.Signature(plan, kind, isShared);
        using (writer.Indent(header + "("))
        {
            for (var i = 0; i < parameters.Count; i++)
                writer.Line(parameters[i] + (i < parameters.Count - 1 ? "," : ")"));
        }
    }

    private static void EmitCalls(CodeWriter writer, PlannedMethod method, PlannedStep step, bool isShared)
    {
        using var scope = step.IfWanted is null ? (CodeWriter.Scope?)null : writer.Block($"if ({Cpu.IsWanted(step.IfWanted)})");
        foreach (var call in step.Calls)
            EmitCall(writer, method, call, isShared);
    }

    /// <summary>Prints a call: what is called on a line, and its arguments on another where both would not fit one.</summary>
    private static void EmitCall(CodeWriter writer, PlannedMethod method, Call call, bool isShared)
    {
        var (name, list) = Cpu.Write(call, method);
        var callee = name + "(";
        var arguments = $"{string.Join(", ", list)});";
        // How long the numbers are may not decide it where others stand in their place.
        if (isShared ? list.Count <= FewArguments : callee.Length + arguments.Length <= LongestCall)
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
        writer.Line($"protected override void CheckLabels({Names.ReadOnlySpan(Names.Element(plan.Loss.Labels))} labels) => "
            + $"{Names.Loss(plan.Loss.Kind)}.CheckLabels(labels{classes});");
    }

    private static string Scaled(int length, bool isShared) => length == 0 && !isShared ? "0" : $"{length} * batch";
}
