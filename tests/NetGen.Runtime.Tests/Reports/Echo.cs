using NetGen.Losses;

namespace NetGen.Runtime.Tests.Reports;

/// <summary>A classifier whose outputs are its inputs, with parameters that only reports look at.</summary>
internal sealed class Echo : Network<int>
{
    private static readonly NetworkDescription Small = new(
        "Echo", [3], [3], 1, HasAccuracy: true, 16, 16,
        [new("dense1.kernel", 0, [3, 20], Initializer.Ones), new("dense1.bias", 60, [20], Initializer.Zeros)],
        "",
        [new("Dense1", "Dense(20, Relu)", [20], 2, 60), new("Dropout1", "Dropout(0.2)", [20], 0, 0), new("Softmax1", "Softmax", [3], 0, 0)],
        "CrossEntropy");

    public Echo()
        : this(Small)
    {
        for (var i = 0; i < 60; i++)
            Parameters[i] = (((i * 7) % 31) - 12) / 16f;
    }

    public Echo(NetworkDescription description)
        : base(description, 0)
    {
    }

    protected override ForwardPass ForwardPass => static (batch, parameters, input, output, arena) => input.CopyTo(output);

    protected override LossResult Loss(int batch, ReadOnlySpan<float> input, ReadOnlySpan<int> labels, Span<float> outputs, Span<float> arena) => default;

    protected override LossResult Backpropagate(
        int batch, ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, Span<float> outputs, Span<float> gradients, Span<float> arena) => default;

    protected override void CheckLabels(ReadOnlySpan<int> labels)
    {
    }
}
