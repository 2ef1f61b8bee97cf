namespace NetGen.Testing;

/// <summary>
/// Measures what a piece of work allocates on this thread: the least of several rounds. The runtime compiles a loop anew in its midst, on the
/// thread that runs it, and counts bytes of its own to that thread then; it does so once, where work that allocates does so in each round.
/// </summary>
internal static class Allocations
{
    private const int Rounds = 4;

    /// <summary>The bytes of work that can be done again and again.</summary>
    public static long Of(Action work) => OfEach(() => work);

    /// <summary>The bytes of work that is prepared anew, uncounted, for each round.</summary>
    public static long OfEach(Func<Action> prepare)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds && least > 0; round++)
        {
            var work = prepare();
            var before = OfThread;
            work();
            least = Math.Min(least, OfThread - before);
        }

        return least;
    }

    private static long OfThread => GC.GetAllocatedBytesForCurrentThread();

    /// <summary>Counts from inside a loop that passes here now and then: what lies between two passes is a round.</summary>
    internal sealed class Passes
    {
        private long? _before;

        public long Least { get; private set; } = long.MaxValue;

        public void Pass()
        {
            if (_before is { } before)
                Least = Math.Min(Least, OfThread - before);
            _before = OfThread;
        }
    }
}
