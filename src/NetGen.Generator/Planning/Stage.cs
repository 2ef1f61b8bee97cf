using NetGen.Generator.Graph;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>A layer as it runs: with the activation below it fused in, views gone.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Fused">The activation that runs in the layer's own store.</param>
/// <param name="Sources">The stages that it takes from, one for each input; the complement of a number is one of the network's inputs.</param>
/// <param name="LocalName">The local variable that holds its output.</param>
internal sealed record Stage(Node Node, Node? Fused, EquatableArray<int> Sources, string LocalName = "")
{
    public Layer Layer => Node.Layer;

    public Shape Output => Bottom.OutputShape;

    /// <summary>The last thing done to the output, where that is an activation whose gradient follows from the output.</summary>
    public ActivationCall? Activation => Bottom.Layer.Activation;

    /// <summary>The activation that runs in the layer's own store; the identity where there is none.</summary>
    public ActivationCall Store => Fused?.Layer.Activation ?? ActivationCall.None;

    /// <summary>Whether training keeps the slope of the last thing done to the output.</summary>
    public bool KeepsSlope => Bottom.Layer.KeepsSlope;

    public bool Learns => Node.Learns || (Fused?.Learns ?? false);

    /// <summary>The layer in a comment: its name, the attributes it was written as, and its shapes.</summary>
    public string Title
    {
        get
        {
            var text = Fused is null || Fused.Attribute == Node.Attribute ? $"[{Node.Text}]" : $"[{Node.Text}] [{Fused.Text}]";
            return $"{Node.Name} {text}: {string.Join(", ", Node.Inputs.Select(i => i.Shape))} -> {Output}";
        }
    }

    private Node Bottom => Fused ?? Node;
}
