using System.Globalization;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

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
        private readonly float _descent = -sgd.LearningRate;

        public static int Moments => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
            where T : struct, IWidth<T>
            => T.FusedMultiplyAdd(T.Of(_descent), gradients, parameters);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
            where T : struct, IWidth<T>
            => true;

        public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after) => false;
    }

    private readonly struct Roll(Sgd sgd) : IUpdate
    {
        private readonly float _descent = -sgd.LearningRate;
        private readonly float _momentum = sgd.Momentum;
        private readonly bool _nesterov = sgd.Nesterov;

        public static int Moments => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
            where T : struct, IWidth<T>
        {
            T push = UpdateMath.Flush(T.Of(_descent) * gradients);
            T velocity = UpdateMath.Flush(T.FusedMultiplyAdd(T.Of(_momentum), kept.First, push));
            kept.First = velocity;
            return parameters + (_nesterov ? T.FusedMultiplyAdd(T.Of(_momentum), velocity, push) : velocity);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
            where T : struct, IWidth<T>
            => true;

        public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after) => false;
    }
}
