using NetGen.Generator.Graph;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>Plans prediction and evaluation: forward without what only training needs, in place where it can be.</summary>
internal static class InferencePlanner
{
    /// <summary>Plans the methods <c>Forward</c> and <c>Loss</c>, and <c>Logits</c> that both call where the loss absorbs the head.</summary>
    public static IEnumerable<PlannedMethod> Plan(NetworkGraph graph)
    {
        var samples = Enumerable.Range(0, graph.Inputs.Count).Select(i => (Operand)new Operand.Input(i)).ToEquatableArray();
        PlannedMethod outputs;
        if (graph.Head is { } head)
        {
            yield return HeadMethod(head, samples);
            outputs = OutputsMethod(graph, PassKind.Logits, $"Computes the logits of a batch: what {head.Name} takes.");
        }
        else
        {
            outputs = OutputsMethod(graph, PassKind.Forward, "Predicts a batch.");
        }

        yield return outputs;
        yield return LossMethod(graph, samples, outputs);
    }

    /// <summary>The outputs that belong to some logits, where the caller has metrics to compute from them.</summary>
    public static PlannedStep OutputsForMetrics(Node? head, Operand logits)
    {
        var outputs = new Operand.Result("outputs");
        var calls = head is null ? [new CopyCall(logits, outputs)] : HeadCalls(head, logits, outputs);
        return new PlannedStep("the outputs, where metrics ask for them", calls.ToEquatableArray(), IfWanted: outputs);
    }

    private static PlannedMethod HeadMethod(Node head, EquatableArray<Operand> samples)
    {
        var output = new Operand.Result("output");
        var stage = new Stage(head, null, []);
        return PlannedMethod.Of(
            PassKind.Forward,
            "Predicts a batch.",
            takesParameters: false,
            new Values(),
            [
                new PlannedStep("the layers below the head", [new PassCall(PassKind.Logits, samples, output, IsGivenParameters: true)]),
                PlannedStep.Of(stage, HeadCalls(head, output, output)),
            ]);
    }

    private static PlannedMethod OutputsMethod(NetworkGraph graph, PassKind kind, string summary)
    {
        var stages = Stages.Of(graph, graph.Head, isTraining: false);
        var values = new Values();
        var target = new Operand.Result(kind == PassKind.Logits ? "logits" : "output");
        var places = Aliasing.Places(stages, target, values);
        Operand ValueOf(int source) => source < 0 ? new Operand.Input(~source) : places[source];

        var steps = stages.Items.Select((stage, i) => PlannedStep.Of(stage, stage.Layer.Forward(
            new ForwardContext(stage.Layer, stage.Node.Shapes, stage.Node.Parameters, stage.Sources.Select(ValueOf).ToEquatableArray(), places[i])
            {
                Activation = stage.Store,
            }))).ToList();
        if (stages.Output < 0)
            steps.Add(new PlannedStep("nothing is computed", [new CopyCall(ValueOf(stages.Output), target)]));

        return PlannedMethod.Of(kind, summary, takesParameters: false, values, steps);
    }

    private static PlannedMethod LossMethod(NetworkGraph graph, EquatableArray<Operand> samples, PlannedMethod outputs)
    {
        var values = new Values();
        var logits = values.Add(outputs.Kind == PassKind.Logits ? "logits" : "predictions", graph.Output.Length);
        return PlannedMethod.Of(
            PassKind.Loss,
            "The loss of a batch, with nothing dropped out.",
            takesParameters: graph.Nodes.Any(n => n.Parameters.Any(p => p.Penalties.Any && !p.IsFrozen)),
            values,
            [
                new PlannedStep(
                    "the outputs, and how far they are from the labels",
                    [new PassCall(outputs.Kind, samples, logits, IsGivenParameters: false), new LossCall(graph.Loss, logits)]),
                OutputsForMetrics(graph.Head, logits),
            ],
            outputs.ArenaEnd);
    }

    private static IEnumerable<Call> HeadCalls(Node head, Operand logits, Operand target) =>
        head.Layer.Forward(new ForwardContext(head.Layer, head.Shapes, head.Parameters, [logits], target));
}
