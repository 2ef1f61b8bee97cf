namespace NetGen;

/// <summary>
/// Scratch for predictions. Any number of threads rent at once without waiting; once as many arenas exist as there are threads that predict
/// at a time, nothing is allocated any more.
/// </summary>
/// <param name="length">The floats of one arena.</param>
internal sealed class ArenaPool(int length)
{
    /// <summary>How many arenas are kept; those that more threads than this return at once are left to the garbage collector.</summary>
    private const int Capacity = 64;

    private readonly AlignedFloats?[] _kept = new AlignedFloats?[Capacity];

    /// <summary>An arena that nobody else uses; its content is whatever it was.</summary>
    public AlignedFloats Rent()
    {
        for (var i = 0; i < Capacity; i++)
        {
            // Reading first keeps threads that only look from taking the cache line from each other.
            if (Volatile.Read(ref _kept[i]) is not null && Interlocked.Exchange(ref _kept[i], null) is { } arena)
                return arena;
        }

        return new AlignedFloats(length);
    }

    /// <summary>Gives an arena back.</summary>
    public void Return(AlignedFloats arena)
    {
        for (var i = 0; i < Capacity; i++)
        {
            if (Volatile.Read(ref _kept[i]) is null && Interlocked.CompareExchange(ref _kept[i], arena, null) is null)
                return;
        }
    }
}
