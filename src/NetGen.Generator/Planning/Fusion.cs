using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>
/// Puts an activation into the store of the product above it, whether it was written as <c>[Dense(128, Relu)]</c> or as <c>[Dense(128)] [Relu]</c>,
/// where nothing else takes what the product gives.
/// </summary>
internal static class Fusion
{
    /// <summary>The stages with activations fused, and the number that the method's output has among them.</summary>
    public static (List<Stage> Items, int Output) Fuse(IReadOnlyList<Stage> items, int output)
    {
        var consumers = Stages.CountConsumers(items, output);
        var fused = new List<Stage>();
        var numbers = new int[items.Count];
        int NumberOf(int source) => source < 0 ? source : numbers[source];
        for (var i = 0; i < items.Count; i++)
        {
            var stage = items[i] with { Sources = items[i].Sources.Select(NumberOf).ToEquatableArray() };
            var source = stage.Sources[0];
            if (stage.Activation is not null && source >= 0 && fused[source] is { Fused: null } above && above.Layer.Has(LayerTraits.Product)
                && consumers[items[i].Sources[0]] == 1)
            {
                fused[source] = above with { Fused = stage.Node };
                numbers[i] = source;
            }
            else
            {
                numbers[i] = fused.Count;
                fused.Add(stage);
            }
        }

        return (fused, NumberOf(output));
    }

    /// <summary>
    /// Of each stage, whether the derivative of its activation is multiplied into the gradient by what takes its output: a product does so in its store,
    /// where nothing else takes it.
    /// </summary>
    /// <param name="stages">The stages.</param>
    /// <param name="learns">Of each, whether it or one above it learns: to none else a gradient is passed.</param>
    public static bool[] DerivativesBelow(Stages stages, bool[] learns)
    {
        var consumers = Stages.CountConsumers(stages.Items, stages.Output);
        var isBelow = new bool[consumers.Length];
        foreach (var stage in stages.Items.Where(s => s.Layer.Has(LayerTraits.Product)))
        {
            var source = stage.Sources[0];
            if (source >= 0 && learns[source] && consumers[source] == 1 && stages.Items[source].Activation is not null)
                isBelow[source] = true;
        }

        return isBelow;
    }
}
