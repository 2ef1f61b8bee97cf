using System.ComponentModel;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>How the gradient of an elementwise activation follows from what its forward pass has kept.</summary>
public interface IActivationGradient
{
    /// <summary>Whether its methods are but a few instructions: threads divide only many values then.</summary>
    static virtual bool IsCheap => false;

    /// <summary>Whether gradients pass as they are.</summary>
    static virtual bool IsIdentity => false;

    /// <summary>The gradient for the input: <paramref name="gradient"/> times the derivative, told from what was kept.</summary>
    /// <param name="kept">The activation's output; its slope for <see cref="KeptSlope"/>.</param>
    /// <param name="gradient">The gradient for the output.</param>
    T Gradient<T>(T kept, T gradient)
        where T : struct, ILanes<T>;
}

/// <summary>An elementwise activation whose derivative follows from its output, so that backward need not keep the input.</summary>
/// <remarks>
/// Written once, on 16 lanes, for every width of vectors: the bits are the same on all processors. Each method is to be marked
/// <c>[MethodImpl(MethodImplOptions.AggressiveInlining)]</c>: as a call for every 16 values an exponential takes ten times as long.
/// Those of NetGen answer each question about themselves, also where the answer is the usual one: ReadyToRun compiles no call of a default.
/// </remarks>
public interface IActivation : IActivationGradient
{
    /// <summary>Whether <see cref="Apply"/> is <see cref="End"/> of <see cref="Begin"/>.</summary>
    /// <remarks>
    /// A long chain of operations leaves the processor waiting, because it looks only about 100 operations ahead. So loops run the two halves
    /// as two passes over a few vectors: each half is short, and more of them are under way at a time.
    /// </remarks>
    static virtual bool HasHalves => false;

    /// <summary>The first half of the activation.</summary>
    static virtual T Begin<T>(T x)
        where T : struct, ILanes<T>
        => x;

    /// <summary>The second half, from the input and what <see cref="Begin"/> made of it.</summary>
    static virtual T End<T>(T x, T begun)
        where T : struct, ILanes<T>
        => begun;

    /// <summary>The activation of each lane.</summary>
    T Apply<T>(T x)
        where T : struct, ILanes<T>;
}

/// <summary>
/// An activation whose output comes so near to a limit that, rounded to a float, it no longer tells the slope: training keeps the slope beside the output.
/// </summary>
/// <remarks>
/// tanh 9 is 1, and its slope, 6e-8, would be 0. <see cref="IActivationGradient.Gradient"/> of such an activation is exact for the output that it is given,
/// which may be off by half a unit in its last place.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISlopedActivation : IActivation
{
    /// <summary>The first half of the activation and its slope; loops run the halves as two passes (see <see cref="IActivation.HasHalves"/>).</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="second">The second of two values that the second half is told from.</param>
    /// <returns>The first of them.</returns>
    T BeginWithSlope<T>(T x, out T second)
        where T : struct, ILanes<T>;

    /// <summary>The second half: the activation of each lane, to the bits of <see cref="IActivation.Apply"/>, and its slope to the last few places.</summary>
    /// <param name="first">What <see cref="BeginWithSlope"/> returned.</param>
    /// <param name="second">What it wrote.</param>
    /// <param name="slope">The derivative at each input.</param>
    T EndWithSlope<T>(T first, T second, out T slope)
        where T : struct, ILanes<T>;
}

/// <summary>Which random numbers a dropout layer uses: they follow from these three alone.</summary>
/// <param name="Seed">The network's seed.</param>
/// <param name="Layer">The number of the dropout layer in its network, from 0.</param>
/// <param name="Step">The number of training steps made before.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct DropoutMask(long Seed, int Layer, long Step);
