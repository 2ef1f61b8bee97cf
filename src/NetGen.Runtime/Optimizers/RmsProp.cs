using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen;

/// <summary>RMSprop (Tieleman and Hinton, 2012), as Keras computes it: steps divided by the running root mean square of the gradient.</summary>
/// <remarks><c>v = rho v + (1 - rho) g^2</c>, then <c>w -= lr g / sqrt(v + epsilon)</c>.</remarks>
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

    private protected override void Update(Span<float> parameters, ReadOnlySpan<float> gradients)
        => Descend(parameters, gradients, Moment(0), LearningRate, Rho, Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Descend(
        Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> squares, float learningRate, float rho, float epsilon)
    {
        ref float w = ref Lanes.Start(parameters);
        ref float g = ref Lanes.Start(gradients);
        ref float v = ref Lanes.Start(squares);
        int length = parameters.Length;
        var rate = Vector512.Create(learningRate);
        var decay = Vector512.Create(rho);
        var share = Vector512.Create(1 - rho);
        var threshold = Vector512.Create(UpdateMath.SquareThreshold(1 - rho));
        var inside = Vector512.Create(epsilon);
        for (int i = 0; i < length; i += Lanes.Count)
        {
            var gradient = UpdateMath.Flush(Lanes.LoadAt(ref g, i, length));
            var square = UpdateMath.DecaySquare(Lanes.LoadAt(ref v, i, length), gradient, decay, share, threshold);
            Lanes.StoreAt(square, ref v, i, length);
            Lanes.StoreAt(Lanes.LoadAt(ref w, i, length) - rate * gradient / Vector512.Sqrt(square + inside), ref w, i, length);
        }
    }
}
