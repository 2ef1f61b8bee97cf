using System.Runtime.CompilerServices;

namespace NetGen.Threading;

/// <summary>Divides a number of things as evenly as it goes.</summary>
internal static class Share
{
    private const int Group = 64;

    /// <summary>The first thing of a part; that of part number <paramref name="parts"/> is the end.</summary>
    public static int Start(int count, int part, int parts) => (int)((long)count * part / parts);

    /// <summary>The floats of a part, cut at multiples of 64: no two parts write to one cache line, and groups of 64 random numbers stay whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int Start, int Length) OfFloats(int count, int part, int parts)
    {
        int groups = (int)(((long)count + Group - 1) / Group);
        int start = Start(groups, part, parts) * Group, end = (int)Math.Min(count, (long)Start(groups, part + 1, parts) * Group);
        return (start, end - start);
    }
}
