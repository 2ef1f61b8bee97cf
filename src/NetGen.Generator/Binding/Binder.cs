using NetGen.Generator.Binding.Advice;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding;

/// <summary>What Binding found.</summary>
/// <param name="Graph">The network; null where a diagnostic is an error.</param>
/// <param name="Diagnostics">Everything there is to say about the declaration.</param>
internal sealed record BindingResult(NetworkGraph? Graph, EquatableArray<NetworkDiagnostic> Diagnostics);

/// <summary>Resolves a declaration into a graph: layers read, shapes inferred, parameters laid out, the loss chosen.</summary>
internal static class Binder
{
    public static BindingResult Bind(NetworkDeclaration declaration)
    {
        var diagnostics = new DiagnosticBag();
        var choices = ChoiceRules.Read(declaration, diagnostics);
        var choicesFit = !diagnostics.HasErrors;
        ProjectRules.Check(declaration, diagnostics);
        StructureRules.Check(declaration, choices.Count > 0, diagnostics);

        var graph = choicesFit ? BindVariants(declaration, choices, diagnostics) : null;
        return new BindingResult(diagnostics.HasErrors ? null : graph, diagnostics.Items.ToEquatableArray());
    }

    /// <summary>The network of the first value of each choice, which holds the others. Without choices it is the only one.</summary>
    private static NetworkGraph? BindVariants(NetworkDeclaration declaration, IReadOnlyList<Choice> choices, DiagnosticBag diagnostics)
    {
        var graphs = new List<NetworkGraph>();
        foreach (var variant in Variants.Of(declaration, choices))
        {
            // What holds for several variants is said of the first.
            var own = new DiagnosticBag(diagnostics.HasErrors);
            if (BindGraph(variant, own) is { } graph)
            {
                StructureRules.CheckBase(graph, own);
                MemberRules.Check(graph, own);
                graphs.Add(graph);
            }

            diagnostics.AddNew(own);
        }

        if (!diagnostics.HasErrors)
            VariantRules.Check(choices, graphs, diagnostics);

        // Where the variants have several tasks, advice about any of them is advice about one that is not meant.
        if (!diagnostics.Has(Descriptors.VariantsDiffer))
            GiveAdvice(graphs, diagnostics);

        return diagnostics.HasErrors ? null : graphs[0] with { Variants = graphs.Skip(1).ToEquatableArray() };
    }

    private static void GiveAdvice(IReadOnlyList<NetworkGraph> graphs, DiagnosticBag diagnostics)
    {
        foreach (var graph in graphs)
        {
            var own = new DiagnosticBag();
            AdviceTable.Give(graph, own);
            diagnostics.AddNew(own);
        }
    }

    private static NetworkGraph? BindGraph(Variant variant, DiagnosticBag diagnostics)
    {
        var declaration = variant.Declaration;
        var input = BindInput(declaration, diagnostics);
        var layers = ReadLayers(declaration, diagnostics);

        // Shapes say nothing where an input or an option is wrong: they would only repeat the error further down.
        if (input is null || diagnostics.HasErrors)
            return null;

        if (layers.Count == 0)
        {
            // [Activation(Linear)] stands for no layer at all.
            diagnostics.Add(Descriptors.NoLayers, new(0), declaration.Class.Name, input);
            return null;
        }

        var type = new TensorType(input);
        if (GraphBuilder.Build(declaration, type, layers, diagnostics) is not { } nodes)
            return null;

        NameRules.Check(declaration.Class, variant.IsMain && variant.Chosen.Count > 0, nodes, diagnostics);
        var loss = LossBinder.Bind(declaration, nodes[nodes.Count - 1], diagnostics);
        var isMonitored = declaration.Attributes.Any(a => a.Role == AttributeRole.Monitor);
        var output = new GraphOutput(new Wire(nodes.Count - 1), loss);
        return new NetworkGraph(declaration.Class, [new GraphInput("input", type)], nodes.ToEquatableArray(), [output], isMonitored, variant.Chosen);
    }

    private static Shape? BindInput(NetworkDeclaration declaration, DiagnosticBag diagnostics)
    {
        for (var i = 0; i < declaration.Attributes.Count; i++)
        {
            if (declaration.Attributes[i].Role != AttributeRole.Input)
                continue;

            var extents = new AttributeReader(declaration.Attributes[i], i, diagnostics).Integers("shape");
            var shape = new Shape(extents);
            if (extents.Count == 0 || extents.Any(e => e < 1))
                diagnostics.Add(Descriptors.InvalidInputShape, new(i, "shape"), shape);
            else if (shape.LongLength > GraphBuilder.Limit)
                diagnostics.Add(Descriptors.TooLarge, new(i, "shape"), shape, shape.LongLength, GraphBuilder.Limit);
            else
                return shape;
        }

        return null;
    }

    private static List<BoundLayer> ReadLayers(NetworkDeclaration declaration, DiagnosticBag diagnostics)
    {
        var layers = new List<BoundLayer>();
        for (var i = 0; i < declaration.Attributes.Count; i++)
        {
            var attribute = declaration.Attributes[i];
            if (attribute.Role != AttributeRole.Layer)
                continue;

            var reader = new AttributeReader(attribute, i, diagnostics);
            var name = reader.Text("Name");
            var sources = WireReader.Read(reader);
            var isFrozen = !reader.Flag("Trainable", true);
            foreach (var layer in LayerTable.Read(reader))
            {
                // The activation of [Dense(128, PRelu, Name = "hidden")] is not what the user named, and takes what the product gives.
                layers.Add(new BoundLayer(layer, i, name, sources, isFrozen));
                (name, sources) = (null, [WireSource.Current]);
            }
        }

        return layers;
    }
}
