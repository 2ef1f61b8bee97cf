using System.Globalization;
using System.Runtime.CompilerServices;
using NetGen.Kernels;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>Adam (Kingma and Ba, 2015), as Keras computes it.</summary>
/// <remarks>
/// <c>m = beta1 m + (1 - beta1) g</c>; <c>v = beta2 v + (1 - beta2) g^2</c>; <c>a = lr sqrt(1 - beta2^t) / (1 - beta1^t)</c>, t counted from 1;
/// <c>w -= a m / (sqrt(v) + epsilon)</c>. This is the paper's "epsilon hat" form: epsilon is added to the root of the uncorrected v.
/// </remarks>
public sealed class Adam : Optimizer
{
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size, above 0.</param>
    /// <param name="beta1">The share of the mean gradient that stays at each step, at least 0 and below 1.</param>
    /// <param name="beta2">The share of the mean square that stays at each step, at least 0 and below 1.</param>
    /// <param name="epsilon">Added to the root, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(Hyperparameter.PositiveFloat(learningRate, nameof(learningRate)))
    {
        Beta1 = Hyperparameter.Share(beta1, nameof(beta1));
        Beta2 = Hyperparameter.Share(beta2, nameof(beta2));
        Epsilon = Hyperparameter.PositiveFloat(epsilon, nameof(epsilon));
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
        state.Set("beta1_power", _beta1Power);
        state.Set("beta2_power", _beta2Power);
    }

    internal override Action Read(TrainingState state, int parameterCount, long leastSteps)
    {
        var restore = base.Read(state, parameterCount, leastSteps);
        var steps = state.GetInteger("steps");
        var (first, second) = (Power(state, "beta1_power", Beta1, steps), Power(state, "beta2_power", Beta2, steps));
        return restore + (() => (_beta1Power, _beta2Power) = (first, second));
    }

    private protected override bool IsOfSquares(int moment) => moment == 1;

    /// <summary>A power as repeated multiplication gives it, with a rounding for each step.</summary>
    private static double Power(TrainingState state, string name, float beta, long steps)
    {
        const double Rounding = 1.2e-16, Denormal = 1e-300;
        var (found, expected) = (state.GetNumber(name), Math.Pow(beta, steps));
        return Math.Abs(found - expected) <= expected * (1e-12 + steps * Rounding) + Denormal
            ? found
            : throw state.Invalid(
                name, $"about {TrainingState.Text(expected)}, {TrainingState.Text(beta)} to the power of 'steps' {TrainingState.Text(steps)}",
                TrainingState.Text(found));
    }

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        // Powers by repeated multiplication: Math.Pow may differ in its last bit from one platform to another.
        _beta1Power *= Beta1;
        _beta2Power *= Beta2;
        float correctedRate = (float)(LearningRate * Math.Sqrt(1 - _beta2Power) / (1 - _beta1Power));
        Run(new Rule(this, correctedRate), parameters, gradients);
    }

    private readonly struct Rule(Adam adam, float correctedRate) : IUpdate
    {
        private readonly float _rate = correctedRate;
        private readonly float _meanDecay = adam.Beta1;
        private readonly float _meanShare = 1 - adam.Beta1;
        private readonly float _squareDecay = adam.Beta2;
        private readonly float _squareShare = 1 - adam.Beta2;
        private readonly float _notable = UpdateMath.NotableGradient(1 - adam.Beta2);
        private readonly float _epsilon = adam.Epsilon;

        public static int Moments => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T parameters, T gradients, ref T mean, ref T square)
            where T : struct, IWidth<T>
        {
            mean = UpdateMath.Decay(mean, UpdateMath.CutTiny(gradients), _meanDecay, _meanShare);
            square = UpdateMath.DecaySquare(square, Lanes.CutBelow(gradients, T.Of(_notable)), _squareDecay, _squareShare);
            T root = square * VectorMath<T>.ReciprocalSqrt(square);
            return parameters - T.Of(_rate) * mean / (root + T.Of(_epsilon));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsInRange<T>(T meanBefore, T squareBefore, T mean, T square)
            where T : struct, IWidth<T>
            => HugeSquare.IsNone(squareBefore, square);

        public void ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after)
        {
            if (!HugeSquare.Is(before.Second, after.Second))
                return;

            double decayed = HugeSquare.Decay(before.Second, before.Gradient, _squareDecay, _squareShare);
            after.Second = HugeSquare.Encode(decayed);
            after.Parameter = (float)(before.Parameter - (double)_rate * after.First / (Math.Sqrt(decayed) + _epsilon));
        }
    }
}
