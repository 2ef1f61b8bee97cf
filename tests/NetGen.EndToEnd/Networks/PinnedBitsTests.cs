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
    [InlineData(nameof(SmallClassifier), "955F998F8EEECE68")]
    [InlineData(nameof(MultiLabel), "2F8ADA6E146E9A8A")]
    [InlineData(nameof(Regression), "2DFD98B423493D6E")]
    [InlineData(nameof(RowClassifier), "25226050DD9E6D25")]
    [InlineData(nameof(DroppedOut), "9A87B3C9C0EC3FCC")]
    [InlineData(nameof(StackedActivations), "31D710B3763CA0F4")]
    public void Fifty_steps_give_the_same_bits_everywhere(string name, string expected)
    {
        var trial = Catalogue.Get(name).Start(batch: 19, seed: 11);
        var optimizer = new Adam(0.01f);
        for (var step = 0; step < 50; step++)
            trial.TrainStep(optimizer);

        Assert.Equal(expected, Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(trial.Network.Parameters)))[..16]);
    }
}
