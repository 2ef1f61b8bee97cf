using System.Runtime.InteropServices;
using TorchSharp;

namespace NetGen.Compare.Peers.Torch;

/// <summary>TorchSharp's native part.</summary>
internal static unsafe class TorchLibrary
{
    private const string Name = "libLibTorchSharp.so";

    /// <summary>Loads it and sets the threads.</summary>
    /// <returns>The versions.</returns>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message says why, which TorchSharp's own would not.</exception>
    public static string Load(int threads)
    {
        NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, Name));
        InitializeStreams();
        torch.set_num_threads(threads);
        torch.set_num_interop_threads(1);
        torch.random.manual_seed(1);
        return $"TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}, libtorch {torch.__version__}";
    }

    /// <summary>
    /// A program of GCC 13 leaves it to libstdc++ to set up std::cout and its like; libstdc++ before GCC 13 leaves it to the program. Where
    /// run.sh had to pair the two, nobody might have done it. To do it twice is harmless: the library counts.
    /// </summary>
    private static void InitializeStreams()
    {
        // One byte, kept for good: the object has nothing but a constructor.
        var streams = NativeMemory.AllocZeroed(1);
        var constructor = (delegate* unmanaged[Cdecl]<void*, void>)NativeLibrary.GetExport(NativeLibrary.Load("libstdc++.so.6"), "_ZNSt8ios_base4InitC1Ev");
        constructor(streams);
    }
}
