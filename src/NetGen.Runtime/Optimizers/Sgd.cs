using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public Sgd(double learningRate = 0.01, double momentum = 0, bool nesterov = false)
        : base(Hyperparameter.PositiveFloat(learningRate, nameof(learningRate)))
    {
        Momentum = Hyperparameter.Share(momentum, nameof(momentum));
        Nesterov = nesterov;
    }

    /// <summary>The share of the velocity that stays at each step.</summary>
    public float Momentum { get; }

    /// <summary>Whether the step looks ahead.</summary>
    public bool Nesterov { get; }

    private protected override int MomentCount => Momentum > 0 ? 1 : 0;

    private protected override string Settings => string.Create(CultureInfo.InvariantCulture, $"momentum {Momentum}, nesterov {Nesterov}");

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        if (Momentum == 0)
            Run(new Descent(this), parameters, gradients);
        else
            Run(new Roll(this), parameters, gradients);
    }

    private readonly struct Descent(Sgd sgd) : IUpdate
    {
        private readonly Vector512<float> _descent = Vector512.Create(-sgd.LearningRate);

        public static int Moments => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> parameters, Vector512<float> gradients, ref Vector512<float> unused, ref Vector512<float> unusedToo)
            => Vector512.FusedMultiplyAdd(_descent, gradients, parameters);

        public bool IsInRange(Vector512<float> firstBefore, Vector512<float> secondBefore, Vector512<float> first, Vector512<float> second) => true;

        public Vector512<float> ApplyInDouble(Vector512<float> parameters, Vector512<float> gradients, ref Vector512<float> unused, ref Vector512<float> unusedToo)
            => Apply(parameters, gradients, ref unused, ref unusedToo);
    }

    private readonly struct Roll(Sgd sgd) : IUpdate
    {
        private readonly Vector512<float> _descent = Vector512.Create(-sgd.LearningRate);
        private readonly Vector512<float> _momentum = Vector512.Create(sgd.Momentum);
        private readonly bool _nesterov = sgd.Nesterov;

        public static int Moments => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> parameters, Vector512<float> gradients, ref Vector512<float> velocity, ref Vector512<float> unused)
        {
            var push = UpdateMath.Flush(_descent * gradients);
            velocity = UpdateMath.Flush(Vector512.FusedMultiplyAdd(_momentum, velocity, push));
            return parameters + (_nesterov ? Vector512.FusedMultiplyAdd(_momentum, velocity, push) : velocity);
        }

        public bool IsInRange(Vector512<float> firstBefore, Vector512<float> secondBefore, Vector512<float> first, Vector512<float> second) => true;

        public Vector512<float> ApplyInDouble(Vector512<float> parameters, Vector512<float> gradients, ref Vector512<float> velocity, ref Vector512<float> unused)
            => Apply(parameters, gradients, ref velocity, ref unused);
    }
}
