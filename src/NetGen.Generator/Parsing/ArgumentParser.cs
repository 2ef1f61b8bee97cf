using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>Reads the values of an attribute's arguments.</summary>
internal static class ArgumentParser
{
    /// <summary>All arguments, defaults of constructor parameters included; null where the C# compiler rejects one.</summary>
    public static EquatableArray<Argument>? Parse(AttributeData data)
    {
        // A null array or string says no more than an absent argument does.
        var named = data.NamedArguments.Where(a => a.Value is { Kind: TypedConstantKind.Error } or { IsNull: false }).Select(a => (Name: a.Key, a.Value));
        var parameters = data.AttributeConstructor!.Parameters;
        var positional = data.ConstructorArguments.Select((value, i) => (parameters[i].Name, Value: value));

        // Where a bracket is missing, named arguments come in the order they were written in and not in that of the parameters.
        if (data.ConstructorArguments.Where((value, i) => !SymbolEqualityComparer.Default.Equals(value.Type, parameters[i].Type)).Any())
            return null;

        var arguments = new List<Argument>();
        foreach (var (name, value) in positional.Concat(named))
        {
            if (Read(name, value) is not { } argument)
                return null;

            arguments.Add(argument);
        }

        return arguments.ToEquatableArray();
    }

    private static Argument? Read(string name, TypedConstant value) => value.Kind switch
    {
        TypedConstantKind.Array => ReadArray(name, value),
        TypedConstantKind.Enum => ReadEnum(name, value),
        TypedConstantKind.Primitive => value.Value switch
        {
            string text => new Argument(name, 0, text, []),
            bool flag => new Argument(name, flag ? 1 : 0, null, []),
            null => new Argument(name, 0, null, []),
            var number => new Argument(name, Convert.ToDouble(number, CultureInfo.InvariantCulture), null, []),
        },
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

        return new Argument(name, 0, null, items.ToEquatableArray());
    }

    private static Argument ReadEnum(string name, TypedConstant value)
    {
        var member = value.Type!.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value.Value));
        return member is null
            ? new Argument(name, 0, $"({value.Type.Name}){value.Value}", [], IsUndefinedMember: true)
            : new Argument(name, 0, member.Name, []);
    }
}
