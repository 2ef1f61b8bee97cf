using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding;

/// <summary>What a class and the order of its attributes must be for a network, whatever its layers are.</summary>
internal static class StructureRules
{
    public static void Check(NetworkDeclaration declaration, bool hasChoices, DiagnosticBag diagnostics)
    {
        CheckClass(declaration.Class, hasChoices, diagnostics);
        CheckInput(declaration, diagnostics);
        CheckLosses(declaration.Attributes, diagnostics);
        CheckDeclarations(declaration, diagnostics);
    }

    private static void CheckClass(ClassDeclaration type, bool hasChoices, DiagnosticBag diagnostics)
    {
        if (!type.IsPartial)
            diagnostics.Add(Descriptors.NotPartial, DiagnosticTarget.Class, type.Name);

        if (type.NonPartialContainer is { } container)
            diagnostics.Add(Descriptors.ContainerNotPartial, DiagnosticTarget.Class, type.Name, container);

        if (type.IsGeneric)
            diagnostics.Add(Descriptors.Generic, DiagnosticTarget.Class, type.Name);

        if (type.Unfit is { } reason)
            diagnostics.Add(Descriptors.NotAnOrdinaryClass, DiagnosticTarget.Class, type.Name, reason);

        if (NameRules.IsTaken(type, hasChoices))
            diagnostics.Add(Descriptors.ClassNameTaken, DiagnosticTarget.Class, type.Name);

        if (type.BaseClass is { } baseClass)
            diagnostics.Add(Descriptors.HasBaseClass, DiagnosticTarget.Class, type.Name, baseClass,
                $"NetGen's Network, so let it hold a '{baseClass}' instead");
    }

    /// <summary>Checks a base class of the runtime's that the user wrote: it is the generated half's to name, and the two must agree.</summary>
    public static void CheckBase(NetworkGraph graph, DiagnosticBag diagnostics)
    {
        var needed = $"Network<{Names.Element(graph.Loss.Labels)}>";
        if (graph.Class.NetworkBase is { } written && written != needed)
            diagnostics.Add(Descriptors.HasBaseClass, DiagnosticTarget.Class, graph.Class.Name, written,
                $"'{needed}' by its loss, which the generated half writes, so leave it out");
    }

    private static void CheckInput(NetworkDeclaration declaration, DiagnosticBag diagnostics)
    {
        var attributes = declaration.Attributes;
        var input = IndexOf(attributes, AttributeRole.Input);
        var layer = IndexOf(attributes, AttributeRole.Layer);

        if (input < 0 && attributes.Any(a => a.Role == AttributeRole.Unknown))
            return; // It may be what was meant for one.

        if (input < 0)
            diagnostics.Add(Descriptors.NoInput, DiagnosticTarget.Class, declaration.Class.Name);
        else if (layer < 0)
            diagnostics.Add(Descriptors.NoLayers, new(input), declaration.Class.Name,
                new Shape(new AttributeReader(attributes[input], input, diagnostics).Integers("shape")));
        else if (layer < input)
            diagnostics.Add(Descriptors.InputNotFirst, new(input), attributes[layer].Text);
    }

    /// <summary>One mistake is said once: a loss too many at that loss, one in the wrong place at the first layer below it.</summary>
    private static void CheckLosses(EquatableArray<AttributeDeclaration> attributes, DiagnosticBag diagnostics)
    {
        var loss = LossBinder.IndexOfLoss(attributes);
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Role == AttributeRole.Loss && i != loss)
                diagnostics.Add(Descriptors.SeveralLosses, new(i), attributes[i].Text, attributes[loss].Text);
        }

        for (var i = loss + 1; loss >= 0 && i < attributes.Count; i++)
        {
            if (attributes[i].Role != AttributeRole.Layer)
                continue;

            diagnostics.Add(Descriptors.LayerAfterLoss, new(i), attributes[i].Text, attributes[loss].Text);
            return;
        }
    }

    private static void CheckDeclarations(NetworkDeclaration declaration, DiagnosticBag diagnostics)
    {
        var attributes = declaration.Attributes;
        for (var i = 1; i < attributes.Count; i++)
        {
            if (attributes[i].Declaration != attributes[0].Declaration)
                diagnostics.Add(Descriptors.SeveralDeclarations, new(i), attributes[i].Text, declaration.Class.Name);
        }
    }

    private static int IndexOf(EquatableArray<AttributeDeclaration> attributes, AttributeRole role)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Role == role)
                return i;
        }

        return -1;
    }
}
