using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <content>Products of the rows of two values.</content>
public static partial class Merge
{
    /// <summary>What the sum of squares of a row counts as at least where it is divided by its norm: Keras' <c>l2_normalize</c>.</summary>
    private const float LeastSquares = 1e-12f;

    private const int LeastRows = 16 * 1024;

    /// <summary>Writes the dot product of each two rows. Sums are made in 16 parts, in ascending order.</summary>
    /// <param name="rows">How many rows each value has.</param>
    /// <param name="a">Rows x n values.</param>
    /// <param name="b">As many.</param>
    /// <param name="products">A value a row. It is neither of the others.</param>
    /// <exception cref="ArgumentException">The lengths do not fit; nothing was written.</exception>
    public static void Dot(int rows, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> products)
    {
        int width = CheckRows(rows, a.Length, b.Length);
        Lanes.CheckLength(products.Length, rows, nameof(products));
        var pass = new DotPass(rows, width, a, b, products, isCosine: false);
        Dispatch.Divide(Team.PartsOf(a.Length, LeastRows), ref pass);
    }

    /// <summary>Writes each row times its factor: of a dot product, the gradient of one of the two from that of the product and the other.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="factors">A value a row.</param>
    /// <param name="values">Rows x n values.</param>
    /// <param name="scaled">As many; may be <paramref name="values"/>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit; nothing was written.</exception>
    public static void ScaleRows(int rows, ReadOnlySpan<float> factors, ReadOnlySpan<float> values, Span<float> scaled)
    {
        int width = CheckRows(rows, values.Length, scaled.Length, nameof(scaled));
        Lanes.CheckLength(factors.Length, rows, nameof(factors));
        var pass = new ScalePass(rows, width, factors, values, scaled);
        Dispatch.Divide(Team.PartsOf(values.Length, LeastRows), ref pass);
    }

    /// <summary>
    /// Writes the dot product of each two rows, each divided by its L2 norm before, <c>x / sqrt(max(sum x^2, 1e-12))</c>: Keras' <c>Dot(normalize=True)</c>.
    /// </summary>
    /// <param name="rows">How many rows each value has.</param>
    /// <param name="a">Rows x n values.</param>
    /// <param name="b">As many.</param>
    /// <param name="cosines">A value a row. It is neither of the others.</param>
    /// <exception cref="ArgumentException">The lengths do not fit; nothing was written.</exception>
    public static void Cosine(int rows, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> cosines)
    {
        int width = CheckRows(rows, a.Length, b.Length);
        Lanes.CheckLength(cosines.Length, rows, nameof(cosines));
        var pass = new DotPass(rows, width, a, b, cosines, isCosine: true);
        Dispatch.Divide(Team.PartsOf(a.Length, LeastRows), ref pass);
    }

    /// <summary>
    /// Writes the gradient for one of the two values of a cosine, <c>g (b / |b| - cos a / |a|) / |a|</c>; a norm that counts as the least is a constant, whose
    /// term <c>cos a / |a|</c> falls away.
    /// </summary>
    /// <param name="rows">How many rows each value has.</param>
    /// <param name="a">The value that the gradient is for, rows x n values.</param>
    /// <param name="b">The other, as many.</param>
    /// <param name="cosines">What <see cref="Cosine"/> wrote.</param>
    /// <param name="outputGradient">The gradient for it, a value a row.</param>
    /// <param name="gradient">Rows x n values. It is none of the others.</param>
    /// <exception cref="ArgumentException">The lengths do not fit; nothing was written.</exception>
    public static void CosineGradient(
        int rows, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> cosines, ReadOnlySpan<float> outputGradient, Span<float> gradient)
    {
        int width = CheckRows(rows, a.Length, b.Length);
        Lanes.CheckLength(cosines.Length, rows, nameof(cosines));
        Lanes.CheckLength(outputGradient.Length, rows, nameof(outputGradient));
        Lanes.CheckLength(gradient.Length, a.Length, nameof(gradient));
        var pass = new CosineGradientPass(rows, width, a, b, cosines, outputGradient, gradient);
        Dispatch.Divide(Team.PartsOf(a.Length, LeastRows), ref pass);
    }

