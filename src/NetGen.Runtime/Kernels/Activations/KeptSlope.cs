using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>The gradient of an activation whose slope was kept: <see cref="Activations.ForwardWithSlope"/> writes it.</summary>
public readonly struct KeptSlope : IActivationGradient
{
    /// <inheritdoc/>
    public static bool IsCheap => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Gradient(Vector512<float> kept, Vector512<float> gradient)
        => Lanes.CutBelow(gradient * kept, Vector512.Create(Lanes.MinNormal));
}
