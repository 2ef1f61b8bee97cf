using System.Globalization;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>Lion (Chen et al., "Symbolic Discovery of Optimization Algorithms", 2023), as Keras computes it.</summary>
/// <remarks>
/// <c>w -= lr sign(beta1 m + (1 - beta1) g)</c>, then <c>m = beta2 m + (1 - beta2) g</c>; the sign of 0 is 0. A gradient below 1e-30 counts as 0.
/// Each step moves each parameter by the learning rate, so that it should be 3 to 10 times smaller than Adam's.
/// </remarks>
public sealed class Lion : Optimizer
{
    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size, above 0.</param>
    /// <param name="beta1">The share of the mean gradient in what gives the direction, at least 0 and below 1; with 0 that is the gradient's alone.</param>
    /// <param name="beta2">The share of the mean gradient that stays at each step, at least 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Lion(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.99)
        : base(Hyperparameter.PositiveFloat(learningRate, nameof(learningRate)))
    {
        Beta1 = Hyperparameter.Share(beta1, nameof(beta1));
        Beta2 = Hyperparameter.Share(beta2, nameof(beta2));
    }

    /// <summary>The share of the mean gradient in what gives the direction.</summary>
    public float Beta1 { get; }

    /// <summary>The share of the mean gradient that stays at each step.</summary>
    public float Beta2 { get; }

    private protected override int MomentCount => 1;

    private protected override string Settings => string.Create(CultureInfo.InvariantCulture, $"beta1 {Beta1}, beta2 {Beta2}");

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients) => Run(new Rule(this), parameters, gradients);

    private readonly struct Rule(Lion lion) : IUpdate
    {
        private const uint Sign = 0x80000000;

        private readonly float _descent = -lion.LearningRate;
        private readonly float _blend = lion.Beta1;
        private readonly float _blendShare = 1 - lion.Beta1;
        private readonly float _decay = lion.Beta2;
        private readonly float _share = 1 - lion.Beta2;

        public static int Moments => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
            where T : struct, IWidth<T>
        {
            T notTiny = UpdateMath.CutTiny(gradients);
            T direction = UpdateMath.Decay(kept.First, notTiny, _blend, _blendShare);
            kept.First = UpdateMath.Decay(kept.First, notTiny, _decay, _share);
            T step = T.AndNot(T.Of(_descent) ^ (direction & T.OfBits(Sign)), T.Equal(direction, T.Zero));
            // NaN has no sign.
            return parameters + T.Select(T.Equal(direction, direction), step, direction);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
            where T : struct, IWidth<T>
            => true;

        public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after) => false;
    }
}
