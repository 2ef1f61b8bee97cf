namespace NetGen;

/// <summary>Random permutations that follow from a seed and an epoch alone.</summary>
internal static class Shuffler
{
    /// <summary>Permutes <paramref name="order"/> in place, every permutation with the same probability (Fisher and Yates).</summary>
    /// <remarks>The permutation depends on the seed, the epoch and the length; what comes out also on the order that stood there before.</remarks>
    public static void Shuffle(Span<int> order, long seed, long epoch)
    {
        var random = new Philox(seed, RandomPurpose.Shuffling, part: 0, epoch);
        uint block = 0;
        for (int last = order.Length - 1; last > 0; last--)
        {
            int other = (int)Below(random, ref block, (uint)last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
    }

    /// <summary>
    /// A number below <paramref name="bound"/>, without bias: the top of a product of 64 random bits, drawn again in the rare cases that would favour a number
    /// (Lemire, 2019).
    /// </summary>
    public static ulong Below(Philox random, ref uint block, uint bound)
    {
        ulong rejected = (0 - (ulong)bound) % bound;
        while (true)
        {
            var (x, y, _, _) = random.Block(block++);
            ulong top = Math.BigMul((ulong)x << 32 | y, bound, out ulong rest);
            if (rest >= rejected)
                return top;
        }
    }
}
