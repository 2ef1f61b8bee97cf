using System.Buffers;
using System.Text;

namespace NetGen;

/// <summary>The indices of a column's texts.</summary>
internal sealed class CategoryIndex
{
    /// <summary>Above it, a float may be the index of two texts.</summary>
    private const int Most = 1 << 24;

    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <param name="texts">All texts there may be; null where they are learnt in the order in which they come.</param>
    public CategoryIndex(string[]? texts)
    {
        foreach (string text in texts ?? [])
            Add(text);
        IsFixed = texts is not null;
    }

    /// <summary>Whether other texts are none of them.</summary>
    public bool IsFixed { get; }

    /// <summary>The texts in the order of their indices.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>
    /// The index of a field's text; -1 where it is none of them, or where there are too many. Makes a string only of a new one, or of one with quotes in it.
    /// </summary>
    public int Of(ReadOnlySpan<byte> field, bool escaped)
    {
        if (escaped)
            return Of(CsvFields.Text(field, escaped));

        char[] text = ArrayPool<char>.Shared.Rent(field.Length);
        try
        {
            return Of(text.AsSpan(0, Encoding.UTF8.GetChars(field, text)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(text);
        }
    }

    /// <summary>The index of a text; -1 where it is none of them, or where there are too many.</summary>
    public int Of(ReadOnlySpan<char> text)
    {
        if (_indices.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out int index))
            return index;
        return IsFixed || _texts.Count == Most ? -1 : Add(text.ToString());
    }

    private int Add(string text)
    {
        _indices.Add(text, _texts.Count);
        _texts.Add(text);
        return _texts.Count - 1;
    }
}
