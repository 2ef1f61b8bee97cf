using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>Spans for the tests: their bits, their values, and what stands behind their end.</summary>
internal static class Bits
{
    private const float Canary = -12345.678f;
    private const int CanaryCount = 32;

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of a span's bits.</summary>
    public static string Hash(ReadOnlySpan<float> values) => Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(values)))[..16];

    /// <summary>Values in a range that follow from the seed.</summary>
    public static float[] Values(int count, int seed, float from = -3, float to = 3)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = from + (to - from) * random.NextSingle();
        return values;
    }

    /// <summary>An array of which the first <paramref name="length"/> values are free to write and the rest must stay.</summary>
    public static float[] Guarded(int length)
    {
        var array = new float[length + CanaryCount];
        Array.Fill(array, Canary);
        return array;
    }

    /// <summary>The same, holding values.</summary>
    public static float[] Guarded(ReadOnlySpan<float> values)
    {
        float[] array = Guarded(values.Length);
        values.CopyTo(array);
        return array;
    }

    /// <summary>Fails where something wrote past the first <paramref name="length"/> values.</summary>
    public static void AssertUntouchedPast(float[] array, int length)
        => Assert.All(array[length..], value => Assert.Equal(Canary, value));

    /// <summary>Fails where two numbers differ by more than the tolerance, relative above 1 and absolute below.</summary>
    public static void AssertClose(double expected, double actual, double tolerance, string where = "")
        => Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"expected {expected}, got {actual} {where}");
}
