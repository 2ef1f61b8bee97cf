using System.Text;

namespace NetGen;

/// <summary>The texts that stand for a missing value, beside the empty one.</summary>
internal sealed class MissingTexts
{
    private static readonly string[] Usual = ["?", "NA", "#NA", "N/A", "#N/A", "<NA>", "null", "none"];

    private readonly byte[][] _texts;

    /// <param name="asked">What the options ask for; null for the usual ones.</param>
    public MissingTexts(IReadOnlyList<string>? asked)
    {
        IsAsked = asked is not null;
        _texts = [.. (asked ?? Usual).Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Whether somebody chose them, so that they count wherever they stand.</summary>
    public bool IsAsked { get; }

    /// <summary>Whether a field holds one of them, in any case of its ASCII letters.</summary>
    public bool Contains(ReadOnlySpan<byte> field)
    {
        foreach (byte[] text in _texts)
        {
            if (field.Length == text.Length && (field.SequenceEqual(text) || Ascii.EqualsIgnoreCase(field, text)))
                return true;
        }

        return false;
    }
}
