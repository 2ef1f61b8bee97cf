namespace NetGen;

/// <summary>Random orders of the samples of a data set.</summary>
internal static class SampleOrder
{
    // Training shuffles by epochs from 0 up; these streams are not among them, even where the seeds are the same.
    private const long ShuffleStream = -1;
    private const long SplitStream = -2;

    /// <summary>All samples, shuffled.</summary>
    public static int[] Shuffled(int samples, long seed) => Order(samples, seed, ShuffleStream);

    /// <summary>All samples, divided at random; neither part is empty.</summary>
    public static (int[] Train, int[] Test) Split(int samples, double testFraction, long seed)
    {
        int[] order = Order(samples, seed, SplitStream);
        int test = Math.Clamp((int)Math.Round(samples * testFraction), 1, samples - 1);
        return (order[test..], order[..test]);
    }

    private static int[] Order(int samples, long seed, long stream)
    {
        var order = new int[samples];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Shuffler.Shuffle(order, seed, stream);
        return order;
    }
}
