using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NetGen.Kernels.Vectors;

namespace NetGen;

/// <summary>Brings the values of samples to a common scale, each place of a sample on its own: <c>(x - shift) / scale + origin</c>.</summary>
/// <remarks>
/// It is fitted to samples once, by <see cref="Fit"/> or, inside a training, by <see cref="FitOptions{TLabel}.Preprocessor"/>. A fitted one may belong to
/// a network (<see cref="Network.Preprocessor"/>), which then takes raw inputs everywhere. Shift and scale are computed in double in a fixed order, and
/// kept so; a value is transformed in double and rounded once. Transforming only reads, so any number of threads may do it at once.
/// </remarks>
public abstract class Preprocessor
{
    /// <summary>What the names of its tensors start with in a saved file.</summary>
    internal const string Prefix = "preprocessing.";

    private Scaling? _scaling;

    private protected Preprocessor()
    {
    }

    /// <summary>Whether it knows its shift and scale.</summary>
    public bool IsFitted => _scaling is not null;

    /// <summary>How many values one sample has; 0 before it is fitted.</summary>
    public int SampleLength => _scaling?.Length ?? 0;

    /// <summary>Whether it belongs to a network, which may not see it change.</summary>
    internal bool IsOwned { get; set; }

    /// <summary>What is subtracted from each place of a sample; empty before it is fitted.</summary>
    private protected ReadOnlySpan<double> Shift => _scaling is null ? default : _scaling.Shift.AsSpan(0, _scaling.Length);

    /// <summary>What each place of a sample is then divided by; empty before it is fitted.</summary>
    private protected ReadOnlySpan<double> Scale => _scaling is null ? default : _scaling.Scale.AsSpan(0, _scaling.Length);

    /// <summary>The shift in floats, for those who look at it.</summary>
    private protected ReadOnlySpan<float> RoundedShift => _scaling is null ? default : _scaling.RoundedShift;

    /// <summary>The scale in floats.</summary>
    private protected ReadOnlySpan<float> RoundedScale => _scaling is null ? default : _scaling.RoundedScale;

    /// <summary>What is added in the end.</summary>
    private protected virtual float Origin => 0;

    /// <summary>Learns shift and scale from samples, and forgets what it knew before.</summary>
    /// <param name="features">The samples, one after another.</param>
    /// <param name="sampleLength">How many values one sample has.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, the values are not a whole number of samples, or one is not finite; nothing was changed.
    /// </exception>
    /// <exception cref="InvalidOperationException">It belongs to a network.</exception>
    public void Fit(ReadOnlySpan<float> features, int sampleLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleLength);
        if (features.IsEmpty || features.Length % sampleLength != 0)
            throw new ArgumentException(
                $"'features' holds {features.Length} values; expected a positive multiple of {sampleLength}, the length of one sample.", nameof(features));

        FiniteCheck.Check(features, sampleLength, nameof(features));
        if (IsOwned)
            throw new InvalidOperationException($"This {GetType().Name} belongs to a network, whose predictions would change; fit a new one, and set it.");

