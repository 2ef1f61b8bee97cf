using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads the values of an attribute's arguments.</summary>
internal static class ArgumentParser
{
    /// <summary>The names of the members of enums by their values; all attributes of a project ask for the same few.</summary>
    private static readonly ConditionalWeakTable<ITypeSymbol, Dictionary<object, string>> EnumMembers = new();

    /// <summary>All arguments, defaults of constructor parameters included; null where the C# compiler rejects one.</summary>
    public static EquatableArray<Argument>? Parse(AttributeData data)
    {
        var (parameters, positional, named) = (data.AttributeConstructor!.Parameters, data.ConstructorArguments, data.NamedArguments);
        var arguments = new List<Argument>(positional.Length + named.Length);
        for (var i = 0; i < positional.Length; i++)
        {
            // Where a bracket is missing, named arguments come in the order they were written in and not in that of the parameters.
            if (!SymbolEqualityComparer.Default.Equals(positional[i].Type, parameters[i].Type) || Read(parameters[i].Name, positional[i]) is not { } argument)
                return null;

            arguments.Add(argument);
        }

        foreach (var (name, value) in named.Select(a => (a.Key, a.Value)))
        {
            // A null array or string says no more than an absent argument does.
            if (value.Kind != TypedConstantKind.Error && value.IsNull)
                continue;

            if (Read(name, value) is not { } argument)
                return null;

            arguments.Add(argument);
        }

        return new([.. arguments]);
    }

    private static Argument? Read(string name, TypedConstant value) => value.Kind switch
    {
        TypedConstantKind.Array => ReadArray(name, value),
        TypedConstantKind.Enum => ReadEnum(name, value),
        TypedConstantKind.Primitive => value.Value switch
        {
            string text => new Argument(name, ArgumentKind.Text, Text: text),
            char letter => new Argument(name, ArgumentKind.Text, Text: letter.ToString()),
            bool flag => new Argument(name, ArgumentKind.Flag, flag ? 1 : 0),
            null => new Argument(name, ArgumentKind.Number),
            var number => new Argument(name, ArgumentKind.Number, Convert.ToDouble(number, CultureInfo.InvariantCulture)),
        },
        TypedConstantKind.Type => new Argument(name, ArgumentKind.Text, Text: (value.Value as ISymbol)?.Name),
        _ => null,
    };

    private static Argument? ReadArray(string name, TypedConstant value)
    {
        var items = new List<Argument>();
        foreach (var element in value.IsNull ? [] : value.Values)
        {
            if (Read("", element) is not { } item)
                return null;

            items.Add(item);
        }

        return new Argument(name, ArgumentKind.Array, Items: items.ToEquatableArray());
    }

    private static Argument ReadEnum(string name, TypedConstant value) =>
        EnumMembers.GetValue(value.Type!, MembersOf).TryGetValue(value.Value!, out var member)
            ? new Argument(name, ArgumentKind.Member, Text: member)
            : new Argument(name, ArgumentKind.UndefinedMember, Text: $"({value.Type!.Name}){value.Value}");

    /// <summary>Of two members of one value the first has it.</summary>
    private static Dictionary<object, string> MembersOf(ITypeSymbol type)
    {
        var members = new Dictionary<object, string>();
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (field is { HasConstantValue: true, ConstantValue: { } value } && !members.ContainsKey(value))
                members.Add(value, field.Name);
        }

        return members;
    }
}
