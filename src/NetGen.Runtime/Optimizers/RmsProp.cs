using System.Globalization;
using System.Runtime.CompilerServices;
using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>RMSprop (Hinton, 2012), as Keras computes it.</summary>
/// <remarks>
/// <c>v = rho v + (1 - rho) g^2</c>; <c>w -= lr g / sqrt(v + epsilon)</c>. Centered, also <c>m = rho m + (1 - rho) g</c>, and <c>v - m^2</c>, the
/// variance of the gradient, stands in the root in place of v. With momentum <c>b = momentum b + lr g / sqrt(v + epsilon)</c>; <c>w -= b</c>.
/// </remarks>
public sealed class RmsProp : Optimizer
{
    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size, above 0.</param>
    /// <param name="rho">The share of the mean square that stays at each step, at least 0 and below 1.</param>
    /// <param name="epsilon">Added inside the root, above 0.</param>
    /// <param name="momentum">The share of the last step that stays at each step, at least 0 and below 1.</param>
    /// <param name="centered">Whether to divide by the root of the gradient's variance, and not of its mean square.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RmsProp(double learningRate = 0.001, double rho = 0.9, double epsilon = 1e-7, double momentum = 0, bool centered = false)
        : base(Hyperparameter.PositiveFloat(learningRate, nameof(learningRate)))
    {
        Rho = Hyperparameter.Share(rho, nameof(rho));
        Epsilon = Hyperparameter.PositiveFloat(epsilon, nameof(epsilon));
        Momentum = Hyperparameter.Share(momentum, nameof(momentum));
        Centered = centered;
    }

    /// <summary>The share of the mean square that stays at each step.</summary>
    public float Rho { get; }

    /// <summary>What is added inside the root.</summary>
    public float Epsilon { get; }

    /// <summary>The share of the last step that stays at each step.</summary>
    public float Momentum { get; }

    /// <summary>Whether the root is that of the gradient's variance.</summary>
    public bool Centered { get; }

    private protected override int MomentCount => 1 + (Centered ? 1 : 0) + (Momentum > 0 ? 1 : 0);

    private protected override string Settings => string.Create(
        CultureInfo.InvariantCulture,
        $"rho {Rho}, epsilon {Epsilon}{(Momentum > 0 ? ", momentum " : "")}{(Momentum > 0 ? Momentum : null)}{(Centered ? ", centered" : "")}");

    private protected override bool IsOfSquares(int moment) => moment == 0;

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        switch (Centered, Momentum > 0)
        {
            case (false, false):
                Run(new Rule(this), parameters, gradients);
                break;
            case (false, true):
                Run(new Rolling<Rule>(new(this), Momentum), parameters, gradients);
                break;
            case (true, false):
                Run(new CenteredRule(this), parameters, gradients);
                break;
            default:
                Run(new Rolling<CenteredRule>(new(this), Momentum), parameters, gradients);
                break;
        }
    }

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

        public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after)
        {
            if (!HugeSquare.Is(before.Kept.First, after.Kept.First + _epsilon))
                return false;

            double decayed = HugeSquare.Decay(before.Kept.First, before.Gradient, _decay, _share);
            after.Kept.First = HugeSquare.Encode(decayed);
            after.Parameter = (float)(before.Parameter + (double)_descent * before.Gradient / Math.Sqrt(decayed + _epsilon));
            return true;
        }
    }

    /// <summary>
    /// Keeps the variance itself, and the mean behind it: <c>v - m^2</c> of floats would be nothing but rounding where gradients hardly differ, and below
    /// 0 at times. With <c>s = v - m^2</c>, the two recurrences are <c>s = rho s + rho (1 - rho) (g - m)^2</c>, m that of before the step, and the one
    /// of m.
    /// </summary>
    private readonly struct CenteredRule(RmsProp rmsProp) : IUpdate
    {
        private readonly float _descent = -rmsProp.LearningRate;
        private readonly float _decay = rmsProp.Rho;
        private readonly float _share = 1 - rmsProp.Rho;
        private readonly float _squareShare = rmsProp.Rho * (1 - rmsProp.Rho);
        private readonly float _notable = UpdateMath.NotableGradient(rmsProp.Rho * (1 - rmsProp.Rho));
        private readonly float _epsilon = rmsProp.Epsilon;

        public static int Moments => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
            where T : struct, IWidth<T>
        {
            T notTiny = UpdateMath.CutTiny(gradients);
            T variance = UpdateMath.DecaySquare(kept.First, Lanes.CutBelow(notTiny - kept.Second, T.Of(_notable)), _decay, _squareShare);
            T mean = UpdateMath.Decay(kept.Second, notTiny, _decay, _share);
            (kept.First, kept.Second) = (variance, mean);
            return T.FusedMultiplyAdd(T.Of(_descent) * notTiny, VectorMath<T>.ReciprocalSqrt(variance + T.Of(_epsilon)), parameters);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
            where T : struct, IWidth<T>
            => HugeSquare.IsNone(before.First, after.First + T.Of(_epsilon));

        public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after)
        {
            if (!HugeSquare.Is(before.Kept.First, after.Kept.First + _epsilon))
                return false;

            double decayed = HugeSquare.Decay(before.Kept.First, (double)before.Gradient - before.Kept.Second, _decay, _squareShare);
            after.Kept.First = HugeSquare.Encode(decayed);
            after.Parameter = (float)(before.Parameter + (double)_descent * before.Gradient / Math.Sqrt(decayed + _epsilon));
            return true;
        }
    }
}
