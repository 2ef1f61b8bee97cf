using System.Collections.Concurrent;
using System.Diagnostics;

namespace NetGen.Damage;

/// <summary>Loads a file on many threads while others save it.</summary>
internal static class LoadRun
{
    private const int MostShown = 10;

    /// <summary>Loads and saves.</summary>
    /// <param name="folder">Where the file lies.</param>
    /// <param name="threads">How many threads load.</param>
    /// <param name="loads">How often they load, all together.</param>
    /// <param name="writers">How many threads save.</param>
    /// <returns>How many loads and saves were refused, or found something other than one whole file.</returns>
    public static int Run(string folder, int threads, int loads, int writers)
    {
        var path = Path.Combine(folder, "net.safetensors");
        Filled(1).Save(path);
        var (made, saved) = (0, 0);
        var faults = new ConcurrentQueue<string>();
        using var over = new CancellationTokenSource();
        var watch = Stopwatch.StartNew();
        var saving = Start(writers, writer =>
        {
            var network = Filled(writer + 1);
            while (!over.IsCancellationRequested)
            {
                Try(faults, () => network.Save(path));
                Interlocked.Increment(ref saved);
            }
        });
        var loading = Start(threads, _ =>
        {
            var network = new Victim();
            while (Interlocked.Increment(ref made) <= loads)
            {
                Try(faults, () =>
                {
                    network.Load(path);
                    var values = network.Parameters;
                    if (values.ContainsAnyExcept(values[0]) || values[0] < 1 || values[0] > writers)
                        throw new InvalidOperationException("A load found values of several saves.");
                });
            }
        });

        foreach (var thread in loading)
            thread.Join();
        over.Cancel();
        foreach (var thread in saving)
            thread.Join();

        foreach (var fault in faults.Take(MostShown))
            Console.WriteLine($"FAULT {fault}");
        string[] left = [.. Directory.GetFiles(folder).Where(file => file != path)];
        Console.WriteLine($"{threads} threads, {loads} loads beside {writers} writers with {saved} saves: {faults.Count} refused, {left.Length} files left behind; {watch.Elapsed.TotalSeconds:F0} s");
        return faults.Count + left.Length;
    }

    private static Thread[] Start(int count, Action<int> work)
    {
        Thread[] threads = [.. Enumerable.Range(0, count).Select(number => new Thread(() => work(number)))];
        foreach (var thread in threads)
            thread.Start();
        return threads;
    }

    private static void Try(ConcurrentQueue<string> faults, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            faults.Enqueue(error.ToString());
        }
    }

    private static Victim Filled(float value)
    {
        var network = new Victim();
        network.Parameters.Fill(value);
        return network;
    }
}
