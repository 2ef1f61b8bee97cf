using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

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
        private readonly Vector512<float> _descent = Vector512.Create(-rmsProp.LearningRate);
        private readonly Vector512<float> _decay = Vector512.Create(rmsProp.Rho);
        private readonly Vector512<float> _share = Vector512.Create(1 - rmsProp.Rho);
        private readonly Vector512<float> _notable = Vector512.Create(UpdateMath.NotableGradient(1 - rmsProp.Rho));
        private readonly Vector512<float> _epsilon = Vector512.Create(rmsProp.Epsilon);

        public static int Moments => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Apply(Vector512<float> parameters, Vector512<float> gradients, ref Vector512<float> square, ref Vector512<float> unused)
        {
            square = UpdateMath.DecaySquare(square, Lanes.CutBelow(gradients, _notable), _decay, _share);
            var push = _descent * UpdateMath.CutTiny(gradients);
            return Vector512.FusedMultiplyAdd(push, VectorMath.ReciprocalSqrt(square + _epsilon), parameters);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsInRange(Vector512<float> squareBefore, Vector512<float> unusedBefore, Vector512<float> square, Vector512<float> unused) =>
            HugeSquare.IsNone(squareBefore, square + _epsilon);

        [MethodImpl(Hot.Pass)]
        public Vector512<float> ApplyInDouble(Vector512<float> parameters, Vector512<float> gradients, ref Vector512<float> square, ref Vector512<float> unused)
        {
            var before = square;
            var updated = Apply(parameters, gradients, ref square, ref unused);
            for (int i = 0; i < Lanes.Count; i++)
            {
                if (!HugeSquare.Is(before[i], square[i] + _epsilon[0]))
                    continue;

                double decayed = HugeSquare.Decay(before[i], gradients[i], _decay[0], _share[0]);
                square = square.WithElement(i, HugeSquare.Encode(decayed));
                updated = updated.WithElement(i, (float)(parameters[i] + (double)_descent[0] * gradients[i] / Math.Sqrt(decayed + _epsilon[0])));
            }

            return updated;
        }
    }
}
