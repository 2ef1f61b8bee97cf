using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>The gradient of an activation whose slope was kept: <see cref="Activations.ForwardWithSlope"/> writes it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct KeptSlope : IActivationGradient
{
    /// <inheritdoc/>
    public static bool IsCheap => true;

    /// <inheritdoc/>
    public static bool IsIdentity => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Gradient<T>(T kept, T gradient)
        where T : struct, ILanes<T>
        => Lanes.CutBelow(gradient * kept, T.Of(Lanes.MinNormal));
}
