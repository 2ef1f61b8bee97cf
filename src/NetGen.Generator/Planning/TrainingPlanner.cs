using NetGen.Generator.Graph;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>Plans a training step: forward, the loss, and the chain rule back to the first layers that learn.</summary>
internal sealed class TrainingPlanner
{
    private readonly NetworkGraph _graph;
    private readonly Stages _stages;
    private readonly Values _values = new();
    private readonly ForwardValues _forward;
    private readonly List<PlannedStep> _steps = [];
    private readonly List<PlannedWatch> _watched = [];

    private TrainingPlanner(NetworkGraph graph)
    {
        _graph = graph;
        _stages = Stages.Of(graph, graph.Head, isTraining: true);
        _forward = new ForwardValues(_stages, _values);
    }

    /// <summary>Plans the method <c>Backpropagate</c>.</summary>
    /// <returns>The method, and the layers whose outputs it shows to whoever watches.</returns>
    public static (PlannedMethod Method, IReadOnlyList<PlannedWatch> Watched) Plan(NetworkGraph graph)
    {
        var planner = new TrainingPlanner(graph);
        planner.PlanForward();
        planner.PlanLoss();

        var calls = planner._steps.SelectMany(s => s.Calls).ToList();
        Aliasing.Share(planner._values, calls);
        var learns = planner._forward.Learns.Any(l => l);
        var method = PlannedMethod.Of(
            PassKind.Backpropagate, "The loss of a batch in training, and its gradient for every parameter.", learns, planner._values, planner._steps);
        return (method, planner._watched);
    }

    private void PlanForward()
    {
        if (_graph.IsMonitored)
            _steps.Add(new PlannedStep("what arrives, where a monitor asks for it", [new WatchCall(-1, new Operand.Input(0))]));

        for (var i = 0; i < _stages.Items.Count; i++)
        {
            var stage = _stages.Items[i];
            var calls = new List<Call>(ForwardCalls(stage, i));
            if (_graph.IsMonitored && (stage.Activation is not null || stage.Node.Parameters.Count > 0))
            {
                calls.Add(new WatchCall(_watched.Count, _forward.Outputs[i]));
                var activation = stage.Activation?.Type ?? (stage.Layer.Has(LayerTraits.Product) ? ActivationCall.None.Type : stage.Layer.Kind);
                _watched.Add(new PlannedWatch(stage.Node.CamelName, activation, stage.Output.Last));
            }

            _steps.Add(PlannedStep.Of(stage, calls));
        }
    }

    // A product leaves an activation whose slope is kept to a pass of its own, which writes both.
    private IEnumerable<KernelCall> ForwardCalls(Stage stage, int i)
    {
        var output = _forward.Outputs[i];
        var slope = _forward.Slopes[i];
        var isSplit = stage.Fused is not null && slope is not null;
        var calls = stage.Layer.Forward(new ForwardContext(stage.Layer, stage.Node.Shapes, stage.Node.Parameters, _forward.InputsOf(stage), output)
        {
            Activation = isSplit ? ActivationCall.None : stage.Store,
            Slope = isSplit ? null : slope,
            DrawNumber = _forward.Draws[i],
            IsTraining = !stage.Node.IsFrozen,
            Kept = (name, extent) => _forward.Keep(i, name, extent),
        });
        return isSplit && stage.Fused is { } fused
            ? calls.Concat(fused.Layer.Forward(new ForwardContext(fused.Layer, fused.Shapes, fused.Parameters, [output], output) { Slope = slope }))
            : calls;
    }

    private void PlanLoss()
    {
        var outputs = _forward.ValueOf(_stages.Output);
        _steps.Add(InferencePlanner.OutputsForMetrics(_graph.Head, outputs));
        if (_stages.Output >= 0 && _forward.Learns[_stages.Output])
            _steps.AddRange(ReversePass.Plan(_stages, _forward, _values, gradient => LossStep(new LossCall(_graph.Loss, outputs, gradient))));
        else
            _steps.Add(LossStep(new LossCall(_graph.Loss, outputs)));
    }

    private static PlannedStep LossStep(LossCall call) =>
        new(call.Loss.Head is { } head ? $"the loss, together with {head.ToLowerInvariant()}" : "the loss", [call]);
}
