using NetGen.Runtime.Tests.Threading;
using NetGen.Threading;

namespace NetGen.Runtime.Tests.Selection;

[Collection(nameof(ThreadCount))]
public class WorkersTests
{
    [Theory]
    [InlineData(1, 20)]
    [InlineData(3, 20)]
    [InlineData(30, 20)]
    [InlineData(3, 0)]
    public void Every_job_is_done_once(int workers, int jobs)
    {
        using var stop = new CancellationTokenSource();
        var done = new int[jobs];

        Workers.Run(workers, jobs, stop, job => Interlocked.Increment(ref done[job]));

        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public void Jobs_run_at_the_same_time()
    {
        using var stop = new CancellationTokenSource();
        using var meeting = new Barrier(3);

        Workers.Run(3, 3, stop, _ => meeting.SignalAndWait(TimeSpan.FromMinutes(1)));

        Assert.Equal(1, meeting.CurrentPhaseNumber);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_exception_reaches_the_caller_and_no_more_jobs_are_begun(int workers)
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;

        var error = Assert.Throws<InvalidOperationException>(() => Workers.Run(workers, 1000, stop, job =>
        {
            Interlocked.Increment(ref begun);
            if (job == 3)
                throw new InvalidOperationException("no luck");
            if (job > 3)
                stop.Token.WaitHandle.WaitOne();
        }));

        Assert.Equal("no luck", error.Message);
        Assert.InRange(begun, 4, 5);
    }

    [Fact]
    public void Stopping_leaves_the_jobs_that_were_not_begun()
    {
        using var stop = new CancellationTokenSource();
        var begun = 0;

        Workers.Run(1, 10, stop, job =>
        {
            begun++;
            if (job == 2)
                stop.Cancel();
        });

        Assert.Equal(3, begun);
    }

    [Theory]
    [InlineData(2, 2, 1)]
    [InlineData(2, 8, 1)]
    [InlineData(3, 2, 3)]
    [InlineData(2, 1, 3)]
    public void Kernels_are_not_divided_where_the_jobs_keep_all_threads_busy(int threads, int workers, int parts)
    {
        using var _ = new ThreadCount(threads);
        using var stop = new CancellationTokenSource();
        using var meeting = new Barrier(workers);
        var seen = new int[workers];

        Workers.Run(workers, workers, stop, job =>
        {
            // One after the other, since only one caller has the team at a time.
            for (var turn = 0; turn < workers; turn++)
            {
                if (turn == job)
                {
                    var work = new PartCounter(seen, job);
                    Team.Run(3, ref work);
                }

                meeting.SignalAndWait(TimeSpan.FromMinutes(1));
            }
        });

        Assert.All(seen, count => Assert.Equal(parts, count));
        Assert.False(Team.IsAlone);
    }

    private readonly struct PartCounter(int[] parts, int job) : IDivisible
    {
        public void Run(int part, int of) => Volatile.Write(ref parts[job], of);
    }
}
