using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Plans prediction and evaluation: forward without what only training needs, in place where it can be.</summary>
internal sealed class InferencePlanner(NetworkGraph graph, Node? head)
{
    private static readonly Signature Forward = Pass("private static void Forward", "output", "protected override void Forward");

    private static readonly Signature Logits = Pass("private static void Logits", "logits", "private void Logits");

    private readonly List<PlannedMethod> _methods = [];

    /// <summary>Plans the methods <c>Forward</c> and <c>Loss</c>, and <c>Logits</c> that both call where the loss absorbs the head.</summary>
    /// <returns>The methods, and the floats of scratch that they need a sample.</returns>
    public (IReadOnlyList<PlannedMethod> Methods, int ArenaLength) Plan()
    {
        var end = head is null ? PlanOutputs(Forward, "output", "Predicts a batch.") : PlanHead(head);
        end = PlanLoss(end);
        return (_methods, end);
    }

    private int PlanHead(Node head)
    {
        var output = new Operand("output");
        var stage = new Stage(head, null, "output");
        var forward = head.Layer.Forward(new ForwardContext(stage, output, output, 0));

        _methods.Add(new PlannedMethod(
            "Predicts a batch.",
            Forward,
            UsesParameters: false,
            Locals: [],
            [new PlannedStep("the layers below the head", [Delegate("Logits", "parameters", output)]), new PlannedStep(stage.Title, [forward]) { Name = head.Name }],
            Return: null));

        return PlanOutputs(Logits, "logits", $"Computes the logits of a batch: what {head.Name} takes.");
    }

    private int PlanOutputs(Signature signature, string target, string summary)
    {
        var stages = Fusion.Fuse(graph.Nodes.Where(n => n != head && !n.Layer.IsTrainingOnly));
        var arena = new Arena();
        var steps = Lower(stages, new Operand(target), arena);
        var (locals, end) = arena.Assign(steps.SelectMany(s => s.Calls));

        _methods.Add(new PlannedMethod(summary, signature, UsesParameters: false, locals, steps.ToEquatableArray(), Return: null));
        return end;
    }

    private static List<PlannedStep> Lower(List<Stage> stages, Operand target, Arena arena)
    {
        if (stages.Count == 0)
            return [new PlannedStep("nothing is computed", [new KernelCall("input.CopyTo", [], [target])])];

        var outputs = new Operand[stages.Count];
        for (var i = stages.Count - 1; i >= 0; i--)
        {
            // What the next stage does in place, this one writes where the next one wants it.
            outputs[i] = i == stages.Count - 1 ? target
                : stages[i + 1].Layer.IsInPlace ? outputs[i + 1]
                : arena.Add(stages[i].LocalName, stages[i].Output.Length);
        }

        return [.. stages.Select((stage, i) => new PlannedStep(
            stage.Title,
            [stage.Layer.Forward(new ForwardContext(stage, i == 0 ? Operand.Input : outputs[i - 1], outputs[i], 0))]) { Name = stage.Node.Name })];
    }

    private int PlanLoss(int arenaStart)
    {
        var arena = new Arena(arenaStart);
        var logits = arena.Add(head is null ? "predictions" : "logits", graph.Output.Length);
        var calls = new[]
        {
            Delegate(head is null ? "Forward" : "Logits", "base.Parameters", logits),
            new KernelCall(Names.Loss(graph.Loss.Kind + ".Evaluate"), [], [logits, new Operand("labels")], Result: Names.Loss("LossResult loss")),
        };
        var (locals, end) = arena.Assign(calls);
        var penalties = PenaltyPlan.Evaluate(graph);

        _methods.Add(new PlannedMethod(
            "The loss of a batch, with nothing dropped out.",
            new Signature(
                $"protected override {Names.Loss("LossResult")} Loss",
                [
                    "int batch",
                    $"{Names.ReadOnlySpan("float")} input",
                    $"{Names.ReadOnlySpan(graph.Loss.LabelType)} labels",
                    $"{Names.Span("float")} outputs",
                    $"{Names.Span("float")} arena",
                ]),
            UsesParameters: penalties is not null,
            locals,
            [new PlannedStep("the outputs, and how far they are from the labels", calls.ToEquatableArray()), OutputsForMetrics(head, logits)],
            PenaltyPlan.Return(penalties)));
        return end;
    }

    /// <summary>The outputs that belong to some logits, where the caller has metrics to compute from them.</summary>
    public static PlannedStep OutputsForMetrics(Node? head, Operand logits)
    {
        var outputs = new Operand("outputs");
        var call = head is null
            ? new KernelCall($"{logits.Text}.CopyTo", [], [outputs])
            : head.Layer.Forward(new ForwardContext(new Stage(head, null, "outputs"), logits, outputs, 0));
        return new PlannedStep("the outputs, where metrics ask for them", [call], Condition: "!outputs.IsEmpty");
    }

    // Of the parameters and the samples alone: a predictor gives its own, and needs no network.
    private static Signature Pass(string header, string target, string sharedHeader) => new(
        header,
        ["int batch", $"{Names.Kernel("Weights")} parameters", $"{Names.ReadOnlySpan("float")} input", $"{Names.Span("float")} {target}", $"{Names.Span("float")} arena"],
        sharedHeader);

    private static KernelCall Delegate(string method, string parameters, Operand target) =>
        new(method, [], [new Operand("batch"), new Operand(parameters), Operand.Input, target, new Operand("arena")]);
}
