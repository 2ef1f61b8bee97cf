using System.Globalization;
using System.Runtime.CompilerServices;
using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>
/// Adagrad (Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization", 2011), as Keras computes it.
/// </summary>
/// <remarks>
/// <c>s += g^2</c>, from the initial accumulator value; <c>w -= lr g / sqrt(s + epsilon)</c>. The sum has no end: it stays at
/// 2^256 where gradients of the size of the largest float would make it greater, and no longer grows where a square is less than its rounding.
/// </remarks>
public sealed class Adagrad : Optimizer
{
    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size, above 0.</param>
    /// <param name="initialAccumulatorValue">What the sums of squares start at, at least 0.</param>
    /// <param name="epsilon">Added inside the root, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adagrad(double learningRate = 0.001, double initialAccumulatorValue = 0.1, double epsilon = 1e-7)
        : base(Hyperparameter.PositiveFloat(learningRate, nameof(learningRate)))
    {
        InitialAccumulatorValue = Hyperparameter.NotNegative((float)initialAccumulatorValue, nameof(initialAccumulatorValue));
        Epsilon = Hyperparameter.PositiveFloat(epsilon, nameof(epsilon));
    }

    /// <summary>What the sums of squares start at.</summary>
    public float InitialAccumulatorValue { get; }

    /// <summary>What is added inside the root.</summary>
    public float Epsilon { get; }

    private protected override int MomentCount => 1;

    private protected override string Settings =>
        string.Create(CultureInfo.InvariantCulture, $"initial accumulator value {InitialAccumulatorValue}, epsilon {Epsilon}");

    private protected override float InitialMoment(int moment) => InitialAccumulatorValue;

    private protected override bool IsOfSquares(int moment) => moment == 0;

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients) => Run(new Rule(this), parameters, gradients);

    private readonly struct Rule(Adagrad adagrad) : IUpdate
    {
        private readonly float _descent = -adagrad.LearningRate;
        private readonly float _notable = UpdateMath.NotableGradient(1);
        private readonly float _epsilon = adagrad.Epsilon;

        public static int Moments => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
            where T : struct, IWidth<T>
        {
            T notable = Lanes.CutBelow(gradients, T.Of(_notable));
            T sum = T.FusedMultiplyAdd(notable, notable, kept.First);
            kept.First = sum;
            T push = T.Of(_descent) * UpdateMath.CutTiny(gradients);
            return T.FusedMultiplyAdd(push, VectorMath<T>.ReciprocalSqrt(sum + T.Of(_epsilon)), parameters);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
            where T : struct, IWidth<T>
            => HugeSquare.IsNone(before.First, after.First + T.Of(_epsilon));

        public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after)
        {
            if (!HugeSquare.Is(before.Kept.First, after.Kept.First + _epsilon))
                return false;

            double sum = HugeSquare.Decay(before.Kept.First, before.Gradient, 1, 1);
            after.Kept.First = HugeSquare.Encode(sum);
            after.Parameter = (float)(before.Parameter + (double)_descent * before.Gradient / Math.Sqrt(sum + _epsilon));
            return true;
        }
    }
}
