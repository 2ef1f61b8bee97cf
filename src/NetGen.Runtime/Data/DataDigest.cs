using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NetGen;

/// <summary>Few characters that stand for many numbers, so that what goes on from a file can tell whether it has the data that the file was made from.</summary>
internal static class DataDigest
{
    /// <summary>The shape and a hash of the features and labels of a data set, in their order.</summary>
    public static string Of<TLabel>(Dataset<TLabel> data)
        where TLabel : unmanaged
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(data.Features));
        hash.AppendData(MemoryMarshal.AsBytes(data.Labels));
        return $"{data.Count} samples of {data.SampleLength} values and {data.LabelLength} labels, SHA-256 {Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    /// <summary>A short hash of weights; <c>none</c> where there are none.</summary>
    public static string Of(float[]? values) =>
        values is null ? "none" : Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.AsSpan())).AsSpan(0, 8));
}
