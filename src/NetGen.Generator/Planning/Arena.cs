using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>
/// Gives the values of one method their places in the arena. Each lives from the first call that names it to the last; a place is given again
/// once its value is dead. Lengths are rounded up to 16 floats, so that every place starts on a cache line whatever the batch. Values whose length does not
/// follow the batch's stand on a shelf of their own, behind all others.
/// </summary>
internal sealed class Arena
{
    private const int Alignment = 16;

    /// <summary>How often the order of placing is changed for a smaller arena; few graphs need more than a handful.</summary>
    private const int Attempts = 30;

    private readonly Life[] _lives;
    private readonly int[] _lengths;

    private Arena(Life[] lives, int[] lengths) => (_lives, _lengths) = (lives, lengths);

    /// <summary>Gives every value its place.</summary>
    /// <param name="values">The values.</param>
    /// <param name="calls">The calls that name them.</param>
    /// <param name="start">How much of the arena is taken already.</param>
    /// <returns>The local variables in the order they were added, and the ends of both shelves.</returns>
    public static (EquatableArray<PlannedLocal> Locals, int End, int FixedEnd) Assign(Values values, IReadOnlyList<Call> calls, int start = 0)
    {
        var lengths = Enumerable.Range(0, values.Count).Select(i => Rounded(values[i])).ToArray();
        var arena = new Arena(Lives(values, calls), lengths);
        var shelves = Enumerable.Range(0, values.Count).Where(i => values[i].AliasOf < 0).ToLookup(i => values[i].IsFixed);
        var (offsets, end) = arena.Smallest([.. shelves[false]], calls.Count, start);
        var (fixedOffsets, fixedEnd) = arena.Smallest([.. shelves[true]], calls.Count, 0);

        var locals = Enumerable.Range(0, values.Count).Select(i => new PlannedLocal(
            values[i].Name, (values[i].IsFixed ? fixedOffsets : offsets)[values.Root(i)], values[i].Length, values[i].AliasOf, values[i].IsSame,
                values[i].IsFixed));
        return (locals.ToEquatableArray(), end, fixedEnd);
    }

    /// <summary>
    /// The best of some orders of placing: by first use, which suits a chain; the longest first; the longest in use first. Whatever ended highest in one
    /// attempt is placed first in the next.
    /// </summary>
    private (int[] Offsets, int End) Smallest(List<int> ids, int times, int start)
    {
        var least = LeastEnd(ids, times, start);
        List<int> byUse = [.. ids.OrderBy(i => _lives[i].First)];
        var best = Place(byUse, start);
        List<int>[] orders = [byUse, [.. byUse.OrderByDescending(i => _lengths[i])], [.. byUse.OrderByDescending(i => _lives[i].Last - _lives[i].First)]];
        for (var attempt = 1; attempt < Attempts && best.End > least; attempt++)
        {
            var order = orders[attempt % orders.Length];
            var found = Place(order, start);
            if (found.End < best.End)
                best = found;

            var highest = order.FindIndex(i => found.Offsets[i] + _lengths[i] == found.End);
            order.Insert(0, order[highest]);
            order.RemoveAt(highest + 1);
        }

        return best;
    }

    /// <summary>Places values one after another, each in the lowest gap among those that live when it does.</summary>
    private (int[] Offsets, int End) Place(List<int> order, int start)
    {
        var offsets = new int[_lives.Length];
        var placed = new List<int>(order.Count); // from the lowest to the highest
        var end = start;
        foreach (var id in order)
        {
            var offset = start;
            foreach (var other in placed)
            {
                if (!_lives[other].Overlaps(_lives[id]))
                    continue;

                if (offsets[other] - offset >= _lengths[id])
                    break;

                offset = Math.Max(offset, offsets[other] + _lengths[other]);
            }

            offsets[id] = offset;
            end = Math.Max(end, checked(offset + _lengths[id]));
            var above = placed.FindIndex(p => offsets[p] > offset);
            placed.Insert(above < 0 ? placed.Count : above, id);
        }

        return (offsets, end);
    }

    /// <summary>The end below which no order comes: what lives at one time stands apart.</summary>
    private int LeastEnd(List<int> ids, int times, int start)
    {
        var changes = new long[times + 1];
        foreach (var id in ids.Where(i => _lives[i].Last >= 0))
        {
            changes[_lives[id].First] += _lengths[id];
            changes[_lives[id].Last + 1] -= _lengths[id];
        }

        long most = 0, sum = 0;
        foreach (var change in changes)
            most = Math.Max(most, sum += change);

        return checked(start + (int)most);
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
