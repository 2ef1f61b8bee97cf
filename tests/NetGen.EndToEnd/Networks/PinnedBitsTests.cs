using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NetGen.EndToEnd.Networks;

/// <summary>
/// The bits of trained weights, pinned: every machine, at every vector width, must train the same. A change of numerics on purpose
/// changes the hashes; run the test to see the new ones.
/// </summary>
public class PinnedBitsTests
{
    [Theory]
    [InlineData(nameof(SmallClassifier), "E45A72B8FEAE3C7A")]
    [InlineData(nameof(MultiLabel), "6B865D09423E3967")]
    [InlineData(nameof(Regression), "3AF3AEF4D4D3B447")]
    [InlineData(nameof(RowClassifier), "13E1A30C3146EE88")]
    [InlineData(nameof(DroppedOut), "8F5BB594CED510F5")]
    [InlineData(nameof(StackedActivations), "6F6361294B342DA4")]
    public void Fifty_steps_give_the_same_bits_everywhere(string name, string expected)
    {
        var trial = Catalogue.Get(name).Start(batch: 19, seed: 11);
        var optimizer = new Adam(0.01f);
        for (var step = 0; step < 50; step++)
            trial.TrainStep(optimizer);

        Assert.Equal(expected, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(trial.Network.Parameters)))[..16]);
    }
}
