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

    /// <summary>How often an order is tried at most, each time with another value in front; less often for many values, because each try looks at all pairs.</summary>
    private const int MostAttempts = 12;

    private const int MostPairs = 40_000;

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

    /// <summary>Places the values of one shelf. Where in the order of their first use they take more than lives at once, other orders may do better.</summary>
    private static int Fill(Values values, Life[] lives, int[] offsets, bool isFixed, int start)
    {
        var shelf = Enumerable.Range(0, values.Count).Where(i => values[i].AliasOf < 0 && values[i].IsFixed == isFixed).OrderBy(i => lives[i].First).ToList();
        var lengths = Enumerable.Range(0, values.Count).Select(i => Rounded(values[i])).ToArray();
        var least = start + LivingAtOnce(shelf, lives, lengths);
        var best = (Offsets: offsets, End: Place(shelf, lives, lengths, offsets, start));
        var attempts = Math.Min(Math.Max(MostPairs / Math.Max(shelf.Count * shelf.Count, 1), 1), MostAttempts);
        foreach (var order in Orders(shelf, lives, lengths))
        {
            for (var attempt = 0; attempt < attempts && best.End > least; attempt++)
            {
                var tried = new int[offsets.Length];
                var end = Place(order, lives, lengths, tried, start);
                if (end < best.End)
                    best = (tried, end);

                // What stands highest comes first the next time.
                var highest = order.FindIndex(id => tried[id] + lengths[id] == end);
                order.Insert(0, order[highest]);
                order.RemoveAt(highest + 1);
            }
        }

        foreach (var id in shelf)
            offsets[id] = best.Offsets[id];

        return best.End;
    }

    /// <summary>The orders that are tried: what is long first, what lives long, and what is both; of equal ones what is used first.</summary>
    private static IEnumerable<List<int>> Orders(List<int> shelf, Life[] lives, int[] lengths)
    {
        yield return [.. shelf.OrderByDescending(i => lengths[i])];
        yield return [.. shelf.OrderByDescending(i => lives[i].Length)];
        yield return [.. shelf.OrderByDescending(i => (long)lengths[i] * lives[i].Length)];
        yield return [.. shelf];
    }

    private static int Place(List<int> order, Life[] lives, int[] lengths, int[] offsets, int start)
    {
        var end = start;
        var placed = new List<int>(order.Count);
        foreach (var id in order)
        {
            var taken = placed.Where(p => lives[p].Overlaps(lives[id])).Select(p => (offsets[p], offsets[p] + lengths[p]));
            offsets[id] = FirstGap(taken, start, lengths[id]);
            placed.Add(id);
            end = Math.Max(end, offsets[id] + lengths[id]);
        }

        return end;
    }

    /// <summary>The most that lives during one call: no order can do with less.</summary>
    private static int LivingAtOnce(List<int> shelf, Life[] lives, int[] lengths)
    {
        var changes = new SortedDictionary<int, int>();
        foreach (var id in shelf.Where(id => lives[id].Last >= 0))
        {
            changes[lives[id].First] = (changes.TryGetValue(lives[id].First, out var born) ? born : 0) + lengths[id];
            changes[lives[id].Last + 1] = (changes.TryGetValue(lives[id].Last + 1, out var dead) ? dead : 0) - lengths[id];
        }

        var (living, most) = (0, 0);
        foreach (var change in changes.Values)
            most = Math.Max(most, living += change);

        return most;
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

        public int Length => Last - First + 1;

        public bool Overlaps(Life other) => First <= other.Last && other.First <= Last;
    }
}
