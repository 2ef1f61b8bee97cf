namespace NetGen.EndToEnd.Networks;

/// <summary>Measures what a piece of work allocates on this thread.</summary>
internal static class Allocations
{
    public static long Of(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
