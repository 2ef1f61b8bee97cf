using NetGen.Generator.Graph;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>
/// The chain rule: from the loss back to the first layers that learn. It knows nothing of places; what can share one, <see cref="Aliasing"/> decides.
/// </summary>
internal sealed class ReversePass
{
    private readonly Stages _stages;
    private readonly ForwardValues _forward;
    private readonly bool[] _isBelow;
    private readonly Gradients _gradients;
    private readonly List<PlannedStep> _steps = [];

    private ReversePass(Stages stages, ForwardValues forward, Values values)
    {
        (_stages, _forward) = (stages, forward);
        _isBelow = Fusion.DerivativesBelow(stages, forward.Learns);
        _gradients = new Gradients(stages, values);
    }

    /// <summary>The steps from the loss on.</summary>
    /// <param name="stages">The stages.</param>
    /// <param name="forward">What they gave in the forward pass.</param>
    /// <param name="values">Where gradients are added.</param>
    /// <param name="loss">Makes the step of the loss, which writes the gradient for the outputs.</param>
    public static List<PlannedStep> Plan(Stages stages, ForwardValues forward, Values values, Func<Operand, PlannedStep> loss)
    {
        var pass = new ReversePass(stages, forward, values);
        var gradient = pass._gradients.Place(stages.Output);
        pass._gradients.Add(stages.Output, gradient);
        pass._steps.Add(loss(gradient));
        for (var i = stages.Items.Count - 1; i >= 0; i--)
        {
            if (forward.Learns[i] && pass._gradients.Total(i) is { } total)
                pass.GoBack(i, total);
        }

        return pass._steps;
    }

    private void GoBack(int i, Operand.Value gradient)
    {
        var stage = _stages.Items[i];
        var calls = new List<Call>();
        if (stage.Fused is { } fused && !_isBelow[i])
        {
            // In place, unless another layer still reads what would be lost.
            var place = _gradients.IsShared(gradient) ? _gradients.Place(i) : gradient;
            calls.AddRange(fused.Layer.Backward(Context(i, fused, gradient, place)));
            gradient = place;
        }

        // What takes an activation's output may have multiplied its derivative in already: then nothing is left to do.
        if ((stage.Fused is null && _isBelow[i]) || stage.Layer.Has(LayerTraits.PassesGradient))
            calls.AddRange(_gradients.Pass([.. stage.Sources.Where(Learns)], gradient));
        else
            calls.AddRange(LayerCalls(i, stage, gradient));

        if (calls.Count > 0)
            _steps.Add(new PlannedStep($"back through {stage.Node.Name}", calls.ToEquatableArray()));
    }

    private IEnumerable<Call> LayerCalls(int i, Stage stage, Operand.Value gradient)
    {
        // A product multiplies the derivative of the activation above into what it passes on.
        var above = stage.Sources[0];
        var takesDerivative = stage.Layer.Has(LayerTraits.Product) && above >= 0 && _isBelow[above];
        var slope = takesDerivative ? _forward.Slopes[above] : null;
        var places = stage.Sources.Select(source => Learns(source) ? _gradients.Place(source) : null).ToList();
        var context = new BackwardContext(
            stage.Layer, stage.Node.Shapes, stage.Node.Parameters, _forward.InputsOf(stage), _forward.Outputs[i], gradient, places)
        {
            DrawNumber = _forward.Draws[i],
            Slope = _forward.Slopes[i],
            InputActivation = !takesDerivative ? ActivationCall.None : slope is null ? _stages.Items[above].Activation! : ActivationCall.KeptSlope,
            InputSlope = slope,
            IsTraining = !stage.Node.IsFrozen,
            Kept = (name, extent) => _forward.Keep(i, name, extent),
            IsGradientShared = _gradients.IsShared(gradient),
            Places = name => _gradients.Scratch(i, name),
        };
        // What writes nothing is for a frozen parameter.
        foreach (var call in stage.Layer.Backward(context).Where(call => call.Uses.Any(use => use.Access != Access.Read)))
            yield return call;

        for (var input = 0; input < places.Count; input++)
        {
            if (places[input] is not { } place)
                continue;

            foreach (var call in _gradients.Add(stage.Sources[input], place))
                yield return call;
        }
    }

    private bool Learns(int source) => source >= 0 && _forward.Learns[source];

    private BackwardContext Context(int i, Node fused, Operand gradient, Operand place) =>
        new(fused.Layer, fused.Shapes, fused.Parameters, [_forward.Outputs[i]], _forward.Outputs[i], gradient, [place]) { Slope = _forward.Slopes[i] };
}
