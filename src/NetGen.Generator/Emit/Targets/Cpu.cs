using System.Globalization;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Emit.Targets;

/// <summary>How a plan is written for the processor: methods over spans.</summary>
internal static class Cpu
{
    /// <summary>The header of a method and its parameters, each with its type.</summary>
    /// <param name="plan">The network.</param>
    /// <param name="kind">Which method.</param>
    /// <param name="isShared">Whether it belongs to the code that variants share, which is an object with their numbers.</param>
    public static (string Header, IReadOnlyList<string> Parameters) Signature(ExecutionPlan plan, PassKind kind, bool isShared)
    {
        string values = Names.ReadOnlySpan("float"), span = Names.Span("float"), result = Names.Loss("LossResult");
        var samples = new[] { $"{values} input" };
        var labels = $"{Names.ReadOnlySpan(Names.Element(plan.Loss.Labels))} labels";
        // Of the parameters and the samples alone: a predictor gives its own, and needs no network.
        string[] Pass(string target) => ["int batch", $"{Names.Kernel("Weights")} parameters", .. samples, $"{span} {target}", $"{span} arena"];
        return kind switch
        {
            PassKind.Forward => (isShared ? "protected override void Forward" : "private static void Forward", Pass("output")),
            PassKind.Logits => (isShared ? "private void Logits" : "private static void Logits", Pass("logits")),
            PassKind.Loss => ($"protected override {result} Loss", ["int batch", .. samples, labels, $"{span} outputs", $"{span} arena"]),
            _ => ($"protected override {result} Backpropagate",
                ["int batch", .. samples, labels, $"{values} weights", $"{span} outputs", $"{span} gradients", $"{span} arena"]),
        };
    }

    /// <summary>What a method returns, a term a line; null for nothing.</summary>
    public static string? Return(ExecutionPlan plan, PassKind kind) => kind switch
    {
        PassKind.Loss => WithPenalties(plan, p => $"{Names.Kernel("Regularizer.Penalty")}({Slice("parameters", p)}, {Weights(p)})"),
        PassKind.Backpropagate =>
            WithPenalties(plan, p => $"{Names.Kernel("Regularizer.AddGradient")}({Slice("parameters", p)}, {Weights(p)}, {Slice("gradients", p)})"),
        _ => null,
    };

    /// <summary>The condition that a caller has given a place.</summary>
    public static string IsWanted(Operand.Result result) => $"!{result.Name}.IsEmpty";

    /// <summary>The method that a call calls, with what takes its result, and the arguments.</summary>
    public static (string Callee, IReadOnlyList<string> Arguments) Write(Call call, PlannedMethod method)
    {
        string Text(Operand operand) => Cpu.Text(operand, method);
        string[] Arguments(IEnumerable<Use> uses) => [.. uses.Select(use => Text(use.Operand))];
        return call switch
        {
            KernelCall kernel => (Names.Kernel($"{kernel.Class}.{kernel.Method}") + TypeArguments(kernel.Types), Arguments(kernel.Uses)),
            LossCall loss => ($"{Names.Loss("LossResult")} loss = {Names.Loss(loss.Loss.Kind)}.{(loss.Gradient is null ? "Evaluate" : "Gradient")}",
                Arguments(loss.Uses)),
            PassCall pass => (
                pass.Method.ToString(),
                ["batch", pass.IsGivenParameters ? "parameters" : "base.Parameters", .. pass.Inputs.Select(Text), Text(pass.Target), "arena"]),
            CopyCall copy => ($"{Text(copy.From)}.CopyTo", [Text(copy.To)]),
            // The base, because a user's class may have a member of that name.
            WatchCall { Layer: < 0 } watch => ("base.Watch?.ObserveInput", [Text(watch.Shown)]),
            WatchCall watch => ("base.Watch?.Observe", [Invariant(watch.Layer), Text(watch.Shown)]),
            _ => throw new InvalidOperationException($"There is no way to write {call}."),
        };
    }

    /// <summary>Part of a flat vector, such as the parameters.</summary>
    public static string Slice(string vector, int offset, int length) => FormattableString.Invariant($"{vector}.Slice({offset}, {length})");

    public static string Number(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";

    private static string Text(Operand operand, PlannedMethod method) => operand switch
    {
        Operand.Value value => method.Locals[value.Id].Name,
        Operand.Result result => result.Name,
        Operand.Input => "input",
        Operand.Labels => "labels",
        Operand.SampleWeights => "weights",
        Operand.Tensor tensor => Slice("parameters", tensor.Parameter),
        Operand.Kernel kernel => FormattableString.Invariant($"parameters.Kernel({kernel.Parameter.Offset}, {kernel.Parameter.Length})"),
        Operand.Gradient gradient => Slice("gradients", gradient.Parameter),
        Operand.Rows rows => rows.PerSample == 1 ? "batch" : "batch * " + Invariant(rows.PerSample),
        Operand.Extent extent => $"{extent.Name}: {Invariant(extent.Length)}",
        Operand.Number number => Number(number.Real),
        Operand.Option option => $"{option.Name}: {Number(option.Real)}",
        Operand.Struct made => $"new {Names.Kernel(made.Type)}({string.Join(", ", made.Options.Select(Number))})",
        Operand.Draw draw => $"base.Mask({Invariant(draw.Layer)})",
        Operand.Missing missing => $"{missing.Name}: default",
        _ => throw new InvalidOperationException($"There is no way to write {operand}."),
    };

    private static string TypeArguments(EquatableArray<string> types) => types.Count == 0 ? "" : $"<{string.Join(", ", types.Select(Names.Kernel))}>";

    private static string WithPenalties(ExecutionPlan plan, Func<Parameter, string> term)
    {
        var terms = plan.Tensors.Select(t => t.Parameter).Where(p => p.Penalties.Any && !p.IsFrozen).Select(term).ToList();
        return terms.Count == 0 ? "loss" : $"loss.WithPenalty(\n    {string.Join("\n    + ", terms)})";
    }

    private static string Slice(string vector, Parameter parameter) => Slice(vector, parameter.Offset, parameter.Length);

    private static string Weights(Parameter parameter) => $"{Number(parameter.Penalties.L1)}, {Number(parameter.Penalties.L2)}";

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
