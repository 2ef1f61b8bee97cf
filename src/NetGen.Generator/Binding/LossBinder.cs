using NetGen.Generator.Diagnostics;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>Chooses the loss: the one written, or the one that follows from the last layer.</summary>
internal static class LossBinder
{
    public static Loss Bind(NetworkDeclaration declaration, Node last, DiagnosticBag diagnostics)
    {
        for (var i = 0; i < declaration.Attributes.Count; i++)
        {
            var attribute = declaration.Attributes[i];
            if (attribute.Role != AttributeRole.Loss)
                continue;

            var loss = Loss.Named(attribute.Kind);
            if (loss.Head is { } head && head != last.Layer.Kind)
                diagnostics.Add(Descriptors.LossDoesNotFit, new(i), attribute.Text, $"[{head}]", last.Text, $"write [{head}] above the loss");

            return loss;
        }

        return Loss.InferredFrom(last.Layer);
    }
}
