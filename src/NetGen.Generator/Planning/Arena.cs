using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>
/// Gives the values of one method their places in the arena. Each lives from the first call that names it to the last; a place is given again
/// once its value is dead. Lengths are rounded up to 16 floats, so that every place starts on a cache line whatever the batch. Values whose length does not
/// follow the batch's stand on a shelf of their own, behind all others.
/// </summary>
internal static class Arena
{
    private const int Alignment = 16;

    /// <summary>Gives every value its place.</summary>
    /// <param name="values">The values.</param>
    /// <param name="calls">The calls that name them.</param>
    /// <param name="start">How much of the arena is taken already.</param>
    /// <returns>The local variables in the order they were added, and the ends of both shelves.</returns>
    public static (EquatableArray<PlannedLocal> Locals, int End, int FixedEnd) Assign(Values values, IReadOnlyList<Call> calls, int start = 0)
    {
        var lives = Lives(values, calls);
        var offsets = new int[values.Count];
        var end = Fill(values, lives, offsets, isFixed: false, start);
        var fixedEnd = Fill(values, lives, offsets, isFixed: true, 0);

        var locals = Enumerable.Range(0, values.Count).Select(i =>
            new PlannedLocal(values[i].Name, offsets[values.Root(i)], values[i].Length, values[i].AliasOf, values[i].IsSame, values[i].IsFixed));
        return (locals.ToEquatableArray(), end, fixedEnd);
    }

    private static int Fill(Values values, Life[] lives, int[] offsets, bool isFixed, int start)
    {
        var placed = new List<int>();
        var end = start;
        foreach (var id in Enumerable.Range(0, values.Count).Where(i => values[i].AliasOf < 0 && values[i].IsFixed == isFixed).OrderBy(i => lives[i].First))
        {
            var taken = placed.Where(p => lives[p].Overlaps(lives[id])).Select(p => (offsets[p], offsets[p] + Rounded(values[p])));
            offsets[id] = FirstGap(taken, start, Rounded(values[id]));
            placed.Add(id);
            end = Math.Max(end, offsets[id] + Rounded(values[id]));
        }

        return end;
    }

    private static int FirstGap(IEnumerable<(int Start, int End)> taken, int start, int length)
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

    private static Life[] Lives(Values values, IReadOnlyList<Call> calls)
    {
        var lives = Enumerable.Repeat(new Life(int.MaxValue, -1), values.Count).ToArray();
        for (var time = 0; time < calls.Count; time++)
        {
            foreach (var value in calls[time].Uses.Select(use => use.Operand).OfType<Operand.Value>())
                lives[values.Root(value.Id)] = lives[values.Root(value.Id)].With(time);
        }

        return lives;
    }

    private static int Rounded(Value value) => checked((value.Length + Alignment - 1) / Alignment * Alignment);

    private readonly record struct Life(int First, int Last)
    {
        public Life With(int time) => new(Math.Min(First, time), Math.Max(Last, time));

        public bool Overlaps(Life other) => First <= other.Last && other.First <= Last;
    }
}
