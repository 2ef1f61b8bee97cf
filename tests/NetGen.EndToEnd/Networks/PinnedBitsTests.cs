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
    [InlineData(nameof(MultiLabel), "650F9890C1CC1E6D")]
    [InlineData(nameof(Regression), "8CDB5D6B16160442")]
    [InlineData(nameof(RowClassifier), "021FF5C52ED0A350")]
    [InlineData(nameof(DroppedOut), "80D63B1612C56BB7")]
    [InlineData(nameof(StackedActivations), "3FA7D09F6AC6E804")]
    public void Fifty_steps_give_the_same_bits_everywhere(string name, string expected)
    {
        var trial = Catalogue.Get(name).Start(batch: 19, seed: 11);
        var optimizer = new Adam(0.01f);
        for (var step = 0; step < 50; step++)
            trial.TrainStep(optimizer);

        Assert.Equal(expected, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(trial.Network.Parameters)))[..16]);
    }
}
