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
    [InlineData(nameof(Regression), "A6CD1C88ACD81CC3")]
    [InlineData(nameof(RowClassifier), "BFFC845DFF4E2B05")]
    [InlineData(nameof(DroppedOut), "D8F371A0BA38A361")]
    [InlineData(nameof(StackedActivations), "BAE385F93C87E365")]
    public void Fifty_steps_give_the_same_bits_everywhere(string name, string expected)
    {
        var trial = Catalogue.Get(name).Start(batch: 19, seed: 11);
        var optimizer = new Adam(0.01f);
        for (var step = 0; step < 50; step++)
            trial.TrainStep(optimizer);

        Assert.Equal(expected, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(trial.Network.Parameters)))[..16]);
    }
}
