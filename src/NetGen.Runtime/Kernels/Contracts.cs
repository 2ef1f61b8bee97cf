using System.Runtime.Intrinsics;

namespace NetGen.Kernels;

/// <summary>The extents of a dense layer, as a type, so that the JIT compiles its kernels with constant bounds.</summary>
public interface IDenseShape
{
    /// <summary>The extent of the input's last axis.</summary>
    static abstract int Inputs { get; }

    /// <summary>The extent of the output's last axis.</summary>
    static abstract int Units { get; }
}

/// <summary>An elementwise activation whose derivative follows from its output, so that backward need not keep the input.</summary>
/// <remarks>Written once at 512 bits: narrower processors run the same lanes in halves, with the same bits.</remarks>
public interface IActivation
{
    /// <summary>Whether both methods are but a few instructions, so that a matrix product runs them in registers; else it runs them as a second pass.</summary>
    static virtual bool IsCheap => false;

    /// <summary>Whether <see cref="Apply"/> is <see cref="End"/> of <see cref="Begin"/>.</summary>
    /// <remarks>
    /// A long chain of operations leaves the processor waiting, because it looks only about 100 operations ahead. So loops run the two halves
    /// as two passes over a few vectors: each half is short, and more of them are under way at a time.
    /// </remarks>
    static virtual bool HasHalves => false;

    /// <summary>The first half of the activation.</summary>
    static virtual Vector512<float> Begin(Vector512<float> x) => x;

    /// <summary>The second half, from the input and what <see cref="Begin"/> made of it.</summary>
    static virtual Vector512<float> End(Vector512<float> x, Vector512<float> begun) => begun;

    /// <summary>The activation of each lane.</summary>
    Vector512<float> Apply(Vector512<float> x);

    /// <summary>The gradient for the input: <paramref name="gradient"/> times the derivative, told from the output <paramref name="y"/>.</summary>
    Vector512<float> Gradient(Vector512<float> y, Vector512<float> gradient);
}

/// <summary>Which random numbers a dropout layer uses: they follow from these three alone.</summary>
/// <param name="Seed">The network's seed.</param>
/// <param name="Layer">The number of the dropout layer in its network, from 0.</param>
/// <param name="Step">The number of training steps made before.</param>
public readonly record struct DropoutMask(long Seed, int Layer, long Step);
