namespace NetGen.Generator.Model;

/// <summary>
/// The types that emitted code names. Each is written from <c>global::</c> down: whatever types, aliases and namespaces a project has, none is
/// nearer than that. An alias would be shorter, and could clash with a project's global using of the same name.
/// </summary>
internal static class Names
{
    /// <summary>All of them, as metadata writes them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "System.Span`1", "System.ReadOnlySpan`1", "System.CodeDom.Compiler.GeneratedCodeAttribute", "System.Collections.Generic.IReadOnlyList`1",
        "NetGen.Network`1", "NetGen.NetworkDescription", "NetGen.ForwardPass", "NetGen.Initializer", "NetGen.Architecture`1", "NetGen.VariantNetwork`1",
        "NetGen.VariantCode`1", "NetGen.DenseParameters", "NetGen.PReluParameters", "NetGen.BatchNormParameters",
        .. new[]
        {
            "Dense", "Dropout", "Softmax", "PRelu", "Activations", "Regularizer", "Weights",
            "Linear", "Relu", "LeakyRelu", "Relu6", "Elu", "Softplus", "Sigmoid", "Tanh", "KeptSlope", "Merge", "BatchNorm",
        }.Select(type => "NetGen.Kernels." + type),
        .. new[] { "CrossEntropy", "BinaryCrossEntropy", "MeanSquaredError", "Huber", "LossResult" }.Select(type => "NetGen.Losses." + type),
    ];

    /// <summary>A type of <c>NetGen.Kernels</c>.</summary>
    public static string Kernel(string type) => "global::NetGen.Kernels." + type;

    /// <summary>A type of <c>NetGen.Losses</c>.</summary>
    public static string Loss(string type) => "global::NetGen.Losses." + type;

    /// <summary>A type of <c>NetGen</c>.</summary>
    public static string Library(string type) => "global::NetGen." + type;

    /// <summary>How C# calls what a value consists of.</summary>
    public static string Element(ElementKind kind) => kind == ElementKind.Index ? "int" : "float";

    public static string Span(string element) => $"global::System.Span<{element}>";

    public static string ReadOnlySpan(string element) => $"global::System.ReadOnlySpan<{element}>";
}
