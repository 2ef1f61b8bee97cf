using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>A layer as it runs: with the activation below it fused in, views gone.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Fused">The activation that runs in the layer's own store.</param>
/// <param name="LocalName">The local variable that holds its output.</param>
internal sealed record Stage(Node Node, Node? Fused, string LocalName)
{
    public Layer Layer => Node.Layer;

    public Shape Input => Node.Input;

    public Shape Output => (Fused ?? Node).Output;

    /// <summary>The last thing done to the output, where that is an activation whose gradient follows from the output.</summary>
    public ActivationCall? Activation => Fused is null ? Layer.Activation : Fused.Layer.Activation;

    /// <summary>Whether backward reads the output.</summary>
    public bool KeepsOutput => (Fused ?? Node).Layer.KeepsOutput;

    /// <summary>Whether training keeps the slope of the last thing done to the output.</summary>
    public bool KeepsSlope => (Fused ?? Node).Layer.KeepsSlope;

    public bool Learns => Node.Parameters.Count > 0;

    /// <summary>The layer in a comment: its name, the attributes it was written as, and its shapes.</summary>
    public string Title
    {
        get
        {
            var text = Fused is null || Fused.Attribute == Node.Attribute ? $"[{Node.Text}]" : $"[{Node.Text}] [{Fused.Text}]";
            return $"{Node.Name} {text}: {Input} -> {Output}";
        }
    }
}
