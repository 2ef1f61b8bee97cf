using System.Runtime;
using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>Whether this process runs code that was compiled before it began: from the package's image of the assembly, or ahead of time.</summary>
/// <remarks>An image is not always used: not where the processor lacks its instructions, for instance, and not where a program was trimmed.</remarks>
internal static class Image
{
    private static readonly bool IsFound = Find();

    /// <summary>Whether there is such code.</summary>
    public static bool IsUsed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !RuntimeFeature.IsDynamicCodeCompiled || IsFound;
    }

    private static bool Find()
    {
        long compiled = JitInfo.GetCompiledMethodCount(currentThread: true);
        Probe();
        return JitInfo.GetCompiledMethodCount(currentThread: true) == compiled;
    }

    [MethodImpl(Hot.Precompiled)]
    private static void Probe()
    {
    }
}

/// <summary>
/// Whether there is such code for a type, which an image holds only where its build could name it (<see cref="ImageContent"/>): not for a user's
/// activation.
/// </summary>
/// <remarks>What it does not hold the JIT has to optimize on the first call; what it holds must not ask for that.</remarks>
/// <typeparam name="T">What the code is for.</typeparam>
internal static class Image<T>
    where T : allows ref struct
{
    private static readonly bool IsFound = Find();

    /// <summary>Whether there is such code.</summary>
    public static bool IsUsed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !RuntimeFeature.IsDynamicCodeCompiled || IsFound;
    }

    private static bool Find()
    {
        long compiled = JitInfo.GetCompiledMethodCount(currentThread: true);
        Probe();
        return JitInfo.GetCompiledMethodCount(currentThread: true) == compiled;
    }

    // Where this needs no compilation, neither does a pass over the type: an image that holds the one holds the other.
    [MethodImpl(Hot.Precompiled)]
    private static void Probe()
    {
    }
}
