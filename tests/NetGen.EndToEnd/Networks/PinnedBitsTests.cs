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
    [InlineData(nameof(SmallClassifier), "4ED2906C3668AA9A")]
    [InlineData(nameof(MultiLabel), "E88DA27A1E1F5D47")]
    [InlineData(nameof(Regression), "4152D004E8EFF63B")]
    [InlineData(nameof(RowClassifier), "60376EFA1EF17BD0")]
    [InlineData(nameof(DroppedOut), "721C124998D9A81F")]
    [InlineData(nameof(StackedActivations), "E9FCA3CE6A5E67AE")]
    public void Fifty_steps_give_the_same_bits_everywhere(string name, string expected)
    {
        var trial = Catalogue.Get(name).Start(batch: 19, seed: 11);
        var optimizer = new Adam(0.01f);
        for (var step = 0; step < 50; step++)
            trial.TrainStep(optimizer);

        Assert.Equal(expected, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(trial.Network.Parameters)))[..16]);
    }
}
