using System.ComponentModel;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;
using NetGen.Threading;

namespace NetGen.Kernels;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy, 2015) over the last axis: y = gamma (x - mean) / sqrt(variance + epsilon) + beta for each channel, with the
/// mean and the biased variance of the batch in training, and with moving ones in prediction.
/// </summary>
/// <remarks>
/// Sums over the rows are those of the bias gradient: 32 rows in float, then in double, in ascending order. The variance is the mean of the squared distances
/// from the mean, which loses nothing where the mean is large. An empty gamma stands for ones, an empty beta for zeros.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchNorm
{
    // About 2 us of work.
    private const int Least = 16 * 1024;

    /// <summary>Writes the normalised values of a prediction.</summary>
    /// <param name="rows">How many rows <paramref name="input"/> has.</param>
    /// <param name="input">Rows x channels values.</param>
    /// <param name="gamma">The factor of each channel; empty for ones.</param>
    /// <param name="beta">What is added to each channel; empty for zeros.</param>
    /// <param name="mean">The moving mean of each channel.</param>
    /// <param name="variance">The moving variance of each channel.</param>
    /// <param name="output">Of the input's length; may be <paramref name="input"/>.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="ArgumentException">The lengths do not fit; nothing was written.</exception>
    public static void Forward(
        int rows,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> variance,
        Span<float> output,
        float epsilon)
    {
        int channels = Lanes.Width(input.Length, rows, nameof(input));
        Lanes.CheckLength(output.Length, input.Length, nameof(output));
        if (rows == 0)
            return;
        CheckChannels(channels, gamma.Length, beta.Length, mean.Length, nameof(mean));
        Lanes.CheckLength(variance.Length, channels, nameof(variance));
        var pass = new ForwardPass(rows, channels, input, gamma, beta, mean, variance, output, epsilon);
        Dispatch.Divide(Team.PartsOf(input.Length, Least), ref pass);
    }

    /// <summary>Writes the normalised values of a training step, what backward needs, and the moving statistics after it.</summary>
    /// <param name="rows">How many rows <paramref name="input"/> has.</param>
    /// <param name="input">Rows x channels values.</param>
    /// <param name="gamma">The factor of each channel; empty for ones.</param>
    /// <param name="beta">What is added to each channel; empty for zeros.</param>
    /// <param name="movingMean">The moving mean before the step.</param>
    /// <param name="movingVariance">The moving variance before the step.</param>
    /// <param name="output">Of the input's length; may be <paramref name="input"/>.</param>
    /// <param name="mean">Takes the batch's mean of each channel.</param>
    /// <param name="inverse">Takes 1 / sqrt(variance + epsilon) of each channel.</param>
    /// <param name="nextMean">Takes <c>momentum movingMean + (1 - momentum) mean</c>.</param>
    /// <param name="nextVariance">Takes the same of the variances.</param>
    /// <param name="momentum">The share of the moving statistics that stays.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="ArgumentException">The lengths do not fit; nothing was written.</exception>
    public static void ForwardInTraining(
        int rows,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> beta,
        ReadOnlySpan<float> movingMean,
        ReadOnlySpan<float> movingVariance,
        Span<float> output,
        Span<float> mean,
        Span<float> inverse,
        Span<float> nextMean,
        Span<float> nextVariance,
        float momentum,
        float epsilon)
    {
        int channels = Lanes.Width(input.Length, rows, nameof(input));
        Lanes.CheckLength(output.Length, input.Length, nameof(output));
        if (rows == 0)
            return;
        CheckChannels(channels, gamma.Length, beta.Length, movingMean.Length, nameof(movingMean));
        Lanes.CheckLength(movingVariance.Length, channels, nameof(movingVariance));
        Lanes.CheckLength(mean.Length, channels, nameof(mean));
        Lanes.CheckLength(inverse.Length, channels, nameof(inverse));
        Lanes.CheckLength(nextMean.Length, channels, nameof(nextMean));
        Lanes.CheckLength(nextVariance.Length, channels, nameof(nextVariance));
        var pass = new TrainingPass(rows, channels, input, gamma, beta, output, mean, inverse, epsilon)
        {
            MovingMean = movingMean,
            MovingVariance = movingVariance,
            NextMean = nextMean,
            NextVariance = nextVariance,
            Momentum = momentum,
        };
        Dispatch.Divide(Team.PartsOf(input.Length, Least), ref pass);
    }

    /// <summary>
    /// Writes the gradients of a training step: with the normalised x^ = (x - mean) inverse, for beta sum g, for gamma sum g x^, and for the input
    /// gamma inverse (g - sum g / rows - x^ sum g x^ / rows).
    /// </summary>
    /// <param name="rows">How many rows <paramref name="input"/> has.</param>
    /// <param name="input">As <see cref="ForwardInTraining"/> saw it.</param>
    /// <param name="gamma">The factor of each channel; empty for ones.</param>
    /// <param name="mean">What <see cref="ForwardInTraining"/> wrote.</param>
    /// <param name="inverse">What <see cref="ForwardInTraining"/> wrote.</param>
    /// <param name="outputGradient">The gradient for the output.</param>
    /// <param name="inputGradient">Of the input's length; may be <paramref name="outputGradient"/>.</param>
    /// <param name="gammaGradient">A value a channel; empty where nobody wants it.</param>
    /// <param name="betaGradient">A value a channel; empty where nobody wants it.</param>
    /// <exception cref="ArgumentException">The lengths do not fit; nothing was written.</exception>
    public static void Backward(
        int rows,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> inverse,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient,
        Span<float> gammaGradient,
        Span<float> betaGradient)
    {
        int channels = Lanes.Width(input.Length, rows, nameof(input));
        Lanes.CheckLength(outputGradient.Length, input.Length, nameof(outputGradient));
        Lanes.CheckLength(inputGradient.Length, input.Length, nameof(inputGradient));
        if (rows == 0)
            return;
        CheckChannels(channels, gamma.Length, betaGradient.Length, mean.Length, nameof(mean), nameof(betaGradient));
        Lanes.CheckLength(inverse.Length, channels, nameof(inverse));
        if (!gammaGradient.IsEmpty)
            Lanes.CheckLength(gammaGradient.Length, channels, nameof(gammaGradient));
        var pass = new BackwardPass(rows, channels, input, gamma, mean, inverse, outputGradient, inputGradient, gammaGradient, betaGradient);
        Dispatch.Divide(Team.PartsOf(input.Length, Least), ref pass);
    }

    /// <summary>
    /// Writes the gradient for the input of a layer that training leaves as it is, which normalises as in prediction: g gamma / sqrt(variance + epsilon).
    /// </summary>
    /// <param name="rows">How many rows <paramref name="outputGradient"/> has.</param>
    /// <param name="gamma">The factor of each channel; empty for ones.</param>
    /// <param name="variance">The moving variance of each channel.</param>
    /// <param name="outputGradient">The gradient for the output, rows x channels values.</param>
    /// <param name="inputGradient">As many; may be <paramref name="outputGradient"/>.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="ArgumentException">The lengths do not fit; nothing was written.</exception>
    public static void BackwardFrozen(
        int rows, ReadOnlySpan<float> gamma, ReadOnlySpan<float> variance, ReadOnlySpan<float> outputGradient, Span<float> inputGradient, float epsilon)
    {
        int channels = Lanes.Width(outputGradient.Length, rows, nameof(outputGradient));
        Lanes.CheckLength(inputGradient.Length, outputGradient.Length, nameof(inputGradient));
        if (rows == 0)
            return;
        CheckChannels(channels, gamma.Length, 0, variance.Length, nameof(variance));
        var pass = new ForwardPass(rows, channels, outputGradient, gamma, default, default, variance, inputGradient, epsilon);
        Dispatch.Divide(Team.PartsOf(outputGradient.Length, Least), ref pass);
    }

    private static void CheckChannels(int channels, int gamma, int beta, int mean, string meanName, string betaName = "beta")
    {
        if (gamma != 0)
            Lanes.CheckLength(gamma, channels, nameof(gamma));
        if (beta != 0)
            Lanes.CheckLength(beta, channels, betaName);
        Lanes.CheckLength(mean, channels, meanName);
    }

    /// <summary>The channels of one vector.</summary>
    [InlineArray(Lanes.Count)]
    private struct Channels
    {
        private float _first;
    }

    /// <summary>Channels of an operand; <paramref name="otherwise"/> where it is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T At<T>(ReadOnlySpan<float> values, int channel, T otherwise)
        where T : struct, IWidth<T>
        => values.IsEmpty ? otherwise : Lanes.LoadAt<T>(ref Lanes.Start(values), channel, values.Length);

    /// <summary>1 / sqrt(variance + epsilon) of up to 16 channels, in double: once a channel, it costs nothing, and is the same everywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Invert(ReadOnlySpan<float> variance, Span<float> inverse, int channel, double epsilon)
    {
        for (int end = Math.Min(channel + Lanes.Count, inverse.Length); channel < end; channel++)
            inverse[channel] = (float)(1 / Math.Sqrt(variance[channel] + epsilon));
    }

    // Divided by channels, each of which is a matter of all its rows; so in all passes.
    private readonly ref struct ForwardPass(
        int rows, int channels,
            ReadOnlySpan<float> input, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance,
            Span<float> output, float epsilon) : IPass
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly ReadOnlySpan<float> _gamma = gamma;
        private readonly ReadOnlySpan<float> _beta = beta;
        private readonly ReadOnlySpan<float> _mean = mean;
        private readonly ReadOnlySpan<float> _variance = variance;
        private readonly Span<float> _output = output;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            // Not on the stack by stackalloc, which keeps a method from being inlined.
            Channels channelsOfVector = default;
            Span<float> inverse = channelsOfVector;
            var (start, count) = Share.OfFloats(channels, part, parts);
            for (int i = start; i < start + count; i += Lanes.Count)
            {
                int lanes = Math.Min(Lanes.Count, channels - i);
                Invert(_variance.Slice(i, lanes), inverse[..lanes], 0, epsilon);
                T scale = At(_gamma, i, T.One) * Lanes.LoadAt<T>(ref Lanes.Start(inverse), 0, lanes);
                Normalize(rows, channels, i, _input, _output, At(_mean, i, T.Zero), scale, At(_beta, i, T.Zero));
            }
        }
    }

    /// <summary>Writes (x - mean) scale + shift of up to 16 channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Normalize<T>(int rows, int channels, int i, ReadOnlySpan<float> input, Span<float> output, T mean, T scale, T shift)
        where T : struct, IWidth<T>
    {
        ref float from = ref Lanes.Start(input);
        ref float to = ref Lanes.Start(output);
        for (int row = 0; row < rows; row++)
        {
            T value = Lanes.LoadAt<T>(ref Unsafe.Add(ref from, (nint)row * channels), i, channels);
            Lanes.StoreAt(T.FusedMultiplyAdd(value - mean, scale, shift), ref Unsafe.Add(ref to, (nint)row * channels), i, channels);
        }
    }

    private ref struct TrainingPass(
        int rows, int channels,
            ReadOnlySpan<float> input, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, Span<float> output, Span<float> mean, Span<float> inverse,
            float epsilon) : IPass
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly ReadOnlySpan<float> _gamma = gamma;
        private readonly ReadOnlySpan<float> _beta = beta;
        private readonly Span<float> _output = output;
        private readonly Span<float> _mean = mean;
        private readonly Span<float> _inverse = inverse;

        public ReadOnlySpan<float> MovingMean { get; init; }

        public ReadOnlySpan<float> MovingVariance { get; init; }

        public Span<float> NextMean { get; init; }

        public Span<float> NextVariance { get; init; }

        public float Momentum { get; init; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            T count = T.Of((float)rows), stays = T.Of(Momentum), comes = T.Of(1 - Momentum);
            var (start, length) = Share.OfFloats(channels, part, parts);
            for (int i = start; i < start + length; i += Lanes.Count)
            {
                RowSum<T> sum = default, squares = default;
                for (int row = 0; row < rows; row += ColumnSums.BlockRows)
                    sum.Add(SumOf<T>(i, row, Math.Min(rows, row + ColumnSums.BlockRows)));
                T mean = sum.Total / count;
                for (int row = 0; row < rows; row += ColumnSums.BlockRows)
                    squares.Add(SquaresOf(i, row, Math.Min(rows, row + ColumnSums.BlockRows), mean));
                T variance = squares.Total / count;

                Lanes.StoreAt(mean, ref Lanes.Start(_mean), i, channels);
                Lanes.StoreAt(variance, ref Lanes.Start(_inverse), i, channels);
                Lanes.StoreAt(T.FusedMultiplyAdd(At(MovingMean, i, T.Zero), stays, mean * comes), ref Lanes.Start(NextMean), i, channels);
                Lanes.StoreAt(T.FusedMultiplyAdd(At(MovingVariance, i, T.Zero), stays, variance * comes), ref Lanes.Start(NextVariance), i, channels);
                Invert(_inverse, _inverse, i, epsilon);
                T scale = At(_gamma, i, T.One) * Lanes.LoadAt<T>(ref Lanes.Start(_inverse), i, channels);
                Normalize(rows, channels, i, _input, _output, mean, scale, At(_beta, i, T.Zero));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly T SumOf<T>(int i, int row, int end)
            where T : struct, IWidth<T>
        {
            T sum = T.Zero;
            for (; row < end; row++)
                sum += Lanes.LoadAt<T>(ref Unsafe.Add(ref Lanes.Start(_input), (nint)row * channels), i, channels);
            return sum;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly T SquaresOf<T>(int i, int row, int end, T mean)
            where T : struct, IWidth<T>
        {
            T sum = T.Zero;
            for (; row < end; row++)
            {
                T distance = Lanes.LoadAt<T>(ref Unsafe.Add(ref Lanes.Start(_input), (nint)row * channels), i, channels) - mean;
                sum = T.FusedMultiplyAdd(distance, distance, sum);
            }

            return sum;
        }
    }

    private readonly ref struct BackwardPass(
        int rows,
        int channels,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> gamma,
        ReadOnlySpan<float> mean,
        ReadOnlySpan<float> inverse,
        ReadOnlySpan<float> outputGradient,
        Span<float> inputGradient,
        Span<float> gammaGradient,
        Span<float> betaGradient) : IPass
    {
        private readonly ReadOnlySpan<float> _input = input;
        private readonly ReadOnlySpan<float> _gamma = gamma;
        private readonly ReadOnlySpan<float> _mean = mean;
        private readonly ReadOnlySpan<float> _inverse = inverse;
        private readonly ReadOnlySpan<float> _outputGradient = outputGradient;
        private readonly Span<float> _inputGradient = inputGradient;
        private readonly Span<float> _gammaGradient = gammaGradient;
        private readonly Span<float> _betaGradient = betaGradient;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            T count = T.Of((float)rows);
            var (start, length) = Share.OfFloats(channels, part, parts);
            for (int i = start; i < start + length; i += Lanes.Count)
            {
                T mean = At(_mean, i, T.Zero), inverse = At(_inverse, i, T.Zero);
                RowSum<T> gradients = default, products = default;
                for (int row = 0; row < rows; row += ColumnSums.BlockRows)
                {
                    SumsOf(i, row, Math.Min(rows, row + ColumnSums.BlockRows), mean, inverse, out T gradient, out T product);
                    gradients.Add(gradient);
                    products.Add(product);
                }

                T beta = gradients.Total, gamma = products.Total;
                if (!_betaGradient.IsEmpty)
                    Lanes.StoreAt(beta, ref Lanes.Start(_betaGradient), i, channels);
                if (!_gammaGradient.IsEmpty)
                    Lanes.StoreAt(gamma, ref Lanes.Start(_gammaGradient), i, channels);
                Back(i, mean, inverse, beta / count, gamma / count, At(_gamma, i, T.One) * inverse);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void SumsOf<T>(int i, int row, int end, T mean, T inverse, out T gradients, out T products)
            where T : struct, IWidth<T>
        {
            gradients = T.Zero;
            products = T.Zero;
            for (; row < end; row++)
            {
                T gradient = Lanes.LoadAt<T>(ref Unsafe.Add(ref Lanes.Start(_outputGradient), (nint)row * channels), i, channels);
                T value = Lanes.LoadAt<T>(ref Unsafe.Add(ref Lanes.Start(_input), (nint)row * channels), i, channels);
                gradients += gradient;
                products = T.FusedMultiplyAdd((value - mean) * inverse, gradient, products);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Back<T>(int i, T mean, T inverse, T beta, T gamma, T scale)
            where T : struct, IWidth<T>
        {
            for (int row = 0; row < rows; row++)
            {
                T gradient = Lanes.LoadAt<T>(ref Unsafe.Add(ref Lanes.Start(_outputGradient), (nint)row * channels), i, channels);
                T value = Lanes.LoadAt<T>(ref Unsafe.Add(ref Lanes.Start(_input), (nint)row * channels), i, channels);
                T own = T.FusedMultiplyAdd(-((value - mean) * inverse), gamma, gradient - beta);
                Lanes.StoreAt(own * scale, ref Unsafe.Add(ref Lanes.Start(_inputGradient), (nint)row * channels), i, channels);
            }
        }
    }
}
