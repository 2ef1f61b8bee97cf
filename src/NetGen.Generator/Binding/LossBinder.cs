using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Losses;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding;

/// <summary>Chooses the loss: the one written, or the one that follows from the last layer.</summary>
internal static class LossBinder
{
    public static Loss Bind(NetworkDeclaration declaration, Node last, DiagnosticBag diagnostics)
    {
        var index = IndexOfLoss(declaration.Attributes);
        if (index < 0)
            return LossTable.InferredFrom(last.Layer);

        var attribute = declaration.Attributes[index];
        var loss = LossTable.Read(new AttributeReader(attribute, index, diagnostics));
        if (!loss.Fits(last.Layer))
            diagnostics.Add(Descriptors.LossDoesNotFit, new(index), attribute.Text, $"[{loss.Head}]", last.Text, $"write [{loss.Head}] above the loss");

        return loss;
    }

    /// <summary>
    /// The number of the attribute that is the network's loss: of several the first that stands below all layers, or just the first; -1 where there is none.
    /// </summary>
    public static int IndexOfLoss(EquatableArray<AttributeDeclaration> attributes)
    {
        var losses = Enumerable.Range(0, attributes.Count).Where(i => attributes[i].Role == AttributeRole.Loss).ToList();
        var lastLayer = Enumerable.Range(0, attributes.Count).LastOrDefault(i => attributes[i].Role == AttributeRole.Layer);
        var below = losses.Where(i => i > lastLayer).Take(1);
        return below.Concat(losses).DefaultIfEmpty(-1).First();
    }
}
