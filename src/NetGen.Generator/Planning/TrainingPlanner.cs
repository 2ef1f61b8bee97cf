using System.Globalization;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Plans a training step: forward, the loss, and the chain rule back to the first layer that learns.</summary>
internal sealed class TrainingPlanner
{
    private readonly NetworkGraph _graph;
    private readonly Node? _head;
    private readonly List<Stage> _stages;
    private readonly Operand[] _outputs;
    private readonly Operand?[] _slopes;
    private readonly int[] _masks;
    private readonly int _first;
    private readonly Arena _arena = new();
    private readonly List<PlannedStep> _steps = [];
    private readonly List<PlannedWatch> _watched = [];

    public TrainingPlanner(NetworkGraph graph, Node? head)
    {
        _graph = graph;
        _head = head;
        _stages = Fusion.Fuse(graph.Nodes.Where(n => n != head));
        _first = _stages.FindIndex(s => s.Learns);
        _outputs = [.. _stages.Select(s => _arena.Add(s.LocalName, s.Output.Length))];
        _slopes = [.. _stages.Select((s, i) => s.KeepsSlope && _first >= 0 && i >= _first ? _arena.Add(s.LocalName + "Slope", s.Output.Length) : (Operand?)null)];

        // Masks are numbered, so that two dropout layers draw apart.
        var count = 0;
        _masks = [.. _stages.Select(s => s.Layer.IsTrainingOnly ? count++ : 0)];
    }

    private Operand Logits => _stages.Count == 0 ? Operand.Input : _outputs[_stages.Count - 1];

    /// <summary>Plans the method <c>Backpropagate</c>.</summary>
    /// <returns>The method, the floats of scratch that it needs a sample, and the layers whose outputs it shows to whoever watches.</returns>
    public (PlannedMethod Method, int ArenaLength, EquatableArray<PlannedWatch> Watched) Plan()
    {
        PlanForward();

        _steps.Add(InferencePlanner.OutputsForMetrics(_head, Logits));
        if (_first < 0)
            AddLoss("Evaluate", [], []);
        else
            PlanBackward(_first);

        var penalties = PenaltyPlan.AddGradient(_graph);
        var (locals, end) = _arena.Assign(_steps.SelectMany(s => s.Calls));
        var method = new PlannedMethod(
            "The loss of a batch in training, and its gradient for every parameter.",
            new Signature(
                $"protected override {Names.Loss("LossResult")} Backpropagate",
                [
                    "int batch",
                    $"{Names.ReadOnlySpan("float")} input",
                    $"{Names.ReadOnlySpan(_graph.Loss.LabelType)} labels",
                    $"{Names.ReadOnlySpan("float")} weights",
                    $"{Names.Span("float")} outputs",
                    $"{Names.Span("float")} gradients",
                    $"{Names.Span("float")} arena",
                ]),
            UsesParameters: _first >= 0,
            locals,
            _steps.ToEquatableArray(),
            PenaltyPlan.Return(penalties));
        return (method, end, _watched.ToEquatableArray());
    }

    private void PlanForward()
    {
        if (_graph.IsMonitored)
            _steps.Add(new PlannedStep("what arrives, where a monitor asks for it", [Watch("ObserveInput", Operand.Input)]));

        for (var i = 0; i < _stages.Count; i++)
        {
            var stage = _stages[i];
            var calls = ForwardCalls(stage, i);
            if (_graph.IsMonitored && (stage.Activation is not null || stage.Learns))
            {
                calls.Add(Watch("Observe", new Operand(_watched.Count.ToString(CultureInfo.InvariantCulture)), _outputs[i]));
                _watched.Add(new PlannedWatch(stage.Node.CamelName, stage.Activation?.Type ?? (stage.Layer is Dense ? ActivationCall.None.Type : stage.Layer.Kind), stage.Output.Last));
            }

            _steps.Add(new PlannedStep(stage.Title, calls.ToEquatableArray()) { Name = stage.Node.Name });
        }
    }

