using System.ComponentModel;
using System.Numerics.Tensors;

namespace NetGen.Kernels;

/// <summary>
/// What the outputs of a network's layers were like in the step that was watched last. Generated code shows it each layer's as they are computed.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class LayerWatch
{
    /// <summary>The share of the way from the middle of a range to its end from which on an output is saturated.</summary>
    private const float Saturated = 0.99f;

    private readonly WatchedLayer[] _layers;
    private readonly LayerObservation[] _observations;
    private readonly bool[] _isAlive;

    internal LayerWatch(WatchedLayer[] layers)
    {
        _layers = layers;
        _observations = new LayerObservation[layers.Length];
        _isAlive = new bool[layers.Max(layer => layer.Units)];
    }

    /// <summary>Whether the samples of the step were free of NaN and infinity.</summary>
    internal bool IsInputFinite { get; private set; }

    /// <summary>What was seen of each layer.</summary>
    internal ReadOnlySpan<LayerObservation> Observations => _observations;

    /// <summary>Looks at the samples of a step. Called by generated code.</summary>
    /// <param name="input">The samples.</param>
    public void ObserveInput(ReadOnlySpan<float> input) => IsInputFinite = TensorPrimitives.IsFiniteAll(input);

    /// <summary>Looks at the outputs of a layer. Called by generated code.</summary>
    /// <param name="layer">The number of the layer among those of the description.</param>
    /// <param name="outputs">Its outputs for all samples.</param>
    public void Observe(int layer, ReadOnlySpan<float> outputs)
    {
        var observation = new LayerObservation
        {
            IsFinite = TensorPrimitives.IsFiniteAll(outputs),
            ZeroFraction = double.NaN,
            DeadFraction = double.NaN,
            Saturation = double.NaN,
        };
        switch (_layers[layer].Activation)
        {
            case "Relu" or "Relu6":
                (observation.ZeroFraction, observation.DeadFraction) = Zeros(outputs, _layers[layer].Units);
                break;
            case "Tanh":
                observation.Saturation = Beyond(outputs, -Saturated, Saturated);
                break;
            case "Sigmoid":
                observation.Saturation = Beyond(outputs, (1 - Saturated) / 2, (1 + Saturated) / 2);
                break;
        }

        _observations[layer] = observation;
    }

    /// <summary>The share of zeros, and of units that are zero in every row.</summary>
    private (double Zero, double Dead) Zeros(ReadOnlySpan<float> outputs, int units)
    {
        var isAlive = _isAlive.AsSpan(0, units);
        isAlive.Clear();
        long zeros = 0;
        for (var row = 0; row < outputs.Length; row += units)
        {
            var values = outputs.Slice(row, units);
            for (var i = 0; i < units; i++)
            {
                zeros += values[i] == 0 ? 1 : 0;
                isAlive[i] |= values[i] != 0;
            }
        }

        return ((double)zeros / outputs.Length, (double)isAlive.Count(false) / units);
    }

    private static double Beyond(ReadOnlySpan<float> outputs, float lower, float upper)
    {
        long count = 0;
        for (var i = 0; i < outputs.Length; i++)
            count += outputs[i] < lower || outputs[i] > upper ? 1 : 0;

        return (double)count / outputs.Length;
    }
}

/// <summary>What the outputs of a layer were like; NaN for what its activation does not have.</summary>
internal struct LayerObservation
{
    public bool IsFinite;

    public double ZeroFraction;

    public double DeadFraction;

    public double Saturation;
}