        var shift = new double[sampleLength];
        var scale = new double[sampleLength];
        Learn(features, shift, scale);
        _scaling = new Scaling(shift, scale);
    }

    /// <summary>Transforms samples.</summary>
    /// <param name="inputs">The samples, one after another.</param>
    /// <param name="outputs">Takes them; may be <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentException">
    /// The values are not a whole number of samples, the lengths differ, or the spans overlap without being one.
    /// </exception>
    /// <exception cref="InvalidOperationException">It is not fitted.</exception>
    public void Transform(ReadOnlySpan<float> inputs, Span<float> outputs) => Apply<Forward>(inputs, outputs);

    /// <summary>Undoes <see cref="Transform"/>, as far as floats can.</summary>
    /// <param name="inputs">The transformed samples, one after another.</param>
    /// <param name="outputs">Takes the samples; may be <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentException">
    /// The values are not a whole number of samples, the lengths differ, or the spans overlap without being one.
    /// </exception>
    /// <exception cref="InvalidOperationException">It is not fitted.</exception>
    public void Inverse(ReadOnlySpan<float> inputs, Span<float> outputs) => Apply<Backward>(inputs, outputs);

    /// <summary>What it does, in words: two that differ in it cannot take one another's place.</summary>
    internal virtual string Kind => GetType().Name;

    /// <summary>Whether another one, of this kind and fitted as well, transforms samples alike, but for roundings.</summary>
    internal bool IsLike(Preprocessor other)
    {
        const float Rounding = 1e-4f;
        if (SampleLength != other.SampleLength)
            return false;

        // What is linear is known from two places.
        foreach (var place in (float[])[0, 1])
        {
            var (mine, others) = (new float[SampleLength], new float[SampleLength]);
            Array.Fill(mine, place);
            Array.Fill(others, place);
            Transform(mine, mine);
            other.Transform(others, others);
            for (var i = 0; i < mine.Length; i++)
            {
                if (Math.Abs(mine[i] - others[i]) > Rounding * Math.Max(1, Math.Abs(mine[i])))
                    return false;
            }
        }

        return true;
    }

    /// <summary>One like it that knows nothing yet.</summary>
    internal abstract Preprocessor Unfitted();

    /// <summary>A copy that belongs to a network.</summary>
    internal Preprocessor ToOwned()
    {
        var copy = Unfitted();
        copy._scaling = _scaling;
        copy.IsOwned = true;
        return copy;
    }

    /// <summary>The tensors that it is saved as.</summary>
    internal abstract (string Name, double[] Values)[] Save();

    /// <summary>Takes a shift and a scale from a file.</summary>
    private protected void Set(double[] shift, double[] scale) => _scaling = new(shift, scale);

    /// <summary>Whether a file's shift and scale can have come from samples.</summary>
    private protected static bool AreSound(double[] shift, double[] scale) =>
        shift.All(x => Math.Abs(x) <= float.MaxValue) && scale.All(x => x > 0 && double.IsFinite(x) && double.IsFinite(1 / x));

    /// <summary>Computes what <see cref="Fit"/> keeps.</summary>
    /// <param name="features">The samples, all finite.</param>
    /// <param name="shift">Takes the shift; zeros until then.</param>
    /// <param name="scale">Takes the scale; zeros until then.</param>
    private protected abstract void Learn(ReadOnlySpan<float> features, Span<double> shift, Span<double> scale);

    private void Apply<TDirection>(ReadOnlySpan<float> inputs, Span<float> outputs)
        where TDirection : struct, IDirection
    {
        var scaling = _scaling ?? throw new InvalidOperationException($"This {GetType().Name} is not fitted; call Fit with the training samples first.");
        var length = scaling.Length;
        if (inputs.Length % length != 0)
            throw new ArgumentException($"'inputs' holds {inputs.Length} values, which is no multiple of {length}, the length of one sample.", nameof(inputs));
        if (outputs.Length != inputs.Length)
            throw new ArgumentException($"'outputs' holds {outputs.Length} values; expected {inputs.Length}, as many as 'inputs'.", nameof(outputs));
        if (inputs.Overlaps(outputs, out var distance) && distance != 0)
            throw new ArgumentException("'outputs' overlaps 'inputs' without being the same; give it memory of its own, or the same.", nameof(outputs));

        var pass = new Pass<TDirection>(inputs, outputs, scaling, Origin);
        Dispatch.Run(ref pass);
    }

    private readonly ref struct Pass<TDirection>(ReadOnlySpan<float> inputs, Span<float> outputs, Scaling scaling, double origin) : IPass
        where TDirection : struct, IDirection
    {
        private readonly ReadOnlySpan<float> _inputs = inputs;
        private readonly Span<float> _outputs = outputs;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<T>(int part, int parts)
            where T : struct, IWidth<T>
        {
            var length = scaling.Length;
            ref var shift = ref MemoryMarshal.GetArrayDataReference(scaling.Shift);
            ref var factor = ref MemoryMarshal.GetArrayDataReference(TDirection.Factors(scaling));
            var origins = Doubles<T>.Of(origin);
            for (var start = 0; start < _inputs.Length; start += length)
            {
                ref var x = ref Unsafe.Add(ref Lanes.Start(_inputs), start);
                ref var y = ref Unsafe.Add(ref Lanes.Start(_outputs), start);
                for (var i = 0; i < length; i += Lanes.Count)
                {
                    var values = Doubles<T>.Widen(Lanes.LoadAt<T>(ref x, i, length));
                    var scaled = TDirection.Apply(values, Doubles<T>.Load(ref shift, i), Doubles<T>.Load(ref factor, i), origins);
                    Lanes.StoreAt(scaled.Narrow(), ref y, i, length);
                }
            }
        }
    }

    private interface IDirection
    {
        static abstract double[] Factors(Scaling scaling);

        static abstract Doubles<T> Apply<T>(Doubles<T> x, Doubles<T> shift, Doubles<T> factor, Doubles<T> origin)
            where T : struct, IWidth<T>;
    }

    private readonly struct Forward : IDirection
    {
        public static double[] Factors(Scaling scaling) => scaling.Inverse;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Doubles<T> Apply<T>(Doubles<T> x, Doubles<T> shift, Doubles<T> factor, Doubles<T> origin)
            where T : struct, IWidth<T>
            => Doubles<T>.FusedMultiplyAdd(x - shift, factor, origin);
    }

    private readonly struct Backward : IDirection
    {
        public static double[] Factors(Scaling scaling) => scaling.Scale;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Doubles<T> Apply<T>(Doubles<T> x, Doubles<T> shift, Doubles<T> factor, Doubles<T> origin)
            where T : struct, IWidth<T>
            => Doubles<T>.FusedMultiplyAdd(x - origin, factor, shift);
    }

    /// <summary>Both at once, so that no reader sees one of them without the other.</summary>
    private sealed class Scaling(double[] shift, double[] scale)
    {
        /// <summary>The places of a sample.</summary>
        public int Length { get; } = shift.Length;

        /// <summary>With zeros after its end, up to whole vectors of floats.</summary>
        public double[] Shift { get; } = Padded(shift);

        /// <summary>With zeros after its end.</summary>
        public double[] Scale { get; } = Padded(scale);

        /// <summary>One by the scale: to multiply takes a third of the time that dividing does, and a float does not see the difference.</summary>
        public double[] Inverse { get; } = Padded(Array.ConvertAll(scale, x => 1 / x));

        public float[] RoundedShift { get; } = Array.ConvertAll(shift, x => (float)x);

        public float[] RoundedScale { get; } = Array.ConvertAll(scale, x => (float)x);

        private static double[] Padded(double[] values)
        {
            var padded = new double[(values.Length + Lanes.Count - 1) / Lanes.Count * Lanes.Count];
            values.CopyTo(padded, 0);
            return padded;
        }
    }
}
