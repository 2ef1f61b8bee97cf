using System.Runtime.CompilerServices;
using NetGen.Losses;

namespace NetGen.Kernels;

/// <summary>
/// Names the generic code that other assemblies call, so that an image of this one holds it (see <see cref="Image{T}"/>): an image holds what the
/// assembly itself says. Nothing calls this. Arguments are handed on, because what can be seen to throw is not compiled, nor what stands behind it.
/// </summary>
internal static class ImageContent
{
    /// <summary>What code emitted for a network calls.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Name(int count, ReadOnlySpan<float> input, Span<float> output)
    {
        NameActivation<Linear>(count, input, output);
        NameActivation<Relu>(count, input, output);
        NameActivation<Relu6>(count, input, output);
        NameActivation<LeakyRelu>(count, input, output);
        NameActivation<Elu>(count, input, output);
        NameActivation<Sigmoid>(count, input, output);
        NameActivation<Softplus>(count, input, output);
        NameActivation<Tanh>(count, input, output);
        NameSlope<Elu>(input, output);
        NameSlope<Sigmoid>(input, output);
        NameSlope<Tanh>(input, output);
        NameGradient<KeptSlope>(count, input, output);
    }

    /// <summary>What users call of a network, whose labels' kind the package cannot know but of these two.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Name(Network<int> classifier, Dataset<int> classes, Network<float> regression, Dataset<float> values)
    {
        NameNetwork(classifier, classes);
        NameNetwork(regression, values);
        _ = new NamedNetwork<int>(classifier.Description);
        _ = new NamedNetwork<float>(regression.Description);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void NameActivation<TActivation>(int count, ReadOnlySpan<float> input, Span<float> output)
        where TActivation : struct, IActivation
    {
        Dense.Forward<TActivation>(count, count, count, input, input, input, output);
        Activations.Forward<TActivation>(input, output);
        NameGradient<TActivation>(count, input, output);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void NameSlope<TActivation>(ReadOnlySpan<float> input, Span<float> output)
        where TActivation : struct, ISlopedActivation
        => Activations.ForwardWithSlope<TActivation>(input, output, output);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void NameGradient<TActivation>(int count, ReadOnlySpan<float> input, Span<float> output)
        where TActivation : struct, IActivationGradient
    {
        Dense.InputGradient<TActivation>(count, count, count, input, input, input, output);
        Activations.Backward<TActivation>(input, input, output);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void NameNetwork<TLabel>(Network<TLabel> network, Dataset<TLabel> data)
    {
        network.Fit(data, new FitOptions<TLabel>());
        network.TrainStep(data.Features, data.Labels, new Adam());
        network.Gradient(data.Features, data.Labels, network.Parameters);
        network.Evaluate(data);
    }

    private sealed class NamedNetwork<TLabel>(NetworkDescription description) : Network<TLabel>(description, 0)
    {
        protected override ForwardPass ForwardPass => throw new NotSupportedException();

        protected override LossResult Loss(int batch, ReadOnlySpan<float> input, ReadOnlySpan<TLabel> labels, Span<float> outputs, Span<float> arena) =>
            throw new NotSupportedException();

        protected override LossResult Backpropagate(
            int batch,
            ReadOnlySpan<float> input,
            ReadOnlySpan<TLabel> labels,
            ReadOnlySpan<float> weights,
            Span<float> outputs,
            Span<float> gradients,
            Span<float> arena)
            => throw new NotSupportedException();

        protected override void CheckLabels(ReadOnlySpan<TLabel> labels) => throw new NotSupportedException();
    }
}
