using NetGen.Kernels;

namespace NetGen;

/// <summary>A layer as a monitor finds it: its place among the watched ones, and its part of the flat vectors.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Activation">What was last done to its outputs; null where they are not shown.</param>
/// <param name="Watched">Its number among the watched layers; -1 where it is none.</param>
/// <param name="Offset">Where its parameters start.</param>
/// <param name="Length">How many they are.</param>
/// <param name="IsTrained">Whether training changes them.</param>
/// <param name="HasKernel">Whether one of those that training changes has two or more axes, as a kernel has.</param>
internal sealed record LayerProbe(string Name, string? Activation, int Watched, int Offset, int Length, bool IsTrained, bool HasKernel)
{
    /// <summary>The layers of a network: those that it shows, or else those that have parameters.</summary>
    public static LayerProbe[] Of(Network network)
    {
        var tensors = network.Tensors;
        LayerProbe Find(string name, string? activation, int watched)
        {
            // What has a gradient stands together, apart from what training observes.
            var all = tensors.Where(t => LayerOf(t) == name).ToList();
            var isTrained = all.Exists(t => t.IsTrained);
            var own = isTrained ? [.. all.Where(t => t.IsTrained)] : all;
            return new(name, activation, watched, own.Count == 0 ? 0 : own[0].Offset, own.Sum(t => t.Length), isTrained, isTrained
                && own.Exists(t => t.Shape.Length > 1));
        }

        return network.WatchedLayers is { Length: > 0 } watched
            ? [.. watched.Select((layer, i) => Find(layer.Name, layer.Activation, i))]
            : [.. tensors.Select(LayerOf).Distinct().Select(name => Find(name, null, -1))];
    }

    /// <summary>What the layer is like after a step.</summary>
    /// <param name="training">The training.</param>
    /// <param name="watch">What was seen of the outputs; null where the step was not watched.</param>
    public LayerHealth Inspect(TrainingContext training, LayerWatch? watch)
    {
        var observation = watch is null ? (LayerObservation?)null : watch.Observations[Watched];
        return new(Name)
        {
            Activation = Activation,
            ZeroFraction = Known(observation?.ZeroFraction),
            DeadFraction = Known(observation?.DeadFraction),
            Saturation = Known(observation?.Saturation),
            HasFiniteOutputs = observation?.IsFinite,
            GradientNorm = Length == 0 || !IsTrained ? null : Norm(training.Gradients.Slice(Offset, Length)),
            ParameterNorm = Length == 0 ? null : Norm(training.Network.Parameters.Slice(Offset, Length)),
            ParameterCount = Length,
            HasKernel = HasKernel,
        };
    }

    private static string LayerOf(ParameterTensor tensor) => tensor.Name[..tensor.Name.LastIndexOf('.')];

    private static double? Known(double? value) => value is { } known && !double.IsNaN(known) ? known : null;

    // In double, in which no square of a float leaves the range, and in a fixed order.
    private static double Norm(ReadOnlySpan<float> values) => Math.Sqrt(LongVectors.Dot(values, values));
}