    // A product leaves an activation whose slope is kept to a pass of its own, which writes both.
    private List<KernelCall> ForwardCalls(Stage stage, int i) => stage.Fused is { } fused && _slopes[i] is { } slope
        ?
        [
            stage.Layer.Forward(new ForwardContext(stage with { Fused = null }, InputOf(i), _outputs[i], _masks[i])),
            fused.Layer.Forward(new ForwardContext(new Stage(fused, null, ""), _outputs[i], _outputs[i], _masks[i]) { Slope = slope }),
        ]
        : [stage.Layer.Forward(new ForwardContext(stage, InputOf(i), _outputs[i], _masks[i]) { Slope = _slopes[i] })];

    // The base, because a user's class may have a member of that name.
    private static KernelCall Watch(string method, params Operand[] arguments) => new($"base.Watch?.{method}", [], arguments.ToEquatableArray());

    private void PlanBackward(int first)
    {
        var gradient = LossGradient();
        AddLoss("Gradient", [new Operand("weights")], [gradient]);

        var activationDone = false;
        for (var i = _stages.Count - 1; i >= first; i--)
        {
            var stage = _stages[i];
            var calls = new List<KernelCall>();

            if (stage.Fused is { } fused && !activationDone)
                calls.AddRange(fused.Layer.Backward(Context(fused, i, gradient, gradient, ActivationCall.None)));

            if (stage.Layer.Activation is not null && activationDone)
            {
                // The product below has multiplied this activation's derivative into the gradient already.
                activationDone = false;
                gradient = _arena.AddAlias(_stages[i - 1].LocalName + "Gradient", gradient);
                continue;
            }

            // A product below an activation takes that activation's gradient into its own store.
            var above = i > first ? _stages[i - 1] : null;
            var inputActivation = stage.Layer is not Dense ? null : i > first && _slopes[i - 1] is not null ? ActivationCall.KeptSlope : above?.Activation;
            var inputGradient = above is null ? (Operand?)null : InputGradient(above, stage, gradient);
            calls.AddRange(stage.Layer.Backward(Context(stage.Node, i, gradient, inputGradient, inputActivation ?? ActivationCall.None)));

            _steps.Add(new PlannedStep($"back through {stage.Node.Name}", calls.ToEquatableArray()));
            activationDone = inputActivation is not null;
            gradient = inputGradient ?? gradient;
        }
    }

    private BackwardContext Context(Node node, int stage, Operand outputGradient, Operand? inputGradient, ActivationCall inputActivation) =>
        new(new Stage(node, null, ""), InputOf(stage), _outputs[stage], _masks[stage], outputGradient, inputGradient, inputActivation, InputKept(stage)) { Slope = _slopes[stage] };

    private Operand InputKept(int stage) => stage > 0 && _slopes[stage - 1] is { } slope ? slope : InputOf(stage);

    private Operand InputOf(int stage) => stage == 0 ? Operand.Input : _outputs[stage - 1];

    private void AddLoss(string method, IEnumerable<Operand> weights, IEnumerable<Operand> gradient) => _steps.Add(new PlannedStep(
        _graph.Loss.Head is { } head ? $"the loss, together with {head.ToLowerInvariant()}" : "the loss",
        [new KernelCall(Names.Loss($"{_graph.Loss.Kind}.{method}"), [], [Logits, new Operand("labels"), .. weights, .. gradient], Result: Names.Loss("LossResult loss"))]));

    /// <summary>The logits' gradient takes over the place of the logits, unless backward still reads them.</summary>
    private Operand LossGradient()
    {
        var last = _stages[_stages.Count - 1];
        var name = last.LocalName + "Gradient";
        return last.KeepsOutput ? _arena.Add(name, last.Output.Length) : _arena.AddAlias(name, Logits);
    }

    private Operand InputGradient(Stage above, Stage stage, Operand outputGradient)
    {
        var name = above.LocalName + "Gradient";
        return stage.Layer.IsInPlace ? _arena.AddAlias(name, outputGradient) : _arena.Add(name, above.Output.Length);
    }
}
