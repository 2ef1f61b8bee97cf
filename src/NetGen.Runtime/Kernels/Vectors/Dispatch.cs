using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels.Products;
using NetGen.Threading;

namespace NetGen.Kernels.Vectors;

/// <summary>Work on vectors, written once for all widths, that may be cut into parts which write nothing in common.</summary>
internal interface IPass
{
    /// <summary>
    /// Does part number <paramref name="part"/> of <paramref name="parts"/>. To be inlined always: <see cref="IWidth{TSelf}.Run"/> is where it is compiled.
    /// </summary>
    void Run<T>(int part, int parts)
        where T : struct, IWidth<T>;
}

/// <summary>Chooses the width of vectors, here and nowhere else.</summary>
internal static unsafe class Dispatch
{
    /// <summary>
    /// Whether products read a kernel that was packed ahead: where they would copy it together at each call. With vectors of 512 bits they read it as it
    /// stands.
    /// </summary>
    public static bool ReadsPanels =>
        Vector512.IsHardwareAccelerated ? Lanes512.ReadsPanels : Vector256.IsHardwareAccelerated ? Lanes256.ReadsPanels : Lanes128.ReadsPanels;

    /// <summary>Does a part of a pass, or all of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TPass>(ref TPass pass, int part = 0, int parts = 1)
        where TPass : struct, IPass, allows ref struct
    {
        if (Vector512.IsHardwareAccelerated)
            Lanes512.Run(ref pass, part, parts);
        else if (Vector256.IsHardwareAccelerated)
            Lanes256.Run(ref pass, part, parts);
        else
            Lanes128.Run(ref pass, part, parts);
    }

    /// <summary>Does all parts of a pass on the team's threads.</summary>
    /// <param name="parts">How many parts to make, at most.</param>
    /// <param name="pass">The pass; it stays where it is until the call returns.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Divide<TPass>(int parts, ref TPass pass)
        where TPass : struct, IPass, allows ref struct
    {
        if (parts == 1 || !Team.TryRun(parts, &RunPart<TPass>, Unsafe.AsPointer(ref pass)))
            Run(ref pass);
    }

    /// <summary>What finishes the strips of a product; see <see cref="Ending"/>.</summary>
    public static delegate*<void*, in Sums, void> Finisher<TEpilogue>()
        where TEpilogue : struct, IEpilogue
    {
        if (Vector512.IsHardwareAccelerated)
            return &Ending.Finish<Lanes512, TEpilogue>;
        return Vector256.IsHardwareAccelerated ? &Ending.Finish<Lanes256, TEpilogue> : &Ending.Finish<Lanes128, TEpilogue>;
    }

    private static void RunPart<TPass>(void* pass, int part, int parts)
        where TPass : struct, IPass, allows ref struct
        => Run(ref Unsafe.AsRef<TPass>(pass), part, parts);
}
