using System.Runtime.InteropServices;
using NetGen.Kernels.Vectors;
using NetGen.Runtime.Tests.Kernels;

namespace NetGen.Runtime.Tests.RandomNumbers;

public sealed class RandomTests
{
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Philox_gives_the_published_answers(uint x, uint y, uint z, uint w, uint keyX, uint keyY, uint a, uint b, uint c, uint d)
    {
        Philox.Mix(ref x, ref y, ref z, ref w, keyX, keyY);
        Assert.Equal((a, b, c, d), (x, y, z, w));
    }

    [Fact]
    public void Vectors_of_blocks_are_the_blocks()
    {
        var random = new Philox(-123456789012345, RandomPurpose.Dropout, part: 7, step: 1L << 40 | 99);
        foreach (uint[] words in (uint[][])[Words<Lanes512>(random), Words<Lanes256>(random), Words<Lanes128>(random)])
        {
            for (int lane = 0; lane < 16; lane++)
                Assert.Equal(random.Block(uint.MaxValue - 40 + (uint)lane), (words[lane], words[16 + lane], words[32 + lane], words[48 + lane]));
        }
    }

    [Theory]
    [InlineData(0.001, -3.0902323061678135)]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.9599639845400545)]
    [InlineData(0.8413447460685429, 1)]
    [InlineData(1e-20, -9.262340089798408)]
    public void Normal_quantiles_are_right(double probability, double expected)
        => Bits.AssertClose(expected, NormalDistribution.Quantile(probability), 1e-13);

    [Theory]
    [InlineData(Initializer.GlorotUniform, 0.1, 0.057735)]
    [InlineData(Initializer.HeUniform, 0.122474, 0.0707107)]
    [InlineData(Initializer.LecunUniform, 0.0866025, 0.05)]
    [InlineData(Initializer.RandomUniform, 0.05, 0.0288675)]
    [InlineData(Initializer.GlorotNormal, 0.131272, 0.057735)]
    [InlineData(Initializer.HeNormal, 0.160774, 0.0707107)]
    [InlineData(Initializer.LecunNormal, 0.113685, 0.05)]
    [InlineData(Initializer.RandomNormal, 0.4, 0.05)]
    public void Initialisers_have_their_limits_and_moments(Initializer initializer, double limit, double deviation)
    {
        float[] values = Filled(initializer, 3, 0, 400, 200);
        double mean = values.Average(value => (double)value);
        double variance = values.Average(value => (value - mean) * (value - mean));
        Assert.All(values, value => Assert.True(Math.Abs(value) <= limit * 1.0001));
        Assert.True(Math.Abs(mean) < 4 * deviation / Math.Sqrt(values.Length));
        Bits.AssertClose(1, Math.Sqrt(variance) / deviation, 0.015);
    }

    [Fact]
    public void Values_follow_from_seed_and_tensor_alone()
    {
        Assert.Equal(Filled(Initializer.HeNormal, 3, 1, 20, 10), Filled(Initializer.HeNormal, 3, 1, 20, 10));
        Assert.NotEqual(Filled(Initializer.HeNormal, 3, 1, 20, 10), Filled(Initializer.HeNormal, 4, 1, 20, 10));
        Assert.NotEqual(Filled(Initializer.HeNormal, 3, 1, 20, 10), Filled(Initializer.HeNormal, 3, 2, 20, 10));
        Assert.Equal("2EA1EC74C8B6B3F4", Bits.Hash(Filled(Initializer.GlorotUniform, 42, 0, 784, 128)));
        Assert.Equal("94F2BD92B489FAD0", Bits.Hash(Filled(Initializer.HeNormal, 42, 0, 784, 128)));
    }

    [Fact]
    public void Constants_and_wrong_lengths()
    {
        var values = new float[2];
        Initializers.Fill(new ParameterTensor("alpha", 0, [2], Initializer.Ones, 0.25f), 0, 0, values);
        Assert.Equal([0.25f, 0.25f], values);
        Initializers.Fill(new ParameterTensor("bias", 0, [2], Initializer.Zeros), 0, 0, values);
        Assert.Equal([0f, 0f], values);
        Assert.Throws<ArgumentException>(() => Initializers.Fill(new ParameterTensor("bias", 0, [3], Initializer.Zeros), 0, 0, new float[2]));
    }

    [Fact]
    public void Every_permutation_of_four_is_about_as_frequent()
    {
        var counts = new Dictionary<string, int>();
        for (int epoch = 0; epoch < 24_000; epoch++)
        {
            int[] order = [0, 1, 2, 3];
            Shuffler.Shuffle(order, seed: 5, epoch);
            string key = string.Concat(order);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 840, 1160));
    }

    [Fact]
    public void Shuffles_follow_from_seed_and_epoch()
    {
        Assert.Equal(Order(1, 2), Order(1, 2));
        Assert.NotEqual(Order(1, 2), Order(1, 3));
        Assert.NotEqual(Order(1, 2), Order(2, 2));
        Assert.Equal(Enumerable.Range(0, 100), Order(1, 2).Order());
    }

    private static int[] Order(long seed, long epoch)
    {
        int[] order = [.. Enumerable.Range(0, 100)];
        Shuffler.Shuffle(order, seed, epoch);
        return order;
    }

    private static float[] Filled(Initializer initializer, long seed, int index, params int[] shape)
    {
        var values = new float[shape[0] * shape[1]];
        Initializers.Fill(new ParameterTensor("kernel", 0, shape, initializer), seed, index, values);
        return values;
    }

    private static uint[] Words<T>(Philox random)
        where T : struct, IWidth<T>
    {
        random.Blocks(uint.MaxValue - 40, out T x, out T y, out T z, out T w);
        var words = new uint[64];
        ref float floats = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<uint, float>(words));
        x.Store(ref floats, 0);
        y.Store(ref floats, 16);
        z.Store(ref floats, 32);
        w.Store(ref floats, 48);
        return words;
    }
}
