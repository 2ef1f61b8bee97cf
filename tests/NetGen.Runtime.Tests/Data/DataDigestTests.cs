using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NetGen.Runtime.Tests.Data;

public class DataDigestTests
{
    [Theory]
    [InlineData(1)]
    [InlineData((1 << 20) - 1)]
    [InlineData(1 << 20)]
    [InlineData((1 << 20) + 3)]
    public void It_is_the_hash_of_all_features_and_labels_in_one(int count)
    {
        var features = Enumerable.Range(0, count).Select(i => (float)i).ToArray();
        var labels = Enumerable.Range(0, count).ToArray();
        var all = SHA256.HashData([.. MemoryMarshal.AsBytes(features.AsSpan()), .. MemoryMarshal.AsBytes(labels.AsSpan())]);

        var digest = DataDigest.Of(Dataset.Classification(features, labels));

        Assert.Equal($"{count} samples of 1 values and 1 labels, SHA-256 {Convert.ToHexStringLower(all)}", digest);
    }

    [Fact]
    public void Weights_have_a_short_one()
    {
        Assert.Equal("none", DataDigest.Of(null));
        Assert.Equal(16, DataDigest.Of([1, 2]).Length);
        Assert.NotEqual(DataDigest.Of([1, 2]), DataDigest.Of([2, 1]));
    }
}
