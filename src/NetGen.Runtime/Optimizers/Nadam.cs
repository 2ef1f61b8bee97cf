using System.Globalization;
using System.Runtime.CompilerServices;
using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>Adam with Nesterov's look-ahead (Dozat, "Incorporating Nesterov Momentum into Adam", 2016), as Keras computes it.</summary>
/// <remarks>
/// <c>u(t) = beta1 (1 - 0.96^t / 2)</c>, t counted from 1, and <c>p(t) = u(1) u(2) ... u(t)</c>; <c>m = beta1 m + (1 - beta1) g</c>;
/// <c>v = beta2 v + (1 - beta2) g^2</c>; <c>a = u(t + 1) m / (1 - p(t + 1)) + (1 - u(t)) g / (1 - p(t))</c>;
/// <c>w -= lr a / (sqrt(v / (1 - beta2^t)) + epsilon)</c>.
/// </remarks>
public sealed class Nadam : Optimizer
{
    private const double ScheduleShare = 0.96;

    private DecayPower _schedulePower = new("schedule_power", ScheduleShare);
    private DecayPower _beta2Power;
    private double _product = 1;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size, above 0.</param>
    /// <param name="beta1">The share of the mean gradient that stays at each step, at least 0 and below 1.</param>
    /// <param name="beta2">The share of the mean square that stays at each step, at least 0 and below 1.</param>
    /// <param name="epsilon">Added to the root, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Nadam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(Hyperparameter.PositiveFloat(learningRate, nameof(learningRate)))
    {
        Beta1 = Hyperparameter.Share(beta1, nameof(beta1));
        Beta2 = Hyperparameter.Share(beta2, nameof(beta2));
        Epsilon = Hyperparameter.PositiveFloat(epsilon, nameof(epsilon));
        _beta2Power = new("beta2_power", Beta2);
    }

    /// <summary>The share of the mean gradient that stays at each step.</summary>
    public float Beta1 { get; }

    /// <summary>The share of the mean square that stays at each step.</summary>
    public float Beta2 { get; }

    /// <summary>What is added to the root.</summary>
    public float Epsilon { get; }

    private protected override int MomentCount => 2;

    private protected override string Settings => string.Create(CultureInfo.InvariantCulture, $"beta1 {Beta1}, beta2 {Beta2}, epsilon {Epsilon}");

    internal override void Save(TrainingState state)
    {
        base.Save(state);
        _schedulePower.Save(state);
        _beta2Power.Save(state);
        state.Set("share_product", _product);
    }

    internal override Action Read(TrainingState state, int parameterCount, long leastSteps)
    {
        var restore = base.Read(state, parameterCount, leastSteps);
        var steps = state.GetInteger("steps");
        var (schedule, square) = (_schedulePower.Read(state, steps), _beta2Power.Read(state, steps));
        var product = DecayPower.Checked(state, "share_product", ProductOf(steps), steps, "the product of the shares of");
        return restore + (() => (_schedulePower, _beta2Power, _product) = (schedule, square, product));
    }

    private protected override bool IsOfSquares(int moment) => moment == 1;

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        _schedulePower.Advance();
        _beta2Power.Advance();
        double share = ShareOf(_schedulePower.Value), next = ShareOf(_schedulePower.Value * ScheduleShare);
        _product *= share;
        var ofMean = (float)(LearningRate * next / (1 - _product * next));
        var ofGradient = (float)(LearningRate * (1 - share) / (1 - _product));
        Run(new Rule(this, ofMean, ofGradient, (float)(1 / Math.Sqrt(1 - _beta2Power.Value))), parameters, gradients);
    }

    private double ShareOf(double schedulePower) => Beta1 * (1 - 0.5 * schedulePower);

    /// <summary>About the product of so many shares.</summary>
    private double ProductOf(long steps)
    {
        // By then a share is beta1 to the last bit.
        var scheduled = (int)Math.Min(steps, 1000);
        var (product, power) = (1.0, 1.0);
        for (var i = 0; i < scheduled; i++)
            product *= ShareOf(power *= ScheduleShare);
        return product * Math.Pow(Beta1, steps - scheduled);
    }

    /// <summary>Keeps the mean gradient first, and the mean square second.</summary>
    private readonly struct Rule(Nadam nadam, float ofMean, float ofGradient, float correction) : IUpdate
    {
        private readonly float _ofMean = ofMean;
        private readonly float _ofGradient = ofGradient;
        private readonly float _correction = correction;
        private readonly float _meanDecay = nadam.Beta1;
        private readonly float _meanShare = 1 - nadam.Beta1;
        private readonly float _squareDecay = nadam.Beta2;
        private readonly float _squareShare = 1 - nadam.Beta2;
        private readonly float _notable = UpdateMath.NotableGradient(1 - nadam.Beta2);
        private readonly float _epsilon = nadam.Epsilon;

        public static int Moments => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
            where T : struct, IWidth<T>
        {
            T notTiny = UpdateMath.CutTiny(gradients);
            T mean = UpdateMath.Decay(kept.First, notTiny, _meanDecay, _meanShare);
            T square = UpdateMath.DecaySquare(kept.Second, Lanes.CutBelow(gradients, T.Of(_notable)), _squareDecay, _squareShare);
            (kept.First, kept.Second) = (mean, square);
            T root = square * VectorMath<T>.ReciprocalSqrt(square);
            T ahead = T.FusedMultiplyAdd(T.Of(_ofMean), mean, T.Of(_ofGradient) * notTiny);
            return parameters - ahead / T.FusedMultiplyAdd(T.Of(_correction), root, T.Of(_epsilon));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
            where T : struct, IWidth<T>
            => HugeSquare.IsNone(before.Second, after.Second);

        public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after)
        {
            if (!HugeSquare.Is(before.Kept.Second, after.Kept.Second))
                return false;

            double decayed = HugeSquare.Decay(before.Kept.Second, before.Gradient, _squareDecay, _squareShare);
            double ahead = (double)_ofMean * after.Kept.First + (double)_ofGradient * before.Gradient;
            after.Kept.Second = HugeSquare.Encode(decayed);
            after.Parameter = (float)(before.Parameter - ahead / (Math.Sqrt(decayed) * _correction + _epsilon));
            return true;
        }
    }
}
