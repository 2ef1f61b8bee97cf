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
    /// <param name="samples">How many there are.</param>
    /// <param name="testFraction">The test set's share.</param>
    /// <param name="seed">What the order follows from.</param>
    /// <param name="classes">The class of each sample, where each part is to have each class in its share.</param>
    public static (int[] Train, int[] Test) Split(int samples, double testFraction, long seed, int[]? classes = null)
    {
        int[] order = Order(samples, seed, SplitStream);
        int test = Math.Clamp((int)Math.Round(samples * testFraction), 1, samples - 1);
        return classes is null ? (order[test..], order[..test]) : Divide(order, classes, Strata.Shares(classes, testFraction, test));
    }

    /// <summary>All samples in their order, of each class the last ones apart; neither part is empty.</summary>
    /// <param name="classes">The class of each sample.</param>
    /// <param name="fraction">The share that is held out.</param>
    /// <param name="heldOut">How many samples are held out.</param>
    public static (int[] Kept, int[] HeldOut) HoldOut(int[] classes, double fraction, int heldOut)
    {
        int[] backwards = [.. Enumerable.Range(0, classes.Length).Reverse()];
        var (kept, last) = Divide(backwards, classes, Strata.Shares(classes, fraction, heldOut));
        Array.Reverse(kept);
        Array.Reverse(last);
        return (kept, last);
    }

    /// <summary>The samples in an order, of each class the first ones that are due apart.</summary>
    private static (int[] Others, int[] First) Divide(int[] order, int[] classes, int[] due)
    {
        List<int> others = [], first = [];
        foreach (int sample in order)
            (due[classes[sample]]-- > 0 ? first : others).Add(sample);
        return ([.. others], [.. first]);
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
