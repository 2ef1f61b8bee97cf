namespace NetGen.Runtime.Tests.Threading;

/// <summary>Sets the number of threads for a test and puts it back.</summary>
internal sealed class ThreadCount : IDisposable
{
    private readonly int _before = NetGenThreads.Count;

    public ThreadCount(int count) => NetGenThreads.Count = count;

    public void Dispose() => NetGenThreads.Count = _before;
}

/// <summary>These tests run alone, after all others: what they see of the team must be their own doing.</summary>
[CollectionDefinition(nameof(ThreadCount), DisableParallelization = true)]
public class ThreadCountCollection;
