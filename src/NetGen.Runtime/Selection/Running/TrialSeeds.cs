namespace NetGen;

/// <summary>The random numbers of a search. Each follows from its seed and its place alone, so that nothing depends on the order of the work.</summary>
internal static class TrialSeeds
{
    private const int SeedPart = -1;

    /// <summary>The seed of a training; fold 0 is the training on all data.</summary>
    public static long Of(long seed, int trial, int fold)
    {
        var (x, y, _, _) = new Philox(seed, RandomPurpose.Search, SeedPart, trial).Block((uint)fold);
        return (long)((ulong)x << 32 | y);
    }

    /// <summary>The bits that decide a choice in a trial.</summary>
    public static ulong Bits(long seed, int trial, int choice)
    {
        var (x, y, _, _) = new Philox(seed, RandomPurpose.Search, choice, trial).Block(0);
        return (ulong)x << 32 | y;
    }
}
