using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>
/// The values of one method and their places in the arena. Each lives from the first call that names it to the last; a place is given again
/// once its value is dead. Lengths are rounded up to 16 floats, so that every place starts on a cache line whatever the batch.
/// </summary>
internal sealed class Arena(int start = 0)
{
    private const int Alignment = 16;

    private readonly List<Value> _values = [];

    /// <summary>A new place.</summary>
    public Operand Add(string name, int length)
    {
        _values.Add(new Value(name, length, AliasOf: -1));
        return new Operand(name, _values.Count - 1);
    }

    /// <summary>Another name for a place whose value is no longer needed.</summary>
    public Operand AddAlias(string name, Operand of)
    {
        _values.Add(new Value(name, _values[of.Value].Length, of.Value));
        return new Operand(name, _values.Count - 1);
    }

    /// <summary>Gives every value its place.</summary>
    /// <returns>The local variables in the order they were added, and the end of the arena.</returns>
    public (EquatableArray<PlannedLocal> Locals, int End) Assign(IEnumerable<KernelCall> calls)
    {
        var lives = Lives(calls);
        var offsets = new int[_values.Count];
        var placed = new List<int>();
        var end = start;

        foreach (var id in Enumerable.Range(0, _values.Count).Where(i => _values[i].AliasOf < 0).OrderBy(i => lives[i].First))
        {
            offsets[id] = FirstGap(placed.Where(p => lives[p].Overlaps(lives[id])).Select(p => (offsets[p], offsets[p] + Rounded(p))), Rounded(id));
            placed.Add(id);
            end = Math.Max(end, offsets[id] + Rounded(id));
        }

        var locals = _values.Select((v, i) => new PlannedLocal(v.Name, offsets[Root(i)], v.Length, v.AliasOf < 0 ? null : _values[v.AliasOf].Name));
        return (locals.ToEquatableArray(), end);
    }

    private int FirstGap(IEnumerable<(int Start, int End)> taken, int length)
    {
        var offset = start;
        foreach (var (from, to) in taken.OrderBy(t => t.Start))
        {
            if (from - offset >= length)
                break;

            offset = Math.Max(offset, to);
        }

        return offset;
    }

    private Life[] Lives(IEnumerable<KernelCall> calls)
    {
        var lives = Enumerable.Repeat(new Life(int.MaxValue, -1), _values.Count).ToArray();
        var time = 0;
        foreach (var call in calls)
        {
            foreach (var operand in call.Arguments.Where(a => a.Value >= 0))
                lives[Root(operand.Value)] = lives[Root(operand.Value)].With(time);

            time++;
        }

        return lives;
    }

    private int Root(int id)
    {
        while (_values[id].AliasOf >= 0)
            id = _values[id].AliasOf;

        return id;
    }

    private int Rounded(int id) => checked((_values[id].Length + Alignment - 1) / Alignment * Alignment);

    private readonly record struct Value(string Name, int Length, int AliasOf);

    private readonly record struct Life(int First, int Last)
    {
        public Life With(int time) => new(Math.Min(First, time), Math.Max(Last, time));

        public bool Overlaps(Life other) => First <= other.Last && other.First <= Last;
    }
}
