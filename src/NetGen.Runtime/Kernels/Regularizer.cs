using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Kernels;

/// <summary>Penalties on the size of parameters: l1 * sum |w| + l2 * sum w^2, as Keras has them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Regularizer
{
    /// <summary>The penalty, summed in double in a fixed order.</summary>
    /// <param name="parameters">The parameters it is on.</param>
    /// <param name="l1">The weight of the magnitudes.</param>
    /// <param name="l2">The weight of the squares.</param>
    public static double Penalty(ReadOnlySpan<float> parameters, float l1, float l2)
    {
        var pass = new PenaltyPass(parameters);
        Dispatch.Run(ref pass);
        return l1 * pass.Magnitudes + l2 * pass.Squares;
    }

    /// <summary>Adds the penalty's gradient, l1 sign(w) + 2 l2 w with sign(0) = 0, and returns the penalty.</summary>
    /// <param name="parameters">The parameters it is on.</param>
    /// <param name="l1">The weight of the magnitudes.</param>
    /// <param name="l2">The weight of the squares.</param>
    /// <param name="gradients">The gradient of each parameter, added to.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double AddGradient(ReadOnlySpan<float> parameters, float l1, float l2, Span<float> gradients)
    {
        Lanes.CheckLength(gradients.Length, parameters.Length, nameof(gradients));
        var pass = new GradientPass(parameters, l1, l2, gradients);
        Dispatch.Run(ref pass);
        return Penalty(parameters, l1, l2);
    }

    private ref struct PenaltyPass(ReadOnlySpan<float> parameters) : IPass
    {
        private readonly ReadOnlySpan<float> _parameters = parameters;

        public double Magnitudes { get; private set; }

        public double Squares { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            ref float w = ref Lanes.Start(_parameters);
            T magnitudes = T.Zero, squares = T.Zero;
            for (int i = 0; i < _parameters.Length; i += Lanes.Count)
            {
                T weights = Lanes.LoadAt<T>(ref w, i, _parameters.Length);
                T lower = T.WidenLower(weights), upper = T.WidenUpper(weights);
                magnitudes = T.AddDoubles(T.AddDoubles(magnitudes, T.AbsDoubles(lower)), T.AbsDoubles(upper));
                squares = T.FusedMultiplyAddDoubles(upper, upper, T.FusedMultiplyAddDoubles(lower, lower, squares));
            }

            Magnitudes = T.SumDoubles(magnitudes);
            Squares = T.SumDoubles(squares);
        }
    }

    private readonly ref struct GradientPass(ReadOnlySpan<float> parameters, float l1, float l2, Span<float> gradients) : IPass
    {
        private readonly ReadOnlySpan<float> _parameters = parameters;
        private readonly Span<float> _gradients = gradients;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int length = _parameters.Length;
            ref float w = ref Lanes.Start(_parameters);
            ref float g = ref Lanes.Start(_gradients);
            T linear = T.Of(l1), slope = T.Of(2 * l2);
            for (int i = 0; i < length; i += Lanes.Count)
            {
                T weight = Lanes.LoadAt<T>(ref w, i, length);
                T sign = linear | (weight & T.Of(-0f));
                T lasso = T.AndNot(sign, T.Equal(weight, T.Zero));
                Lanes.StoreAt(T.FusedMultiplyAdd(slope, weight, Lanes.LoadAt<T>(ref g, i, length) + lasso), ref g, i, length);
            }
        }
    }
}
