using NetGen.Generator.Layers;

namespace NetGen.Generator.Losses;

/// <summary>What the compiler must know of a loss.</summary>
/// <param name="Kind">The attribute's name, which is that of the class in <c>NetGen.Losses</c>.</param>
/// <param name="LabelType">The type of a label.</param>
/// <param name="Head">The kind of layer that the loss is computed together with, from that layer's input; null where it takes the output itself.</param>
/// <param name="LabelsAreClasses">Whether a label is the index of one of the classes on the output's last axis, and not a value for each output.</param>
/// <param name="HasAccuracy">Whether it counts how many labels the outputs hit.</param>
internal sealed record Loss(string Kind, string LabelType, string? Head, bool LabelsAreClasses, bool HasAccuracy)
{
    public static readonly Loss CrossEntropy = new("CrossEntropy", "int", "Softmax", LabelsAreClasses: true, HasAccuracy: true);

    public static readonly Loss BinaryCrossEntropy = new("BinaryCrossEntropy", "float", "Sigmoid", LabelsAreClasses: false, HasAccuracy: true);

    public static readonly Loss MeanSquaredError = new("MeanSquaredError", "float", null, LabelsAreClasses: false, HasAccuracy: false);

    /// <summary>Every loss. A new loss is one line here.</summary>
    private static readonly Loss[] All = [CrossEntropy, BinaryCrossEntropy, MeanSquaredError];

    /// <summary>Whether there is such a kind.</summary>
    public static bool Knows(string kind) => All.Any(l => l.Kind == kind);

    public static Loss Named(string kind) => All.First(l => l.Kind == kind);

    /// <summary>The loss that goes with a last layer.</summary>
    public static Loss InferredFrom(Layer last) => All.FirstOrDefault(l => l.Head == last.Kind) ?? MeanSquaredError;
}
