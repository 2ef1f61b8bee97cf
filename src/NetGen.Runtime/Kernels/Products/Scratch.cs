using System.Runtime.CompilerServices;

namespace NetGen.Kernels.Products;

/// <summary>
/// Memory of the calling thread for a copied strip, and for the sums of one: pinned, and kept from call to call, so that a steady state allocates nothing.
/// </summary>
internal static unsafe class Scratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static float[]? _buffer;

    [ThreadStatic]
    private static double[]? _sums;

    /// <summary>At least <paramref name="length"/> floats on a 64-byte boundary, with any content; valid until the thread asks again.</summary>
    public static float* Take(int length)
    {
        int needed = length + Alignment / sizeof(float);
        if (_buffer is not { } buffer || buffer.Length < needed)
            _buffer = buffer = GC.AllocateUninitializedArray<float>(needed, pinned: true);
        nuint start = (nuint)Unsafe.AsPointer(ref buffer[0]);
        return (float*)((start + Alignment - 1) & ~(nuint)(Alignment - 1));
    }

    /// <summary>At least <paramref name="length"/> zeros; valid until the thread asks again.</summary>
    public static double* TakeSums(int length)
    {
        if (_sums is not { } sums || sums.Length < length)
            _sums = sums = GC.AllocateUninitializedArray<double>(length, pinned: true);
        Array.Clear(sums, 0, length);
        return (double*)Unsafe.AsPointer(ref sums[0]);
    }
}
