using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using NetGen.Kernels;

namespace NetGen.Threading;

/// <summary>The process's one team of threads: a caller and its helpers take the parts of a divisible work until none is left.</summary>
/// <remarks>
/// One caller has the team at a time. Whoever finds it taken, a part that divides its own work included, works alone: so nesting cannot
/// deadlock, and a server that predicts on many threads starts no more threads than one. How a work was divided never shows in its result.
/// A caller waits only for parts that a helper has begun: where the helpers sleep or the machine is busy, it does all parts itself.
/// A call allocates nothing.
/// </remarks>
internal static unsafe class Team
{
    // About 50 us: longer than the pauses between the products of a training step, much shorter than anyone notices.
    private const int SpinsBeforeWaiting = 1000;

    // In units of the least cost: half a millisecond.
    private const int LongPart = 256;

    private static Board _board;
    private static Helper[] _helpers = [];
    private static ExceptionDispatchInfo? _failure;

    [ThreadStatic]
    private static bool _isAlone;

    /// <summary>Whether the calling thread does all its work alone: set where threads beside it keep the processors busy with work of their own.</summary>
    public static bool IsAlone
    {
        get => _isAlone;
        set => _isAlone = value;
    }

    /// <summary>The parts to cut a work into, so that each costs at least <paramref name="least"/>.</summary>
    /// <remarks>One a thread; several where they are long, so that a thread that is held up keeps the others waiting for less.</remarks>
    public static int PartsOf(long cost, long least)
    {
        if (cost < 2 * least)
            return 1;
        int threads = NetGenThreads.Count;
        return (int)Math.Min(cost / least, cost / LongPart / least >= threads ? 4 * threads : threads);
    }

    /// <summary>Does all parts of a work and returns when all are done.</summary>
    /// <param name="parts">How many parts to make; fewer are made where there are no threads for them. At most 65,535.</param>
    /// <param name="work">The work; it stays where it is until the call returns.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TWork>(int parts, ref TWork work)
        where TWork : struct, IDivisible, allows ref struct
    {
        // The work lies on the caller's stack, which does not move.
        if (parts == 1 || !TryRun(parts, &RunPart<TWork>, Unsafe.AsPointer(ref work)))
            work.Run(0, 1);
    }

    /// <summary>Does all parts of a work, where there are helpers, no other caller has them, and the caller does not do without.</summary>
    /// <param name="parts">How many parts to make; fewer are made where there are no threads for them. At most 65,535.</param>
    /// <param name="body">Does one of so many parts.</param>
    /// <param name="work">What it is given; it stays where it is until the call returns.</param>
    /// <returns>Whether they are done; else nothing is.</returns>
    public static bool TryRun(int parts, delegate*<void*, int, int, void> body, void* work)
    {
        int threads = NetGenThreads.Count;
        if (threads == 1 || _isAlone || Interlocked.CompareExchange(ref _board.Taken, 1, 0) != 0)
            return false;
        try
        {
            Divide(parts, threads - 1, body, work);
            return true;
        }
        finally
        {
            Volatile.Write(ref _board.Taken, 0);
        }
    }

    private static void RunPart<TWork>(void* work, int part, int parts)
        where TWork : struct, IDivisible, allows ref struct
        => Unsafe.AsRef<TWork>(work).Run(part, parts);

    [MethodImpl(Hot.Precompiled)]
    private static void Divide(int parts, int helpers, delegate*<void*, int, int, void> body, void* work)
    {
        if (_helpers.Length < helpers)
            Hire(helpers);
        _board.Body = body;
        _board.Work = work;
        _board.Done = 0;
        _board.Helpers = helpers;
        var ticket = new Ticket(Ticket.Read(ref _board.Ticket).Generation + 1, parts, next: 0);

        // A full fence: a helper that falls asleep looks at the ticket once more after it said so, and here the order is the other way round.
        Interlocked.Exchange(ref _board.Ticket, ticket.Bits);
        for (int i = 0; i < Math.Min(helpers, parts - 1); i++)
            _helpers[i].Wake();

        TakeParts(ticket.Generation);
        var wait = default(SpinWait);
        for (int spins = 0; Volatile.Read(ref _board.Done) < parts; spins++)
        {
            // After a while the processor is offered to others, as the helper itself may be waiting for one; but never a sleep, which lasts a millisecond.
            if (spins < SpinsBeforeWaiting)
                Thread.SpinWait(1);
            else
                wait.SpinOnce(sleep1Threshold: -1);
        }

        if (Interlocked.Exchange(ref _failure, null) is { } failure)
            failure.Throw();
    }

