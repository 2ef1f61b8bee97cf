using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NetGen;

/// <summary>
/// Few characters that stand for many numbers, so that what goes on from a file can tell whether it has the data that the file was made from.
/// </summary>
internal static class DataDigest
{
    // A span of bytes is at most 2 GB long.
    private const int Piece = 1 << 20;

    /// <summary>The shape and a hash of the features and labels of a data set, in their order.</summary>
    public static string Of<TLabel>(Dataset<TLabel> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, data.Features);
        Append(hash, LabelSpan.As<TLabel, int>(data.Labels));
        return $"{data.Count} samples of {data.SampleLength} values and {data.LabelLength} labels, SHA-256 {Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>A short hash of weights; <c>none</c> where there are none.</summary>
    public static string Of(float[]? values)
    {
        if (values is null)
            return "none";

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, values.AsSpan());
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static void Append<T>(IncrementalHash hash, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        for (; !values.IsEmpty; values = values[Math.Min(Piece, values.Length)..])
            hash.AppendData(MemoryMarshal.AsBytes(values[..Math.Min(Piece, values.Length)]));
    }
}
