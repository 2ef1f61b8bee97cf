using System.Runtime.ExceptionServices;
using NetGen.Threading;

namespace NetGen;

/// <summary>Threads that take jobs, in their order, until none is left.</summary>
internal static class Workers
{
    /// <summary>
    /// Does all jobs, or, once <paramref name="stop"/> is set, those that were begun. The first exception sets it, and is thrown when all have ended.
    /// </summary>
    public static void Run(int workers, int jobs, CancellationTokenSource stop, Action<int> job)
    {
        workers = Math.Min(workers, jobs);
        if (workers == 1)
        {
            for (var i = 0; i < jobs && !stop.IsCancellationRequested; i++)
                job(i);
            return;
        }

        var next = -1;
        ExceptionDispatchInfo? failure = null;
        var threads = new Thread[workers];
        for (var i = 0; i < workers; i++)
        {
            threads[i] = Start($"NetGen trials {i + 1}", isAlone: IsCrowd(workers), () =>
            {
                try
                {
                    while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var index && index < jobs)
                        job(index);
                }
                catch (Exception error)
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
                    stop.Cancel();
                }
            });
        }

        foreach (var thread in threads)
            thread.Join();
        failure?.Throw();
    }

    /// <summary>Whether trainings that run side by side already keep all processors busy, so that none should divide its own work.</summary>
    public static bool IsCrowd(int workers) => workers > 1 && workers >= NetGenThreads.Count;

    /// <summary>Starts a thread.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="isAlone">Whether its kernels do all their work themselves.</param>
    /// <param name="body">What it does; no exception may leave it.</param>
    public static Thread Start(string name, bool isAlone, Action body)
    {
        var thread = new Thread(() =>
        {
            Team.IsAlone = isAlone;
            body();
        })
        { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }
}
