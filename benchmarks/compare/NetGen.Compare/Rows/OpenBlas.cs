using System.Runtime.InteropServices;

namespace NetGen.Compare.Rows;

/// <summary>OpenBLAS' product of single floats, called with as little around it as the platform allows.</summary>
internal sealed unsafe class OpenBlas
{
    private const int RowMajor = 101;
    private const int NotTransposed = 111;
    private const int Transposed = 112;

    private readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<
        int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _sgemm;

    private OpenBlas(nint library)
    {
        _sgemm = (delegate* unmanaged[Cdecl, SuppressGCTransition]<
            int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)NativeLibrary.GetExport(library, "cblas_sgemm");
        var configuration = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(library, "openblas_get_config");
        var core = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(library, "openblas_get_corename");
        Version = $"{Marshal.PtrToStringAnsi(configuration())?.Trim()}, kernels for {Marshal.PtrToStringAnsi(core())}";
    }

    /// <summary>What the library says of itself.</summary>
    public string Version { get; }

    public static OpenBlas Load(string path) => new(NativeLibrary.Load(path));

    /// <summary>Computes c = a b, row-major, c being [rows, columns] and the sum over <paramref name="depth"/>.</summary>
    public void Multiply(int rows, int columns, int depth, ReadOnlySpan<float> a, bool isTransposedA, ReadOnlySpan<float> b, bool isTransposedB, Span<float> c)
    {
        fixed (float* pa = a, pb = b, pc = c)
        {
            _sgemm(
                RowMajor,
                isTransposedA ? Transposed : NotTransposed,
                isTransposedB ? Transposed : NotTransposed,
                rows,
                columns,
                depth,
                1,
                pa,
                isTransposedA ? rows : depth,
                pb,
                isTransposedB ? depth : columns,
                0,
                pc,
                columns);
        }
    }
}
