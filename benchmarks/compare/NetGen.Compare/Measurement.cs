using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace NetGen.Compare;

/// <summary>Times calls. The workers of the other languages do the same, step by step.</summary>
internal static class Measurement
{
    /// <summary>Short calls are timed together until they last this long: reading the clock then costs nothing that shows.</summary>
    private const double ShortestSample = 100;

    private const int Capacity = 1 << 16;

    /// <summary>
    /// After 30 calls of a method the runtime compiles it again and counts how it is used, after 30 more it compiles it for good. Rows of
    /// long calls would else be measured while that still happens.
    /// </summary>
    private const int CallsToSettle = 64;

    /// <summary>A call so long that it does not get there in this time is long by its loops, which are compiled well as they run.</summary>
    private static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(5);

    private static readonly double[] Samples = new double[Capacity];

    /// <summary>Calls so often that what is called is compiled for good. What is compiled in the background meanwhile, is so before the next question.</summary>
    public static void Settle(Action call)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < CallsToSettle && Stopwatch.GetElapsedTime(start) < LongestSettling; i++)
            call();
    }

    /// <summary>Warms up for a fifth of the time, then measures for the rest.</summary>
    /// <param name="call">The work.</param>
    /// <param name="milliseconds">How long to measure.</param>
    /// <returns>Median and minimum of one call in microseconds, and the number of calls that were measured.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Median, double Minimum, int Calls) Time(Action call, int milliseconds)
    {
        var repeats = Math.Max(1, (int)Math.Ceiling(ShortestSample / WarmUp(call, milliseconds * 200.0)));
        var start = Stopwatch.GetTimestamp();
        var count = 0;
        do
        {
            var begin = Stopwatch.GetTimestamp();
            for (var i = 0; i < repeats; i++)
                call();

            Samples[count++] = Microseconds(begin) / repeats;
        }
        while (count < Capacity && (count < 3 || Microseconds(start) < milliseconds * 1000.0));

        var samples = Samples.AsSpan(0, count);
        samples.Sort();
        return (samples[count / 2], samples[0], count * repeats);
    }

    /// <summary>What a call allocates, on whatever thread, once it has been made often enough to have what it keeps.</summary>
    public static double BytesPerCall(Action call)
    {
        const int calls = 1000;
        for (var i = 0; i < calls; i++)
            call();

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < calls; i++)
            call();

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)calls;
    }

    /// <returns>About how long a call takes.</returns>
    private static double WarmUp(Action call, double microseconds)
    {
        var start = Stopwatch.GetTimestamp();
        var calls = 0;
        do
        {
            call();
            calls++;
        }
        while (Microseconds(start) < microseconds);

        return Microseconds(start) / calls;
    }

    private static double Microseconds(long since) => Stopwatch.GetElapsedTime(since).TotalMicroseconds;
}
