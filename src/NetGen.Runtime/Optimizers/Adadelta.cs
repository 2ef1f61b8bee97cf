using System.Globalization;
using System.Runtime.CompilerServices;
using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>Adadelta (Zeiler, "ADADELTA: An Adaptive Learning Rate Method", 2012), as Keras computes it.</summary>
/// <remarks>
/// <c>v = rho v + (1 - rho) g^2</c>; <c>d = sqrt(s + epsilon) / sqrt(v + epsilon) g</c>; <c>s = rho s + (1 - rho) d^2</c>; <c>w -= lr d</c>. The paper has no
/// learning rate, which is one of 1; the default is Keras'.
/// </remarks>
public sealed class Adadelta : Optimizer
{
    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size, above 0.</param>
    /// <param name="rho">The share of both mean squares that stays at each step, at least 0 and below 1.</param>
    /// <param name="epsilon">Added inside both roots, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adadelta(double learningRate = 0.001, double rho = 0.95, double epsilon = 1e-7)
        : base(Hyperparameter.PositiveFloat(learningRate, nameof(learningRate)))
    {
        Rho = Hyperparameter.Share(rho, nameof(rho));
        Epsilon = Hyperparameter.PositiveFloat(epsilon, nameof(epsilon));
    }

    /// <summary>The share of both mean squares that stays at each step.</summary>
    public float Rho { get; }

    /// <summary>What is added inside both roots.</summary>
    public float Epsilon { get; }

    private protected override int MomentCount => 2;

    private protected override string Settings => string.Create(CultureInfo.InvariantCulture, $"rho {Rho}, epsilon {Epsilon}");

    private protected override bool IsOfSquares(int moment) => true;

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients) => Run(new Rule(this), parameters, gradients);

    /// <summary>Keeps the mean square of the gradient first, and that of the steps second.</summary>
    private readonly struct Rule(Adadelta adadelta) : IUpdate
    {
        private readonly float _descent = -adadelta.LearningRate;
        private readonly float _decay = adadelta.Rho;
        private readonly float _share = 1 - adadelta.Rho;
        private readonly float _notable = UpdateMath.NotableGradient(1 - adadelta.Rho);
        private readonly float _epsilon = adadelta.Epsilon;

        public static int Moments => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
            where T : struct, IWidth<T>
        {
            T square = UpdateMath.DecaySquare(kept.First, Lanes.CutBelow(gradients, T.Of(_notable)), _decay, _share);
            T steps = kept.Second + T.Of(_epsilon);
            // In this order, because the gradient over its root is never large, as the gradient times the other root may be.
            T step = UpdateMath.CutTiny(gradients) * VectorMath<T>.ReciprocalSqrt(square + T.Of(_epsilon)) * (steps * VectorMath<T>.ReciprocalSqrt(steps));
            kept.First = square;
            kept.Second = UpdateMath.DecaySquare(kept.Second, Lanes.CutBelow(step, T.Of(_notable)), _decay, _share);
            return T.FusedMultiplyAdd(T.Of(_descent), step, parameters);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
            where T : struct, IWidth<T>
            => HugeSquare.IsNone(before.First, after.First + T.Of(_epsilon)) & HugeSquare.IsNone(before.Second, after.Second + T.Of(_epsilon));

        public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after)
        {
            if (!HugeSquare.Is(before.Kept.First, after.Kept.First + _epsilon) && !HugeSquare.Is(before.Kept.Second, after.Kept.Second + _epsilon))
                return false;

            double square = HugeSquare.Decay(before.Kept.First, before.Gradient, _decay, _share);
            double step = Math.Sqrt(HugeSquare.Value(before.Kept.Second) + _epsilon) * before.Gradient / Math.Sqrt(square + _epsilon);
            after.Kept.First = HugeSquare.Encode(square);
            after.Kept.Second = HugeSquare.Encode(HugeSquare.Decay(before.Kept.Second, step, _decay, _share));
            after.Parameter = (float)(before.Parameter + _descent * step);
            return true;
        }
    }
}
