using System.Numerics;

namespace NetGen;

/// <summary>Makes class indices of labels of any kind.</summary>
internal static class ClassLabels
{
    private static readonly string[] BoolNames = ["false", "true"];

    /// <summary>The index of each label's class, and what the classes are called, where the labels tell. An array of ints is taken as it is.</summary>
    /// <exception cref="ArgumentException">A label is no class, or labels of this type are none; the message says where.</exception>
    public static (int[] Indices, string[]? Names) Of<TClass>(IEnumerable<TClass> labels, string name)
    {
        var array = labels as TClass[] ?? [.. labels];
        // By the type, not by the array: the runtime takes an array of an enum for one of ints.
        if (typeof(TClass) == typeof(int))
            return ((int[])(object)array, null);
        if (typeof(TClass) == typeof(bool))
            return (Array.ConvertAll((bool[])(object)array, label => label ? 1 : 0), [.. BoolNames]);
        if (typeof(TClass) == typeof(string))
            return OfTexts((string[])(object)array, name);
        if (typeof(TClass).IsEnum)
            return OfEnum(array, name);
        return (OfIntegers(array, name), null);
    }

    /// <summary>The same for two classes, as 0 and 1; floats and doubles may lie between.</summary>
    public static (float[] Values, string[]? Names) BinaryOf<TClass>(IEnumerable<TClass> labels, string name)
    {
        if (labels is IEnumerable<float> floats && typeof(TClass) == typeof(float))
            return (Probabilities([.. floats], name), null);
        if (labels is IEnumerable<double> doubles && typeof(TClass) == typeof(double))
            return (Probabilities([.. doubles], name), null);

        var (indices, names) = Of(labels, name);
        if (names is not null and not { Length: 2 } && indices.Length > 0)
            throw new ArgumentException($"'{name}' are of {names.Length} classes, "
                + $"{string.Join(", ", names.Take(5))}{(names.Length > 5 ? ", ..." : "")}; expected two. Use Classification for others.", name);
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] is not (0 or 1))
                throw new ArgumentException($"'{name}' holds {indices[i]} for sample {i}; expected 0 or 1.", name);
        }

        return (Array.ConvertAll(indices, index => (float)index), names);
    }

    private static float[] Probabilities<TNumber>(TNumber[] labels, string name)
        where TNumber : INumber<TNumber>
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (!(labels[i] >= TNumber.Zero && labels[i] <= TNumber.One))
                throw new ArgumentException(FormattableString.Invariant($"'{name}' holds {labels[i]} for sample {i}; expected a number from 0 to 1."), name);
        }

        return Array.ConvertAll(labels, float.CreateChecked);
    }

    private static (int[] Indices, string[] Names) OfTexts(string[] labels, string name)
    {
        if (Array.FindIndex(labels, string.IsNullOrEmpty) is >= 0 and var missing)
            throw new ArgumentException($"'{name}' holds {(labels[missing] is null ? "null" : "an empty text")} for sample {missing}; expected a text.", name);

        string[] names = [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in names)
            numbers.Add(text, numbers.Count);
        return (Array.ConvertAll(labels, label => numbers[label]), names);
    }

    private static (int[] Indices, string[] Names) OfEnum<TClass>(TClass[] labels, string name)
    {
        // Both are in the order of the values; of several names for one value the first counts.
        var texts = Enum.GetNames(typeof(TClass));
        var values = Enum.GetValuesAsUnderlyingType(typeof(TClass));
        var numbers = new Dictionary<object, int>();
        var names = new List<string>();
        for (var i = 0; i < texts.Length; i++)
        {
            if (numbers.TryAdd(Enum.ToObject(typeof(TClass), values.GetValue(i)!), numbers.Count))
                names.Add(texts[i]);
        }

        var indices = new int[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            if (!numbers.TryGetValue(labels[i]!, out indices[i]))
                throw new ArgumentException($"'{name}' holds {labels[i]} for sample {i}; expected a member of {typeof(TClass).Name}.", name);
        }

        return (indices, [.. names]);
    }

    private static int[] OfIntegers<TClass>(TClass[] labels, string name)
    {
        var indices = new int[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            Int128 index = labels[i] switch
            {
                byte value => value,
                sbyte value => value,
                short value => value,
                ushort value => value,
                uint value => value,
                long value => value,
                ulong value => value,
                _ => throw new ArgumentException(
                    $"'{name}' holds values of type {typeof(TClass).Name}, which are no classes; expected whole numbers, texts, bools or members of "
                        + "an enum. Use Regression for numbers to predict.", name),
            };
            if (index < 0 || index > int.MaxValue)
                throw new ArgumentException($"'{name}' holds {index} for sample {i}; expected a class index, from 0 to {int.MaxValue}.", name);
            indices[i] = (int)index;
        }

        return indices;
    }
}
