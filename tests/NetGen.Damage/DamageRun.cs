using System.Diagnostics;

namespace NetGen.Damage;

/// <summary>Reads damaged files, and sees that each is taken or refused as the documentation says, with the memory that it may cost.</summary>
internal sealed class DamageRun
{
    private const long Allowance = 64L << 20;

    // A reader that takes so long for a file of a few kilobytes will not end.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly int _seed;
    private readonly Dictionary<string, int> _faults = [];
    private string _current = "";
    private long _startedAt;

    /// <param name="folder">Where the files may lie.</param>
    /// <param name="seed">What the damage follows from.</param>
    public DamageRun(string folder, int seed)
    {
        _folder = folder;
        _seed = seed;
        new Thread(Watch) { IsBackground = true }.Start();
    }

    /// <summary>Every kind of file that the library reads.</summary>
    public static FileKind[] Kinds(string folder) =>
    [
        new NetworkFiles("safetensors", () => null),
        new NetworkFiles("preprocessor", () => new Standardize(), () => new MinMax(-1, 1)),
        new Checkpoints("checkpoint", folder, () => new Adam(0.02f)),
        new Checkpoints("checkpoint.sgd", folder, () => new Sgd(0.02f, 0.9f)),
        new Journals(folder),
        new Tables(isPacked: false),
        new Tables(isPacked: true),
        new StreamedTables(),
        new Arrays(isPacked: false),
        new Arrays(isPacked: true),
        new Images(),
        new Samples(),
    ];

    /// <summary>Reads so many damaged files of a kind.</summary>
    /// <returns>How many faults of the library there were.</returns>
    public int Run(FileKind kind, int files)
    {
        var tally = default(Tally);
        var watch = Stopwatch.StartNew();
        foreach (var file in kind.Files)
            Check(kind, file, $"{kind.Name}, whole");
        foreach (var (number, file) in kind.Extremes.Index())
            Try(kind, file, inMemory: false, -1 - number, ref tally);
        for (var number = 0; number < files; number++)
        {
            // Each file follows from its number, so that one can be had again.
            var random = new Random(HashCode(kind.Name, number));
            var content = kind.Damaged(random);
            Try(kind, content, kind.HasStream && random.Next(2) == 0, number, ref tally);
        }

        Console.WriteLine(
            $"{kind.Name,-16} {files,9} files: {tally.Taken} taken, {tally.Refused} refused, {tally.Faults} faults; at most {tally.MostAllocated / 1024.0 / 1024.0:F1} MB allocated for one; {watch.Elapsed.TotalSeconds:F0} s");
        return tally.Faults;
    }

    private void Try(FileKind kind, byte[] content, bool inMemory, int number, ref Tally tally)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var fault = Fault(kind, content, inMemory, $"{kind.Name} {number}", out var isTaken);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        tally.MostAllocated = Math.Max(tally.MostAllocated, allocated);
        // More may be allocated than is ever held at once, but never the other way round.
        if (allocated > Allowance && allocated > (4 * kind.SizeOf(content)) + Allowance)
            fault ??= $"memory: {allocated} bytes for a file of {kind.SizeOf(content)}";

        _ = isTaken ? tally.Taken++ : tally.Refused++;
        if (fault is null)
            return;

        tally.Faults++;
        Report(kind, number, content, fault);
    }

    private void Check(FileKind kind, byte[] content, string name)
    {
        var fault = Fault(kind, content, inMemory: false, name, out var isTaken);
        if (!isTaken)
            throw new InvalidOperationException($"{name}: a file without a fault was not taken. {fault}");
    }

    private string? Fault(FileKind kind, byte[] content, bool inMemory, string name, out bool isTaken)
    {
        _current = name;
        Volatile.Write(ref _startedAt, Stopwatch.GetTimestamp());
        isTaken = false;
        var source = "damaged";
        try
        {
            if (inMemory)
            {
                source = kind.StreamName(source);
                kind.Read(new MemoryStream(content), "damaged");
            }
            else
            {
                source = Path.Combine(_folder, "damaged");
                File.WriteAllBytes(source, content);
                kind.Read(source);
            }

            isTaken = true;
            return null;
        }
        catch (Exception error)
        {
            return kind.IsDocumented(error, source) ? null : error.ToString();
        }
        finally
        {
            Volatile.Write(ref _startedAt, 0);
        }
    }

    /// <summary>Shows the first of each fault, and keeps its file.</summary>
    private void Report(FileKind kind, int number, byte[] content, string fault)
    {
        var lines = fault.Split('\n');
        var place = string.Join(" < ", lines.Where(l => l.TrimStart().StartsWith("at NetGen.", StringComparison.Ordinal)).Take(2).Select(l => l.Trim().Split(" in ")[0]));
        var what = $"{kind.Name}: {lines[0].Split(": ")[0]} {place}";
        _faults[what] = _faults.GetValueOrDefault(what) + 1;
        if (_faults[what] > 1)
            return;

        var kept = Path.Combine(_folder, $"{kind.Name}-{_seed}-{number}");
        File.WriteAllBytes(kept, content);
        Console.WriteLine($"FAULT {kind.Name} {number} (seed {_seed}; kept as {kept})\n  {string.Join("\n  ", lines.Take(8))}");
    }

    private int HashCode(string name, int number)
    {
        var hash = (uint)_seed;
        foreach (var c in name)
            hash = (hash * 16777619) ^ c;
        return (int)((hash * 2654435761) + (uint)number);
    }

    private void Watch()
    {
        while (true)
        {
            Thread.Sleep(1000);
            var started = Volatile.Read(ref _startedAt);
            if (started == 0 || Stopwatch.GetElapsedTime(started) < Limit)
                continue;

            Console.WriteLine($"FAULT {_current}: still read after {Limit.TotalSeconds} s (seed {_seed}); its file lies in {_folder}");
            Console.Out.Flush();
            Environment.Exit(2);
        }
    }

    private struct Tally
    {
        public int Taken;
        public int Refused;
        public int Faults;
        public long MostAllocated;
    }
}
