using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Stochastic gradient descent, with momentum and Nesterov's look-ahead if asked for, as Keras computes it.</summary>
/// <remarks>
/// Without momentum <c>w -= lr g</c>. With momentum <c>v = momentum v - lr g</c>, then <c>w += v</c>, or with Nesterov <c>w += momentum v - lr g</c>.
/// </remarks>
public sealed class Sgd : Optimizer
{
    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size, above 0.</param>
    /// <param name="momentum">The share of the velocity that stays at each step, at least 0 and below 1.</param>
    /// <param name="nesterov">Whether to use the gradient's effect on the velocity at once (Sutskever et al., 2013).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Sgd(float learningRate = 0.01f, float momentum = 0, bool nesterov = false)
        : base(CheckPositive(learningRate, nameof(learningRate)))
    {
        Momentum = CheckShare(momentum, nameof(momentum));
        Nesterov = nesterov;
    }

    /// <summary>The share of the velocity that stays at each step.</summary>
    public float Momentum { get; }

    /// <summary>Whether the step looks ahead.</summary>
    public bool Nesterov { get; }

    private protected override int MomentCount => Momentum > 0 ? 1 : 0;

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        if (Momentum == 0)
            Descend(parameters, gradients, LearningRate);
        else
            Roll(parameters, gradients, Moment(0), LearningRate, Momentum, Nesterov);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Descend(Span<float> parameters, ReadOnlySpan<float> gradients, float learningRate)
    {
        ref float w = ref Lanes.Start(parameters);
        ref float g = ref Lanes.Start(gradients);
        int length = parameters.Length;
        var rate = Vector512.Create(-learningRate);
        for (int i = 0; i < length; i += Lanes.Count)
        {
            var step = Vector512.FusedMultiplyAdd(rate, Lanes.LoadAt(ref g, i, length), Lanes.LoadAt(ref w, i, length));
            Lanes.StoreAt(step, ref w, i, length);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Roll(
        Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> velocities, float learningRate, float momentum, bool nesterov)
    {
        ref float w = ref Lanes.Start(parameters);
        ref float g = ref Lanes.Start(gradients);
        ref float v = ref Lanes.Start(velocities);
        int length = parameters.Length;
        var rate = Vector512.Create(-learningRate);
        var kept = Vector512.Create(momentum);
        for (int i = 0; i < length; i += Lanes.Count)
        {
            var push = rate * UpdateMath.Flush(Lanes.LoadAt(ref g, i, length));
            var velocity = UpdateMath.Flush(Vector512.FusedMultiplyAdd(kept, Lanes.LoadAt(ref v, i, length), push));
            var move = nesterov ? Vector512.FusedMultiplyAdd(kept, velocity, push) : velocity;
            Lanes.StoreAt(velocity, ref v, i, length);
            Lanes.StoreAt(Lanes.LoadAt(ref w, i, length) + move, ref w, i, length);
        }
    }
}
