namespace NetGen.Threading;

/// <summary>Work that can be cut into parts which write nothing in common, so that any thread may do any of them in any order.</summary>
internal interface IDivisible
{
    /// <summary>Does part number <paramref name="part"/> of <paramref name="parts"/>.</summary>
    void Run(int part, int parts);
}
