using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>Reads the options of one attribute, and reports what is wrong with them at the argument itself.</summary>
internal sealed class AttributeReader(AttributeDeclaration attribute, int index, DiagnosticBag diagnostics)
{
    public string Kind => attribute.Kind;

    /// <summary>A reader of an attribute with nothing but defaults.</summary>
    public static AttributeReader Defaults(string kind) =>
        new(new AttributeDeclaration(AttributeRole.Layer, kind, 0, kind, []), 0, new DiagnosticBag());

    public int Integer(string name) => (int)Real(name, 0);

    public double Real(string name, double fallback) => Find(name)?.Number ?? fallback;

    public bool Flag(string name, bool fallback) => Find(name) is { } argument ? argument.Number != 0 : fallback;

    public string? Text(string name) => Find(name)?.Text;

    public EquatableArray<int> Integers(string name) => Find(name)?.Numbers ?? [];

    /// <summary>The name of an enum's member; a cast to one that does not exist is reported.</summary>
    public string Member(string name, string fallback)
    {
        if (Find(name) is not { } argument)
            return fallback;

        if (!argument.IsUndefinedMember)
            return argument.Text!;

        Report(Descriptors.UndefinedMember, name, argument.Text!);
        return fallback;
    }

    /// <summary>The weight of a penalty: finite, as the float that the kernels take, and not negative.</summary>
    public double Penalty(string name)
    {
        var weight = Real(name, 0);
        if (!(weight >= 0) || float.IsInfinity((float)weight))
            Report(Descriptors.OptionOutOfRange, name, name, weight, "a finite number, at least 0");

        return weight;
    }

    /// <summary>Reports a diagnostic at an argument.</summary>
    public void Report(DiagnosticDescriptor descriptor, string argument, params object[] arguments) =>
        diagnostics.Add(descriptor, new DiagnosticTarget(index, argument), arguments);

    private Argument? Find(string name) => attribute.Arguments.FirstOrDefault(a => a.Name == name);
}
