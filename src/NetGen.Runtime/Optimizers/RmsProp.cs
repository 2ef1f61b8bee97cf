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
    public RmsProp(float learningRate = 0.001f, float rho = 0.9f, float epsilon = 1e-7f)
        : base(CheckPositive(learningRate, nameof(learningRate)))
    {
        Rho = CheckShare(rho, nameof(rho));
        Epsilon = CheckPositive(epsilon, nameof(epsilon));
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
            gradients = Lanes.CutBelow(gradients, _notable);
            square = UpdateMath.DecaySquare(square, gradients, _decay, _share);
            return Vector512.FusedMultiplyAdd(_descent * gradients, VectorMath.ReciprocalSqrt(square + _epsilon), parameters);
        }
    }
}
