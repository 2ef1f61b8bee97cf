using System.Text;

namespace NetGen;

/// <summary>The texts that stand for a missing value, beside the empty one.</summary>
internal sealed class MissingTexts
{
    // Letter for letter, because Na is sodium.
    private static readonly string[] Usual = ["?", "NA", "#NA", "N/A", "n/a", "#N/A", "<NA>", "NULL", "null", "None", "none"];

    private readonly byte[][] _texts;

    /// <param name="asked">What the options ask for; null for the usual ones.</param>
    public MissingTexts(IReadOnlyList<string>? asked)
    {
        IsAsked = asked is not null;
        _texts = [.. (asked ?? Usual).Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Whether somebody chose them, so that they count wherever they stand.</summary>
    public bool IsAsked { get; }

    /// <summary>Whether a field holds one of them, letter for letter.</summary>
    public bool Contains(ReadOnlySpan<byte> field)
    {
        foreach (byte[] text in _texts)
        {
            if (field.SequenceEqual(text))
                return true;
        }

        return false;
    }
}
