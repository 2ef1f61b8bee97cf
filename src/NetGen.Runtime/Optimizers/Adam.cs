using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

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
    public Adam(float learningRate = 0.001f, float beta1 = 0.9f, float beta2 = 0.999f, float epsilon = 1e-7f)
        : base(CheckPositive(learningRate, nameof(learningRate)))
    {
        Beta1 = CheckShare(beta1, nameof(beta1));
        Beta2 = CheckShare(beta2, nameof(beta2));
        Epsilon = CheckPositive(epsilon, nameof(epsilon));
    }

    /// <summary>The share of the mean gradient that stays at each step.</summary>
    public float Beta1 { get; }

    /// <summary>The share of the mean square that stays at each step.</summary>
    public float Beta2 { get; }

    /// <summary>What is added to the root.</summary>
    public float Epsilon { get; }

    private protected override int MomentCount => 2;

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients)
    {
        // Powers by repeated multiplication: Math.Pow may differ in its last bit from one platform to another.
        _beta1Power *= Beta1;
        _beta2Power *= Beta2;
        float rate = (float)(LearningRate * Math.Sqrt(1 - _beta2Power) / (1 - _beta1Power));
        Descend(parameters, gradients, rate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Descend(Span<float> parameters, ReadOnlySpan<float> gradients, float correctedRate)
    {
        ref float w = ref Lanes.Start(parameters);
        ref float g = ref Lanes.Start(gradients);
        ref float m = ref Lanes.Start(Moment(0));
        ref float v = ref Lanes.Start(Moment(1));
        int length = parameters.Length;
        var rate = Vector512.Create(correctedRate);
        var meanDecay = Vector512.Create(Beta1);
        var meanShare = Vector512.Create(1 - Beta1);
        var squareDecay = Vector512.Create(Beta2);
        var squareShare = Vector512.Create(1 - Beta2);
        var threshold = Vector512.Create(UpdateMath.SquareThreshold(1 - Beta2));
        var outside = Vector512.Create(Epsilon);
        for (int i = 0; i < length; i += Lanes.Count)
        {
            var gradient = Lanes.LoadAt(ref g, i, length);
            var mean = UpdateMath.Decay(Lanes.LoadAt(ref m, i, length), gradient, meanDecay, meanShare);
            var square = UpdateMath.DecaySquare(Lanes.LoadAt(ref v, i, length), gradient, squareDecay, squareShare, threshold);
            Lanes.StoreAt(mean, ref m, i, length);
            Lanes.StoreAt(square, ref v, i, length);
            Lanes.StoreAt(Lanes.LoadAt(ref w, i, length) - rate * mean / (Vector512.Sqrt(square) + outside), ref w, i, length);
        }
    }
}
