using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>What makes one value of several; also the sum of the gradients of what several layers take.</summary>
/// <remarks>Outputs may be the very same span as an input, unless a method says otherwise; spans that overlap in another way give undefined values.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Merge
{
    // About 2 us of work.
    private const int Least = 32 * 1024;

    private interface IOperation
    {
        static abstract T Of<T>(T a, T b)
            where T : struct, IWidth<T>;
    }

    /// <summary>Writes <c>a + b</c>.</summary>
    /// <param name="a">The values of one.</param>
    /// <param name="b">Those of the other, of the same length.</param>
    /// <param name="sum">Of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ; nothing was written.</exception>
    public static void Add(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> sum) => Run<Sum>(a, b, sum, nameof(sum));

    /// <summary>Writes <c>a b</c>, position by position.</summary>
    /// <param name="a">The values of one.</param>
    /// <param name="b">Those of the other, of the same length.</param>
    /// <param name="product">Of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ; nothing was written.</exception>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> product) => Run<Product>(a, b, product, nameof(product));

    /// <summary>Writes the greater of each two values, and NaN where one of them is.</summary>
    /// <param name="a">The values of one.</param>
    /// <param name="b">Those of the other, of the same length.</param>
    /// <param name="maximum">Of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ; nothing was written.</exception>
    public static void Maximum(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> maximum) => Run<Greater>(a, b, maximum, nameof(maximum));

    /// <summary>Writes <c>values / divisor</c>, as the mean of several does with their sum.</summary>
    /// <param name="values">The values.</param>
    /// <param name="divisor">What each is divided by.</param>
    /// <param name="quotients">Of the same length.</param>
    /// <exception cref="ArgumentException">The lengths differ; nothing was written.</exception>
    public static void Divide(ReadOnlySpan<float> values, float divisor, Span<float> quotients)
    {
        Lanes.CheckLength(quotients.Length, values.Length, nameof(quotients));
        var pass = new DividePass(values, divisor, quotients);
        Dispatch.Divide(Team.PartsOf(values.Length, Least), ref pass);
    }

    /// <summary>
    /// Writes the gradient of one of several inputs of a maximum, and what is left of it for the inputs behind: where the input is the maximum it takes what is
    /// left. So of equal inputs the first has the gradient, as TensorFlow has it; where the maximum is NaN, none has.
    /// </summary>
    /// <param name="input">The input.</param>
    /// <param name="maximum">What <see cref="Maximum"/> wrote of all inputs, of the same length.</param>
    /// <param name="rest">What the inputs before have left of the gradient for the maximum, of the same length.</param>
    /// <param name="gradient">Of the same length, or empty where nobody wants it. It is not <paramref name="rest"/>.</param>
    /// <param name="restAfter">Of the same length, perhaps <paramref name="rest"/>; empty behind the last input.</param>
    /// <exception cref="ArgumentException">The lengths differ; nothing was written.</exception>
    public static void MaximumGradient(
        ReadOnlySpan<float> input, ReadOnlySpan<float> maximum, ReadOnlySpan<float> rest, Span<float> gradient, Span<float> restAfter)
    {
        Lanes.CheckLength(maximum.Length, input.Length, nameof(maximum));
        Lanes.CheckLength(rest.Length, input.Length, nameof(rest));
        if (!gradient.IsEmpty)
            Lanes.CheckLength(gradient.Length, input.Length, nameof(gradient));
        if (!restAfter.IsEmpty)
            Lanes.CheckLength(restAfter.Length, input.Length, nameof(restAfter));
        var pass = new MaximumGradientPass(input, maximum, rest, gradient, restAfter);
        Dispatch.Divide(Team.PartsOf(input.Length, Least), ref pass);
    }

    private static void Run<TOperation>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, string name)
        where TOperation : struct, IOperation
    {
        Lanes.CheckLength(b.Length, a.Length, nameof(b));
        Lanes.CheckLength(result.Length, a.Length, name);
        var pass = new OperationPass<TOperation>(a, b, result);
        Dispatch.Divide(Team.PartsOf(a.Length, Least), ref pass);
    }

    private readonly struct Sum : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T a, T b)
            where T : struct, IWidth<T>
            => a + b;
    }

    private readonly struct Product : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T a, T b)
            where T : struct, IWidth<T>
            => a * b;
    }

    private readonly struct Greater : IOperation
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T a, T b)
            where T : struct, IWidth<T>
            => T.Max(a, b);
    }

    private readonly ref struct OperationPass<TOperation>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result) : IPass
        where TOperation : struct, IOperation
    {
        private readonly ReadOnlySpan<float> _a = a;
        private readonly ReadOnlySpan<float> _b = b;
        private readonly Span<float> _result = result;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            var (start, length) = Share.OfFloats(_a.Length, part, parts);
            ref float a = ref Lanes.Start(_a.Slice(start, length));
            ref float b = ref Lanes.Start(_b.Slice(start, length));
            ref float to = ref Lanes.Start(_result.Slice(start, length));
            for (int i = 0; i < length; i += Lanes.Count)
                Lanes.StoreAt(TOperation.Of(Lanes.LoadAt<T>(ref a, i, length), Lanes.LoadAt<T>(ref b, i, length)), ref to, i, length);
        }
    }

    private readonly ref struct DividePass(ReadOnlySpan<float> values, float divisor, Span<float> quotients) : IPass
    {
        private readonly ReadOnlySpan<float> _values = values;
        private readonly Span<float> _quotients = quotients;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            var (start, length) = Share.OfFloats(_values.Length, part, parts);
            ref float from = ref Lanes.Start(_values.Slice(start, length));
            ref float to = ref Lanes.Start(_quotients.Slice(start, length));
            T by = T.Of(divisor);
            for (int i = 0; i < length; i += Lanes.Count)
                Lanes.StoreAt(Lanes.LoadAt<T>(ref from, i, length) / by, ref to, i, length);
        }
    }

    private readonly ref struct MaximumGradientPass(
        ReadOnlySpan<float> input, ReadOnlySpan<float> maximum, ReadOnlySpan<float> rest, Span<float> gradient, Span<float> restAfter) : IPass
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly ReadOnlySpan<float> _maximum = maximum;
        private readonly ReadOnlySpan<float> _rest = rest;
        private readonly Span<float> _gradient = gradient;
        private readonly Span<float> _restAfter = restAfter;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            var (start, length) = Share.OfFloats(_input.Length, part, parts);
            int end = start + length;
            for (int i = start; i < end; i += Lanes.Count)
            {
                T takes = T.Equal(Lanes.LoadAt<T>(ref Lanes.Start(_input), i, end), Lanes.LoadAt<T>(ref Lanes.Start(_maximum), i, end));
                T rest = Lanes.LoadAt<T>(ref Lanes.Start(_rest), i, end);
                if (!_gradient.IsEmpty)
                    Lanes.StoreAt(rest & takes, ref Lanes.Start(_gradient), i, end);
                if (!_restAfter.IsEmpty)
                    Lanes.StoreAt(T.AndNot(rest, takes), ref Lanes.Start(_restAfter), i, end);
            }
        }
    }
}
