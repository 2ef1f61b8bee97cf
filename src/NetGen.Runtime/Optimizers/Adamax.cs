using System.Globalization;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>Adamax (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015, section 7.1), as Keras computes it.</summary>
/// <remarks>
/// <c>m = beta1 m + (1 - beta1) g</c>; <c>u = max(beta2 u, |g|)</c>; <c>w -= lr / (1 - beta1^t) m / (u + epsilon)</c>, t counted from 1.
/// </remarks>
public sealed class Adamax : Optimizer
{
    private DecayPower _beta1Power;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size, above 0.</param>
    /// <param name="beta1">The share of the mean gradient that stays at each step, at least 0 and below 1.</param>
    /// <param name="beta2">The share of the greatest gradient that stays at each step, at least 0 and below 1.</param>
    /// <param name="epsilon">Added to the greatest gradient, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adamax(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(Hyperparameter.PositiveFloat(learningRate, nameof(learningRate)))
    {
        Beta1 = Hyperparameter.Share(beta1, nameof(beta1));
        Beta2 = Hyperparameter.Share(beta2, nameof(beta2));
        Epsilon = Hyperparameter.PositiveFloat(epsilon, nameof(epsilon));
        _beta1Power = new("beta1_power", Beta1);
    }

    /// <summary>The share of the mean gradient that stays at each step.</summary>
    public float Beta1 { get; }

    /// <summary>The share of the greatest gradient that stays at each step.</summary>
    public float Beta2 { get; }

    /// <summary>What is added to the greatest gradient.</summary>
    public float Epsilon { get; }

    private protected override int MomentCount => 2;

    private protected override string Settings => string.Create(CultureInfo.InvariantCulture, $"beta1 {Beta1}, beta2 {Beta2}, epsilon {Epsilon}");

    internal override void Save(TrainingState state)
    {
        base.Save(state);
        _beta1Power.Save(state);
    }

    internal override Action Read(TrainingState state, int parameterCount, long leastSteps)
    {
        var restore = base.Read(state, parameterCount, leastSteps);
        var power = _beta1Power.Read(state, state.GetInteger("steps"));
        return restore + (() => _beta1Power = power);
    }

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        _beta1Power.Advance();
        Run(new Rule(this, (float)(LearningRate / (1 - _beta1Power.Value))), parameters, gradients);
    }

    /// <summary>Keeps the mean first, and the greatest magnitude second. Without squares, nothing leaves the range of a float.</summary>
    private readonly struct Rule(Adamax adamax, float correctedRate) : IUpdate
    {
        private readonly float _rate = correctedRate;
        private readonly float _meanDecay = adamax.Beta1;
        private readonly float _meanShare = 1 - adamax.Beta1;
        private readonly float _decay = adamax.Beta2;
        private readonly float _epsilon = adamax.Epsilon;

        public static int Moments => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Apply<T>(T parameters, T gradients, ref Kept<T> kept)
            where T : struct, IWidth<T>
        {
            T notTiny = UpdateMath.CutTiny(gradients);
            T mean = UpdateMath.Decay(kept.First, notTiny, _meanDecay, _meanShare);
            T greatest = T.Max(UpdateMath.Flush(T.Of(_decay) * kept.Second), T.Abs(notTiny));
            (kept.First, kept.Second) = (mean, greatest);
            return parameters - T.Of(_rate) * mean / (greatest + T.Of(_epsilon));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsInRange<T>(in Kept<T> before, in Kept<T> after)
            where T : struct, IWidth<T>
            => true;

        public bool ApplyInDouble(in UpdatedParameter before, ref UpdatedParameter after) => false;
    }
}
