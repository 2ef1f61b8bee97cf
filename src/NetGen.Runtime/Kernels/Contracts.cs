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