    private static int CheckRows(int rows, int first, int second, string name = "b")
    {
        int width = Lanes.Width(first, rows, name == "b" ? "a" : "values");
        Lanes.CheckLength(second, first, name);
        return width;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float DotOf<T>(ref float a, ref float b, int width)
        where T : struct, IWidth<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < width; i += Lanes.Count)
            sum = T.FusedMultiplyAdd(Lanes.LoadAt<T>(ref a, i, width), Lanes.LoadAt<T>(ref b, i, width), sum);
        return T.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float NormOf(float squares) => MathF.Sqrt(squares < LeastSquares ? LeastSquares : squares);

    private readonly ref struct DotPass(int rows, int width, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> products, bool isCosine) : IPass
    {
        private readonly ReadOnlySpan<float> _a = a;
        private readonly ReadOnlySpan<float> _b = b;
        private readonly Span<float> _products = products;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int end = Share.Start(rows, part + 1, parts);
            for (int row = Share.Start(rows, part, parts); row < end; row++)
            {
                ref float a = ref Unsafe.Add(ref Lanes.Start(_a), (nint)row * width);
                ref float b = ref Unsafe.Add(ref Lanes.Start(_b), (nint)row * width);
                float product = DotOf<T>(ref a, ref b, width);
                _products[row] = isCosine ? product / (NormOf(DotOf<T>(ref a, ref a, width)) * NormOf(DotOf<T>(ref b, ref b, width))) : product;
            }
        }
    }

    private readonly ref struct ScalePass(int rows, int width, ReadOnlySpan<float> factors, ReadOnlySpan<float> values, Span<float> scaled) : IPass
    {
        private readonly ReadOnlySpan<float> _factors = factors;
        private readonly ReadOnlySpan<float> _values = values;
        private readonly Span<float> _scaled = scaled;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int end = Share.Start(rows, part + 1, parts);
            for (int row = Share.Start(rows, part, parts); row < end; row++)
            {
                ref float from = ref Unsafe.Add(ref Lanes.Start(_values), (nint)row * width);
                ref float to = ref Unsafe.Add(ref Lanes.Start(_scaled), (nint)row * width);
                T factor = T.Of(_factors[row]);
                for (int i = 0; i < width; i += Lanes.Count)
                    Lanes.StoreAt(Lanes.LoadAt<T>(ref from, i, width) * factor, ref to, i, width);
            }
        }
    }

    private readonly ref struct CosineGradientPass(
        int rows, int width,
            ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> cosines, ReadOnlySpan<float> outputGradient, Span<float> gradient) : IPass
    {
        private readonly ReadOnlySpan<float> _a = a;
        private readonly ReadOnlySpan<float> _b = b;
        private readonly ReadOnlySpan<float> _cosines = cosines;
        private readonly ReadOnlySpan<float> _outputGradient = outputGradient;
        private readonly Span<float> _gradient = gradient;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            int end = Share.Start(rows, part + 1, parts);
            for (int row = Share.Start(rows, part, parts); row < end; row++)
            {
                ref float a = ref Unsafe.Add(ref Lanes.Start(_a), (nint)row * width);
                ref float b = ref Unsafe.Add(ref Lanes.Start(_b), (nint)row * width);
                ref float to = ref Unsafe.Add(ref Lanes.Start(_gradient), (nint)row * width);
                float squares = DotOf<T>(ref a, ref a, width), norm = NormOf(squares), scale = _outputGradient[row] / norm;
                T other = T.Of(scale / NormOf(DotOf<T>(ref b, ref b, width)));
                T own = T.Of(squares < LeastSquares ? 0 : -scale * _cosines[row] / norm);
                for (int i = 0; i < width; i += Lanes.Count)
                {
                    T along = Lanes.LoadAt<T>(ref a, i, width) * own;
                    Lanes.StoreAt(T.FusedMultiplyAdd(Lanes.LoadAt<T>(ref b, i, width), other, along), ref to, i, width);
                }
            }
        }
    }
}
