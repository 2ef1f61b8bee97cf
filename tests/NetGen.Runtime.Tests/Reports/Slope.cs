using NetGen.Losses;

namespace NetGen.Runtime.Tests.Reports;

/// <summary>A regression, or a network with one sigmoid output, whose outputs are its inputs.</summary>
internal sealed class Slope(int outputs, bool isBinary = false) : Network<float>(
    new("Slope", [outputs], [outputs], outputs, HasAccuracy: isBinary, 16, 16, [], "", [], isBinary ? "BinaryCrossEntropy" : "MeanSquaredError"), 0)
{
    protected override ForwardPass ForwardPass => static (batch, parameters, input, output, arena) => input.CopyTo(output);

    protected override LossResult Loss(int batch, ReadOnlySpan<float> input, ReadOnlySpan<float> labels, Span<float> outputs, Span<float> arena) => default;

    protected override LossResult Backpropagate(
        int batch, ReadOnlySpan<float> input, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Span<float> outputs, Span<float> gradients, Span<float> arena) => default;

    protected override void CheckLabels(ReadOnlySpan<float> labels)
    {
    }
}
