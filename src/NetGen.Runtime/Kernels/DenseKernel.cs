using System.ComponentModel;
using NetGen.Kernels.Products;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>
/// The kernel of a dense layer: [inputs, units], row-major; or, in a <see cref="Predictor"/>, copied together once so that a product need not do it at each
/// call. The bits of a product are the same.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct DenseKernel
{
    internal DenseKernel(ReadOnlySpan<float> values, bool isPacked)
    {
        Values = values;
        IsPacked = isPacked;
    }

    /// <summary>The values.</summary>
    internal ReadOnlySpan<float> Values { get; }

    /// <summary>Whether they lie panel by panel: 16 columns of all rows, the next 16, and zeros for the columns that the last panel lacks.</summary>
    internal bool IsPacked { get; }

    /// <summary>A kernel as it stands in a network's parameters.</summary>
    /// <param name="values">[inputs, units], row-major.</param>
    public static implicit operator DenseKernel(ReadOnlySpan<float> values) => new(values, isPacked: false);

    /// <inheritdoc cref="op_Implicit(ReadOnlySpan{float})"/>
    public static implicit operator DenseKernel(Span<float> values) => new(values, isPacked: false);

    /// <inheritdoc cref="op_Implicit(ReadOnlySpan{float})"/>
    public static implicit operator DenseKernel(float[] values) => new(values, isPacked: false);

    /// <summary>The length of a packed kernel.</summary>
    internal static long PackedLength(int inputs, int units) => (long)inputs * Panel.Count(units) * Panel.Width;

    /// <summary>Packs a kernel.</summary>
    /// <param name="inputs">Its rows.</param>
    /// <param name="units">Its columns.</param>
    /// <param name="kernel">[inputs, units], row-major.</param>
    /// <param name="packed">Takes <see cref="PackedLength"/> values.</param>
    internal static unsafe void Pack(int inputs, int units, ReadOnlySpan<float> kernel, Span<float> packed)
    {
        fixed (float* from = kernel, to = packed)
        {
            for (int column = 0; column < units; column += Panel.Width)
            {
                var packing = new Packing(from + column, units, 1, Math.Min(Panel.Width, units - column), 1, inputs, to + (nint)column * inputs);
                Dispatch.Run(ref packing);
            }
        }
    }
}
