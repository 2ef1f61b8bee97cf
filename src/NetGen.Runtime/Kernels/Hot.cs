using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>How the methods are compiled that do the work of a step.</summary>
internal static class Hot
{
    /// <summary>
    /// Optimized on the first call, because a kernel without that runs 15 to 21 times slower and for seconds; and never inlined. A caller that swallows a
    /// pass over vectors runs out of the inliner's budget, and each operation inside becomes a call: 30 us of exponentials take 680 from then on.
    /// </summary>
    public const MethodImplOptions Pass = MethodImplOptions.AggressiveOptimization | Precompiled;

    /// <summary>
    /// For what an image may hold (<see cref="Image{T}"/>), which what asks to be optimized on the first call never is; never inlined either.
    /// </summary>
    public const MethodImplOptions Precompiled = MethodImplOptions.NoInlining;
}
