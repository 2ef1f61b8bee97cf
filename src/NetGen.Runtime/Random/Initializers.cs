using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Fills parameter tensors with their starting values, which follow from the seed and the tensor's index alone.</summary>
/// <remarks>
/// Formulas and defaults are Keras'. Where the layer says nothing else, a kernel's fan_in is its first extent and fan_out its last; both are the extent
/// of a vector. Everything is computed in double from IEEE-exact operations and rounded once, so the bits are equal on every platform.
/// </remarks>
internal static class Initializers
{
    /// <summary>The standard deviation of a standard normal distribution cut off at -2 and 2.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    private const double RandomScale = 0.05;

    /// <summary>Writes the starting values of a tensor.</summary>
    /// <param name="tensor">Shape and initialiser.</param>
    /// <param name="seed">The network's seed.</param>
    /// <param name="tensorIndex">The tensor's place in its network, so that no two tensors get the same numbers.</param>
    /// <param name="destination">As many values as the shape has.</param>
    /// <exception cref="ArgumentException">The length differs.</exception>
    internal static void Fill(ParameterTensor tensor, long seed, int tensorIndex, Span<float> destination)
    {
        CheckLength(tensor, destination.Length);
        double fanIn = tensor.FanIn ?? tensor.Shape[0];
        double fanOut = tensor.FanOut ?? tensor.Shape[^1];
        var random = new Philox(seed, RandomPurpose.Initialization, tensorIndex);
        switch (tensor.Initializer)
        {
            case Initializer.Zeros:
                destination.Clear();
                break;
            case Initializer.Ones:
                destination.Fill(tensor.Value);
                break;
            case Initializer.GlorotUniform:
                FillUniform(destination, random, Math.Sqrt(6 / (fanIn + fanOut)));
                break;
            case Initializer.HeUniform:
                FillUniform(destination, random, Math.Sqrt(6 / fanIn));
                break;
            case Initializer.LecunUniform:
                FillUniform(destination, random, Math.Sqrt(3 / fanIn));
                break;
            case Initializer.RandomUniform:
                FillUniform(destination, random, RandomScale);
                break;
            case Initializer.GlorotNormal:
                FillTruncatedNormal(destination, random, Math.Sqrt(2 / (fanIn + fanOut)));
                break;
            case Initializer.HeNormal:
                FillTruncatedNormal(destination, random, Math.Sqrt(2 / fanIn));
                break;
            case Initializer.LecunNormal:
                FillTruncatedNormal(destination, random, Math.Sqrt(1 / fanIn));
                break;
            case Initializer.RandomNormal:
                FillNormal(destination, random, RandomScale);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(tensor), tensor.Initializer, $"'{tensor.Name}' has an unknown initialiser.");
        }
    }

    private static void CheckLength(ParameterTensor tensor, int actual)
    {
        long expected = 1;
        foreach (int extent in tensor.Shape)
            expected *= extent;
        if (tensor.Shape.Length == 0 || actual != expected)
            throw new ArgumentException(
                $"'{tensor.Name}' of shape ({string.Join(", ", tensor.Shape)}) has {expected} values; 'destination' has {actual}.", nameof(tensor));
    }

    [MethodImpl(Hot.Precompiled)]
    private static void FillUniform(Span<float> destination, Philox random, double limit)
    {
        var shares = new Shares(random);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = (float)((2 * shares.Next(i) - 1) * limit);
    }

    [MethodImpl(Hot.Precompiled)]
    private static void FillNormal(Span<float> destination, Philox random, double deviation)
    {
        var shares = new Shares(random);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = (float)(NormalDistribution.Quantile(shares.Next(i)) * deviation);
    }

    /// <summary>Values beyond two standard deviations never come; the rest is stretched so that the deviation is the one asked for.</summary>
    [MethodImpl(Hot.Precompiled)]
    private static void FillTruncatedNormal(Span<float> destination, Philox random, double deviation)
    {
        const double Below = NormalDistribution.BelowMinusTwo;
        double scale = deviation / TruncatedDeviation;
        var shares = new Shares(random);
        for (int i = 0; i < destination.Length; i++)
            destination[i] = (float)(NormalDistribution.Quantile(Below + shares.Next(i) * (1 - 2 * Below)) * scale);
    }

    /// <summary>Numbers strictly inside 0 to 1, four of each block.</summary>
    private struct Shares(Philox random)
    {
        private uint _x;
        private uint _y;
        private uint _z;
        private uint _w;

        /// <summary>The number at an index, which starts at 0 and grows by 1.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Next(int index)
        {
            if ((index & 3) == 0)
                random.Block((uint)index >> 2, out _x, out _y, out _z, out _w);
            uint word = (index & 3) switch { 0 => _x, 1 => _y, 2 => _z, _ => _w };
            return (word + 0.5) * (1.0 / 4294967296.0);
        }
    }
}
