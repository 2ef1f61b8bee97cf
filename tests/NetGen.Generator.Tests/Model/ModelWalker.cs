using System.Collections;
using System.Reflection;
using NetGen.Generator.Model;

namespace NetGen.Generator.Tests.Model;

/// <summary>Walks the types that a type can hold and says which of them a cached step must not hold.</summary>
internal sealed class ModelWalker
{
    private readonly HashSet<Type> _seen = [];
    private readonly List<string> _faults = [];

    public IReadOnlyCollection<Type> Seen => _seen;

    public IReadOnlyList<string> Faults => _faults;

    public void Walk(Type type, string path)
    {
        if (!_seen.Add(type))
            return;

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            Walk(underlying, path);
        }
        else if (type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true)
        {
            _faults.Add($"{path} is Roslyn's {type.Name}: it keeps a whole compilation alive");
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
        {
            Walk(type.GetGenericArguments()[0], path + "[]");
        }
        else if (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type))
        {
            _faults.Add($"{path} is a {type.Name}, which is not equal to another with equal elements");
        }
        else if (!type.IsPrimitive && !type.IsEnum && type != typeof(string))
        {
            WalkObject(type, path);
        }
    }

    private void WalkObject(Type type, string path)
    {
        if (!typeof(IEquatable<>).MakeGenericType(type).IsAssignableFrom(type))
            _faults.Add($"{path} is a {type.Name}, which is compared by reference");

        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            Walk(field.FieldType, $"{path}.{PropertyOf(field)}");

        // Where a layer is declared, each kind of layer can stand.
        foreach (var derived in type.Assembly.GetTypes().Where(t => t.BaseType == type))
            Walk(derived, $"{path}:{derived.Name}");
    }

    private static string PropertyOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
