using System.Globalization;
using System.Runtime.CompilerServices;
using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>RMSprop (Tieleman and Hinton, 2012), as Keras computes it: steps divided by the running root mean square of the gradient.</summary>
/// <remarks><c>v = rho v + (1 - Rho) g^2</c>, then <c>w -= lr g / sqrt(v + epsilon)</c>.</remarks>
public sealed class RmsProp : Optimizer
{
    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size, above 0.</param>
    /// <param name="rho">The share of the mean square that stays at each step, at least 0 and below 1.</param>
    /// <param name="epsilon">Added inside the root, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RmsProp(double learningRate = 0.001, double rho = 0.9, double epsilon = 1e-7)
        : base(Hyperparameter.PositiveFloat(learningRate, nameof(learningRate)))
    {
        Rho = Hyperparameter.Share(rho, nameof(rho));
        Epsilon = Hyperparameter.PositiveFloat(epsilon, nameof(epsilon));
    }

    /// <summary>The share of the mean square that stays at each step.</summary>
    public float Rho { get; }

    /// <summary>What is added inside the root.</summary>
    public float Epsilon { get; }

    private protected override int MomentCount => 1;

    private protected override string Settings => string.Create(CultureInfo.InvariantCulture, $"rho {Rho}, epsilon {Epsilon}");

    private protected override bool IsOfSquares(int moment) => moment == 0;

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients) => Run(new Rule(this), parameters, gradients);

    private readonly struct Rule(RmsProp rmsProp) : IUpdate
    {
        private readonly float _descent = -rmsProp.LearningRate;
        private readonly float _decay = rmsProp.Rho;
        private readonly float _share = 1 - rmsProp.Rho;
        private readonly float _notable = UpdateMath.NotableGradient(1 - rmsProp.Rho);
        private readonly float _epsilon = rmsProp.Epsilon;

        public static int Moments => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
            where T : struct, IWidth<T>
        {
            T square = UpdateMath.DecaySquare(kept.First, Lanes.CutBelow(gradients, T.Of(_notable)), _decay, _share);
            kept.First = square;
            T push = T.Of(_descent) * UpdateMath.CutTiny(gradients);
            return T.FusedMultiplyAdd(push, VectorMath<T>.ReciprocalSqrt(square + T.Of(_epsilon)), parameters);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
            where T : struct, IWidth<T>
            => HugeSquare.IsNone(before.First, after.First + T.Of(_epsilon));

        public void ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after)
        {
            if (!HugeSquare.Is(before.Kept.First, after.Kept.First + _epsilon))
                return;

            double decayed = HugeSquare.Decay(before.Kept.First, before.Gradient, _decay, _share);
            after.Kept.First = HugeSquare.Encode(decayed);
            after.Parameter = (float)(before.Parameter + (double)_descent * before.Gradient / Math.Sqrt(decayed + _epsilon));
        }
    }
}
