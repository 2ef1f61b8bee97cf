using System.Security.Cryptography;
using System.Text;

namespace NetGen;

/// <summary>
/// The names of the files in which new content is written before it takes the place of a file: that file's name, and a number that nothing else has.
/// </summary>
internal static class TemporaryName
{
    public const string Extension = ".tmp";

    private const string NumberFormat = "n";
    private const int NumberLength = 32;

    // In bytes of UTF-8, as most systems of Unix count; others allow more.
    private const int LongestName = 255;

    /// <summary>A name for the new content of a file.</summary>
    /// <param name="name">The file's own.</param>
    public static string New(string name) => $"{Stem(name)}.{Guid.NewGuid().ToString(NumberFormat)}{Extension}";

    /// <summary>Whether a file's name was made by <see cref="New"/> for the file <paramref name="name"/>.</summary>
    public static bool IsOf(ReadOnlySpan<char> file, string name)
    {
        var stem = Stem(name);
        return file.Length == stem.Length + 1 + NumberLength + Extension.Length
            && file.StartsWith(stem, StringComparison.Ordinal)
            && file[stem.Length] == '.'
            && file.EndsWith(Extension, StringComparison.Ordinal)
            && Guid.TryParseExact(file.Slice(stem.Length + 1, NumberLength), NumberFormat, out _);
    }

    /// <summary>The file's name, or where that would be too long, its beginning and a hash, so that no other file's is the same.</summary>
    private static string Stem(string name)
    {
        const int longest = LongestName - 1 - NumberLength - 4, hashBytes = 8;
        if (Encoding.UTF8.GetByteCount(name) <= longest)
            return name;

        var hash = "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, hashBytes));
        var (length, bytes) = (0, hash.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > longest)
                break;
            length += rune.Utf16SequenceLength;
        }

        return name[..length] + hash;
    }
}
