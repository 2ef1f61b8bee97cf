using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.EndToEnd.SameBits;

/// <summary>One seed gives the same weights, bit for bit, however many threads and however wide the vectors.</summary>
public class SameBitsTests
{
    private const int Steps = 200;

    [Theory]
    [InlineData(Rule.RmsProp)]
    [InlineData(Rule.Adam)]
    [InlineData(Rule.Momentum)]
    public void Training_does_not_depend_on_threads(Rule rule)
    {
        var alone = Trainee.Run(rule, Steps, ("NetGenThreads", "1"));
        Assert.StartsWith("threads 1,", alone.How, StringComparison.Ordinal);
        foreach (var threads in new[] { 2, 3 })
        {
            var together = Trainee.Run(rule, Steps, ("NetGenThreads", $"{threads}"));
            Assert.StartsWith($"threads {threads},", together.How, StringComparison.Ordinal);
            Assert.Equal(alone.Hashes, together.Hashes);
        }
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_PreferredVectorBitWidth", "256")]
    public void Training_does_not_depend_on_512_bit_vectors(string setting, string value)
    {
        var usual = Trainee.Run(Rule.RmsProp, Steps);
        var narrow = Trainee.Run(Rule.RmsProp, Steps, (setting, value));
        Assert.DoesNotContain("512", narrow.How, StringComparison.Ordinal);
        if (Vector512.IsHardwareAccelerated)
            Assert.Contains("512", usual.How, StringComparison.Ordinal);
        Assert.Equal(usual.Hashes, narrow.Hashes);
    }

    /// <summary>Without AVX2 there is no fused multiply-add either, and each is computed in software: a few steps must do.</summary>
    [Fact]
    public void Training_does_not_depend_on_256_bit_vectors()
    {
        const int FewSteps = 10;
        var usual = Trainee.Run(Rule.Adam, FewSteps);
        var narrow = Trainee.Run(Rule.Adam, FewSteps, ("DOTNET_EnableAVX2", "0"));
        if (Sse.IsSupported)
            Assert.EndsWith("vectors of 128 bits", narrow.How, StringComparison.Ordinal);
        Assert.Equal(usual.Hashes, narrow.Hashes);
    }

    [Fact]
    public void Another_optimizer_or_number_of_steps_gives_other_bits()
    {
        var hashes = new[] { Trainee.Run(Rule.Adam, 3), Trainee.Run(Rule.Adam, 4), Trainee.Run(Rule.RmsProp, 3) }.Select(lesson => lesson.Hashes);
        Assert.Distinct(hashes);
    }
}
