using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Floats that start as zeros at a 64-byte boundary and never move: a pinned array, so there is nothing to dispose.</summary>
internal sealed class AlignedFloats
{
    private const int Alignment = 64;

    /// <summary>The most there can be.</summary>
    public static int MaxLength => Array.MaxLength - Alignment / sizeof(float);

    private readonly float[] _array;
    private readonly int _start;
    private readonly int _length;

    public unsafe AlignedFloats(int length)
    {
        _array = GC.AllocateArray<float>(length + Alignment / sizeof(float), pinned: true);
        _length = length;
        nuint address = (nuint)Unsafe.AsPointer(ref _array[0]);
        _start = (int)((Alignment - address % Alignment) % Alignment / sizeof(float));
    }

    public Span<float> Span => new(_array, _start, _length);
}
