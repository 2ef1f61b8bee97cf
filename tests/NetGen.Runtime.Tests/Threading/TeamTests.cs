using NetGen.Threading;

namespace NetGen.Runtime.Tests.Threading;

[Collection(nameof(ThreadCount))]
public class TeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Every_part_is_done_once(int threads)
    {
        using var _ = new ThreadCount(threads);
        foreach (int parts in new[] { 1, 2, 3, 7, 64, 1000, 65_535 })
        {
            var work = new Count(new int[parts]);
            Team.Run(parts, ref work);
            Assert.All(work.Times, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void Parts_run_on_several_threads_at_once()
    {
        using var _ = new ThreadCount(2);
        var work = new Meeting(new Barrier(2));
        Team.Run(2, ref work);
        Assert.Equal(1, work.Barrier.CurrentPhaseNumber);
    }

    [Fact]
    public void A_part_may_divide_its_own_work()
    {
        using var _ = new ThreadCount(3);
        var work = new Nested(new int[40]);
        Team.Run(5, ref work);
        Assert.All(work.Times, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task Sixty_four_callers_at_once_all_get_their_work_done_by_few_threads()
    {
        using var _ = new ThreadCount(3);
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        var callers = Enumerable.Range(0, 64).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < 200; i++)
                {
                    var work = new Count(new int[12]) { Names = seen };
                    Team.Run(12, ref work);
                    Assert.All(work.Times, times => Assert.Equal(1, times));
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(callers).WaitAsync(TimeSpan.FromMinutes(2));
        Assert.InRange(seen.Keys.Count(name => name.StartsWith("NetGen", StringComparison.Ordinal)), 1, 2);
    }

    [Fact]
    public void Sleeping_helpers_wake_up()
    {
        using var _ = new ThreadCount(2);
        for (int i = 0; i < 5; i++)
        {
            Thread.Sleep(20);
            var work = new Meeting(new Barrier(2));
            Team.Run(2, ref work);
            Assert.Equal(1, work.Barrier.CurrentPhaseNumber);
        }
    }

    [Fact]
    public void An_exception_reaches_the_caller_and_the_team_works_on()
    {
        using var _ = new ThreadCount(2);
        for (int i = 0; i < 20; i++)
        {
            var failing = new Failing(i % 2);
            var thrown = Assert.Throws<InvalidOperationException>(() => Team.Run(2, ref failing));
            Assert.Equal("part " + i % 2, thrown.Message);
            var work = new Count(new int[8]);
            Team.Run(8, ref work);
            Assert.All(work.Times, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void A_call_allocates_nothing_on_any_thread()
    {
        using var _ = new ThreadCount(2);
        var work = new Count(new int[16]);
        Team.Run(16, ref work);
        long smallest = long.MaxValue;
        for (int attempt = 0; attempt < 20; attempt++)
        {
            // Other threads of the test run allocate too, so the least of several counts.
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < 100; i++)
                Team.Run(16, ref work);
            smallest = Math.Min(smallest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(smallest, 0, 100);
    }

    [Theory]
    [InlineData(0, 10, 1)]
    [InlineData(19, 10, 1)]
    [InlineData(20, 10, 2)]
    [InlineData(40, 10, 4)]
    [InlineData(1000, 10, 4)]
    [InlineData(1_000_000, 10, 16)]
    public void Small_works_are_not_divided_and_long_ones_into_several_parts_a_thread(long cost, long least, int parts)
    {
        using var _ = new ThreadCount(4);
        Assert.Equal(parts, Team.PartsOf(cost, least));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    [InlineData(64, 3)]
    [InlineData(1000, 1)]
    [InlineData(1000, 3)]
    [InlineData(int.MaxValue, 7)]
    public void Shares_of_floats_cover_everything_once_and_start_at_cache_lines(int count, int parts)
    {
        int next = 0;
        for (int part = 0; part < parts; part++)
        {
            var (start, length) = Share.OfFloats(count, part, parts);
            Assert.Equal(next, start);
            Assert.True(start % 64 == 0 || length == 0);
            next = start + length;
        }

        Assert.Equal(count, next);
    }

    private readonly struct Count(int[] times) : IDivisible
    {
        public int[] Times => times;

        public System.Collections.Concurrent.ConcurrentDictionary<string, bool>? Names { get; init; }

        // A caller that works alone does all of it as one part.
        public void Run(int part, int parts)
        {
            Names?.TryAdd(Thread.CurrentThread.Name ?? "", true);
            for (int i = Share.Start(times.Length, part, parts); i < Share.Start(times.Length, part + 1, parts); i++)
                Interlocked.Increment(ref times[i]);
        }
    }

    private readonly struct Meeting(Barrier barrier) : IDivisible
    {
        public Barrier Barrier => barrier;

        public void Run(int part, int parts) => Assert.True(barrier.SignalAndWait(TimeSpan.FromMinutes(1)));
    }

    private readonly struct Nested(int[] times) : IDivisible
    {
        public int[] Times => times;

        public void Run(int part, int parts)
        {
            int start = Share.Start(5, part, parts), end = Share.Start(5, part + 1, parts);
            for (int i = start; i < end; i++)
            {
                int[] own = new int[8];
                var inner = new Count(own);
                Team.Run(8, ref inner);
                own.CopyTo(times, i * 8);
            }
        }
    }

    private readonly struct Failing(int failing) : IDivisible
    {
        public void Run(int part, int parts)
        {
            if (parts == 1 || part == failing)
                throw new InvalidOperationException("part " + failing);
        }
    }
}