    // Takes and does parts of a generation until none is left or its time is over.
    [MethodImpl(Hot.Precompiled)]
    private static void TakeParts(uint generation)
    {
        while (true)
        {
            var ticket = Ticket.Read(ref _board.Ticket);
            if (ticket.Generation != generation || ticket.Next >= ticket.Parts)
                return;
            var body = _board.Body;
            void* work = _board.Work;

            // That nobody took a part in between also shows that body and work belong to this generation.
            if (Interlocked.CompareExchange(ref _board.Ticket, ticket.Bits + 1, ticket.Bits) != ticket.Bits)
                continue;
            try
            {
                body(work, ticket.Next, ticket.Parts);
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }

            Interlocked.Increment(ref _board.Done);
        }
    }

    // The caller has the team, so that no other hires meanwhile.
    private static void Hire(int helpers)
    {
        var all = new Helper[helpers];
        for (int i = 0; i < helpers; i++)
            all[i] = i < _helpers.Length ? _helpers[i] : new Helper(i);
        _helpers = all;
    }

    // Which parts of which work are still to be taken, in one word, so that one exchange takes a part.
    private readonly struct Ticket(long bits)
    {
        public Ticket(uint generation, int parts, int next)
            : this((long)generation << 32 | (long)parts << 16 | (uint)next)
        {
        }

        public long Bits => bits;

        public uint Generation => (uint)(bits >>> 32);

        public int Parts => (int)(bits >>> 16) & 0xFFFF;

        public int Next => (int)bits & 0xFFFF;

        public static Ticket Read(ref long bits) => new(Volatile.Read(ref bits));
    }

    // What threads write stands on cache lines of its own (two, since processors fetch them in pairs).
    [StructLayout(LayoutKind.Explicit, Size = 640)]
    private struct Board
    {
        [FieldOffset(128)]
        public int Taken;

        [FieldOffset(256)]
        public long Ticket;

        [FieldOffset(384)]
        public int Done;

        [FieldOffset(512)]
        public int Helpers;

        [FieldOffset(520)]
        public delegate*<void*, int, int, void> Body;

        [FieldOffset(528)]
        public void* Work;
    }

    /// <summary>A thread that takes parts: it spins for a while between two works, then sleeps.</summary>
    private sealed class Helper
    {
        private readonly SemaphoreSlim _bed = new(0);
        private readonly int _index;
        private int _sleeps;

        public Helper(int index)
        {
            _index = index;
            // Not an interpolated string, and without the caller's context: what these two would bring in costs 2 ms of a process's first step.
            new Thread(Help) { IsBackground = true, Name = string.Concat("NetGen ", (index + 1).ToString(CultureInfo.InvariantCulture)) }.UnsafeStart();
        }

        public void Wake()
        {
            if (Volatile.Read(ref _sleeps) != 0 && Interlocked.Exchange(ref _sleeps, 0) != 0)
                _bed.Release();
        }

        [MethodImpl(Hot.Precompiled)]
        private void Help()
        {
            uint seen = 0;
            for (int spins = 0; ; spins++)
            {
                if (IsNew(seen, out uint generation))
                {
                    seen = generation;
                    spins = 0;
                    TakeParts(generation);
                }
                else if (spins < SpinsBeforeWaiting)
                {
                    Thread.SpinWait(1);
                }
                else
                {
                    Sleep(seen);
                    spins = 0;
                }
            }
        }

        // Says that it sleeps, and looks once more: a work that was put up in between would otherwise wait for the next.
        private void Sleep(uint seen)
        {
            Interlocked.Exchange(ref _sleeps, 1);
            if (IsNew(seen, out _) && Interlocked.Exchange(ref _sleeps, 0) != 0)
                return;
            _bed.Wait();
        }

        private bool IsNew(uint seen, out uint generation)
        {
            generation = Ticket.Read(ref _board.Ticket).Generation;
            return generation != seen && _index < Volatile.Read(ref _board.Helpers);
        }
    }
}
