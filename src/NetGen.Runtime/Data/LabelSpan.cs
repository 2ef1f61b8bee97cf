using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>
/// Labels of the type that a generic method knows them by as those of the type that they are, <c>int</c> or <c>float</c>; or as the bits of either.
/// </summary>
/// <remarks>
/// No such method asks that the type be unmanaged, though it always is: an image of the assembly (<see cref="Kernels.Image"/>) holds code for a type of another
/// assembly only where nothing is asked of it.
/// </remarks>
internal static class LabelSpan
{
    public static ReadOnlySpan<T> As<TLabel, T>(ReadOnlySpan<TLabel> labels)
    {
        Check<TLabel>();
        return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TLabel, T>(ref MemoryMarshal.GetReference(labels)), labels.Length);
    }

    public static Span<T> As<TLabel, T>(Span<TLabel> labels)
    {
        Check<TLabel>();
        return MemoryMarshal.CreateSpan(ref Unsafe.As<TLabel, T>(ref MemoryMarshal.GetReference(labels)), labels.Length);
    }

    private static void Check<TLabel>()
    {
        if (typeof(TLabel) != typeof(int) && typeof(TLabel) != typeof(float))
            throw new NotSupportedException($"There are no labels of type {typeof(TLabel).Name}; expected Int32 or Single.");
    }
}
