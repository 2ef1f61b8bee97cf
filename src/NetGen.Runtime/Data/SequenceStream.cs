namespace NetGen;

/// <summary>Takes a sample apart: copies its labels where there are as many as expected, and says how many there are.</summary>
internal delegate (float[] Features, int Labels) TakeApart<TSample, TLabel>(TSample sample, Span<TLabel> labels);

/// <summary>The samples of a sequence.</summary>
internal sealed class SequenceStream<TSample, TLabel> : SampleStream<TLabel>
{
    private readonly IEnumerable<TSample> _samples;
    private readonly TakeApart<TSample, TLabel> _takeApart;

    public SequenceStream(IEnumerable<TSample> samples, int sampleLength, int labelLength, TakeApart<TSample, TLabel> takeApart)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(labelLength);
        _samples = samples;
        _takeApart = takeApart;
        SampleLength = sampleLength;
        LabelLength = labelLength;
    }

    public override int SampleLength { get; }

    public override int LabelLength { get; }

    public override SampleReader<TLabel> Open() => new Reader(_samples.GetEnumerator(), _takeApart);

    private sealed class Reader(IEnumerator<TSample> samples, TakeApart<TSample, TLabel> takeApart) : SampleReader<TLabel>
    {
        private long _read;

        public override bool TryRead(Span<float> features, Span<TLabel> labels)
        {
            if (!samples.MoveNext())
                return false;

            var (values, given) = takeApart(samples.Current, labels);
            if (values.Length != features.Length)
                throw new InvalidDataException($"Sample {_read} of the sequence has {values.Length} features; expected {features.Length}.");
            if (given != labels.Length)
                throw new InvalidDataException($"Sample {_read} of the sequence has {given} targets; expected {labels.Length}.");

            values.CopyTo(features);
            _read++;
            return true;
        }

        public override void Dispose() => samples.Dispose();
    }
}
