using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>
/// Lets calls write over what they read. A layer only says that its kernels could; here is decided that they do, where nothing later reads what would be lost.
/// </summary>
internal static class Aliasing
{
    /// <summary>
    /// Where each stage of a prediction writes: where the stage wants it that reads it last, if that one works in place, and so perhaps where the caller
    /// wants the outputs; else to a place of its own.
    /// </summary>
    /// <param name="stages">The stages.</param>
    /// <param name="target">Where the outputs go.</param>
    /// <param name="values">Where the places are added.</param>
    public static Operand[] Places(Stages stages, Operand target, Values values)
    {
        var places = new Operand[stages.Items.Count];
        var readers = LastReaders(stages);
        for (var i = places.Length - 1; i >= 0; i--)
        {
            var stage = stages.Items[i];
            places[i] = i == stages.Output ? target
                : readers[i] >= 0 && WorksInPlaceOf(stages.Items[readers[i]], i, stage) ? places[readers[i]]
                : values.Add(stage.LocalName, stage.Output.Length);
        }

        return places;
    }

    /// <summary>Puts each value that may be written over another into that one's place.</summary>
    public static void Share(Values values, IReadOnlyList<Call> calls)
    {
        var lastUses = LastUses(values, calls);
        for (var time = 0; time < calls.Count; time++)
        {
            foreach (var use in calls[time].Uses)
            {
                if (use is not { Operand: Operand.Value written, Over: Operand.Value read })
                    continue;

                var place = values.Root(read.Id);
                var isFree = lastUses[place] == time && values.Root(written.Id) == written.Id && written.Id != place;
                if (!isFree || values[written.Id].Length != values[place].Length || values[written.Id].IsFixed != values[place].IsFixed)
                    continue;

                values.Alias(written.Id, read.Id);
                lastUses[place] = lastUses[written.Id];
            }
        }
    }

    /// <summary>Of each stage, the last that takes from it; -1 where none does.</summary>
    private static int[] LastReaders(Stages stages)
    {
        var readers = Enumerable.Repeat(-1, stages.Items.Count).ToArray();
        for (var i = 0; i < readers.Length; i++)
        {
            foreach (var source in stages.Items[i].Sources.Where(source => source >= 0))
                readers[source] = i;
        }

        return readers;
    }

    private static bool WorksInPlaceOf(Stage reader, int source, Stage above) =>
        reader.Layer.MayOverwriteInput && reader.Sources[0] == source && reader.Sources.Count(s => s == source) == 1
            && reader.Output.Length == above.Output.Length;

    /// <summary>Of each place, the last call that names what is there.</summary>
    private static int[] LastUses(Values values, IReadOnlyList<Call> calls)
    {
        var lastUses = new int[values.Count];
        for (var time = 0; time < calls.Count; time++)
        {
            foreach (var use in calls[time].Uses)
            {
                if (use.Operand is Operand.Value value)
                    lastUses[values.Root(value.Id)] = time;
            }
        }

        return lastUses;
    }
}
