using System.Globalization;

namespace NetGen;

/// <summary>Adam (Kingma and Ba, 2015), as Keras computes it.</summary>
/// <remarks>
/// <c>m = beta1 m + (1 - beta1) g</c>; <c>v = beta2 v + (1 - beta2) g^2</c>; <c>a = lr sqrt(1 - beta2^t) / (1 - beta1^t)</c>, t counted from 1;
/// <c>w -= a m / (sqrt(v) + epsilon)</c>. This is the paper's "epsilon hat" form: epsilon is added to the root of the uncorrected v. With AMSGrad
/// (Reddi, Kale and Kumar, "On the Convergence of Adam and Beyond", 2018) <c>u = max(u, v)</c>, from 0, stands in the root in place of v.
/// </remarks>
public sealed class Adam : Optimizer
{
    private AdamCorrection _correction;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size, above 0.</param>
    /// <param name="beta1">The share of the mean gradient that stays at each step, at least 0 and below 1.</param>
    /// <param name="beta2">The share of the mean square that stays at each step, at least 0 and below 1.</param>
    /// <param name="epsilon">Added to the root, above 0.</param>
    /// <param name="amsgrad">Whether to divide by the root of the greatest mean square so far.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7, bool amsgrad = false)
        : base(Hyperparameter.PositiveFloat(learningRate, nameof(learningRate)))
    {
        Beta1 = Hyperparameter.Share(beta1, nameof(beta1));
        Beta2 = Hyperparameter.Share(beta2, nameof(beta2));
        Epsilon = Hyperparameter.PositiveFloat(epsilon, nameof(epsilon));
        AmsGrad = amsgrad;
        _correction = new(Beta1, Beta2);
    }

    /// <summary>The share of the mean gradient that stays at each step.</summary>
    public float Beta1 { get; }

    /// <summary>The share of the mean square that stays at each step.</summary>
    public float Beta2 { get; }

    /// <summary>What is added to the root.</summary>
    public float Epsilon { get; }

    /// <summary>Whether the root is that of the greatest mean square so far.</summary>
    public bool AmsGrad { get; }

    private protected override int MomentCount => AmsGrad ? 3 : 2;

    private protected override string Settings =>
        string.Create(CultureInfo.InvariantCulture, $"beta1 {Beta1}, beta2 {Beta2}, epsilon {Epsilon}{(AmsGrad ? ", amsgrad" : "")}");

    internal override void Save(TrainingState state)
    {
        base.Save(state);
        _correction.Save(state);
    }

    internal override Action Read(TrainingState state, int parameterCount, long leastSteps)
    {
        var restore = base.Read(state, parameterCount, leastSteps);
        var correction = _correction.Read(state, state.GetInteger("steps"));
        return restore + (() => _correction = correction);
    }

    private protected override bool IsOfSquares(int moment) => moment >= 1;

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        var rate = _correction.NextRate(LearningRate);
        if (AmsGrad)
            Run(new AmsGradRule(rate, Beta1, Beta2, Epsilon), parameters, gradients);
        else
            Run(new AdamRule(rate, Beta1, Beta2, Epsilon), parameters, gradients);
    }
}
