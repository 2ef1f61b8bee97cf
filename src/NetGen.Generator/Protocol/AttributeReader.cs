using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>Reads the options of one attribute, and reports what is wrong with them at the argument itself.</summary>
internal sealed class AttributeReader(AttributeDeclaration attribute, int index, DiagnosticBag diagnostics)
{
    public string Kind => attribute.Kind;

    /// <summary>The attribute as the user wrote it.</summary>
    public string Declaration => attribute.Text;

    /// <summary>A reader of an attribute with nothing but defaults.</summary>
    public static AttributeReader Defaults(string kind) =>
        new(new AttributeDeclaration(AttributeRole.Layer, kind, 0, kind, []), 0, new DiagnosticBag());

    public int Integer(string name) => (int)Real(name, 0);

    public double Real(string name, double fallback) => Find(name)?.Number ?? fallback;

    public bool Flag(string name, bool fallback) => Find(name) is { } argument ? argument.Number != 0 : fallback;

    public string? Text(string name) => Find(name)?.Text;

    public EquatableArray<int> Integers(string name) => Find(name) is { } argument ? argument.Items.Select(i => (int)i.Number).ToEquatableArray() : [];

    /// <summary>The strings of an array.</summary>
    public IReadOnlyList<string?> Texts(string name) => Find(name) is { } argument ? [.. argument.Items.Select(i => i.Text)] : [];

    /// <summary>What an argument is; null where it was not given.</summary>
    public ArgumentKind? KindOf(string name) => Find(name)?.Kind;

    /// <summary>The name of an enum's member; a cast to one that does not exist is reported.</summary>
    public string Member(string name, string fallback)
    {
        if (Find(name) is not { } argument)
            return fallback;

        if (argument.Kind != ArgumentKind.UndefinedMember)
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

    /// <summary>A limit: finite and above 0, as a float too; 0 where there is none.</summary>
    public double Limit(string name)
    {
        var limit = Real(name, 0);
        if (limit != 0 && (!((float)limit > 0) || float.IsInfinity((float)limit)))
            Report(Descriptors.OptionOutOfRange, name, name, limit, "a finite number above 0, or 0 for none");

        return limit;
    }

    /// <summary>Reports where a value that may be a choice is neither given nor offered.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The attribute with a value, as an example.</param>
    /// <param name="choice">The attribute with a choice, as an example.</param>
    /// <returns>Whether there is a value.</returns>
    public bool Require(string name, string value, string choice)
    {
        if (Find(name) is not null)
            return true;

        diagnostics.Add(Descriptors.MissingValue, new DiagnosticTarget(index), attribute.Text, name, value, choice);
        return false;
    }

    /// <summary>Reports a diagnostic at an argument; at the element, where the argument's value comes from a choice.</summary>
    public void Report(DiagnosticDescriptor descriptor, string argument, params object[] arguments)
    {
        var target = Find(argument)?.Origin is { } origin ? new DiagnosticTarget(index, origin.Option, origin.Index) : new DiagnosticTarget(index, argument);
        diagnostics.Add(descriptor, target, arguments);
    }

    /// <summary>Reports a diagnostic at the attribute as a whole.</summary>
    public void ReportAll(DiagnosticDescriptor descriptor, params object[] arguments) => diagnostics.Add(descriptor, new DiagnosticTarget(index), arguments);

    /// <summary>An argument's value as a message shows it.</summary>
    public string Shown(string name) => Find(name) switch
    {
        { Kind: ArgumentKind.Flag, Number: var number } => number == 0 ? "false" : "true",
        { Text: { } text } => text,
        { Number: var number } => number.ToString("R", CultureInfo.InvariantCulture),
        null => "null",
    };

    private Argument? Find(string name) => attribute.Arguments.FirstOrDefault(a => a.Name == name);
}
