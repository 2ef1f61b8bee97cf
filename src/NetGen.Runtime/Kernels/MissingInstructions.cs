using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels;

/// <summary>
/// Says once, on the error stream, that a program computes without fused multiply-adds: each is then a call, and a training takes 200 times as long.
/// </summary>
internal static class MissingInstructions
{
    private static int _isTold;

    /// <summary>Tells it where it is so. Other processors than x86 have the instruction always, or, as WebAssembly, never.</summary>
    public static void TellOnce()
    {
        // .NET has fused multiply-adds wherever it has AVX2. Not Fma.IsSupported: in a program compiled ahead of time that looks at the processor, not at
        // the program.
        if (!X86Base.IsSupported || Vector256.IsHardwareAccelerated || Interlocked.Exchange(ref _isTold, 1) != 0)
            return;
        Console.Error.WriteLine(RuntimeFeature.IsDynamicCodeCompiled
            ? "NetGen: there are no fused multiply-add instructions (AVX2) here, or they are turned off by DOTNET_EnableAVX2 or the like. Networks "
                + "work, with the same results, but very slowly."
            : "NetGen: this program was compiled ahead of time without fused multiply-add instructions. Networks work, with the same results, but very slowly. "
                + "Set <IlcInstructionSet>x86-64-v3</IlcInstructionSet> in the project that is published, or nothing: then it is set where the target is x64.");
    }
}
