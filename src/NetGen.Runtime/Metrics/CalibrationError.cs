using System.Numerics.Tensors;

namespace NetGen;

/// <summary>
/// The expected calibration error (Guo et al. 2017): how far the confidence of the outputs is from how often they are right, over bins of equal width,
/// each weighted with its samples: sum n_b / n |accuracy_b - confidence_b|.
/// </summary>
/// <remarks>
/// For class indices, the confidence is the greatest output of the row, which is right where it stands at the label. For targets, it is each output, which is
/// right where its target is above 0.5.
/// </remarks>
public sealed class CalibrationError : Metric
{
    private readonly double[] _counts;
    private readonly double[] _confidences;
    private readonly double[] _hits;
    private bool _hasNaN;

    /// <summary>Creates a metric.</summary>
    /// <param name="bins">How many bins there are; at least 1.</param>
    /// <param name="name">What it is called; <c>calibration_error</c> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is below 1.</exception>
    public CalibrationError(int bins = 15, string? name = null)
        : base(name ?? "calibration_error")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        (_counts, _confidences, _hits) = (new double[bins], new double[bins], new double[bins]);
    }

    /// <summary>False.</summary>
    public override bool HigherIsBetter => false;

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            double count = 0, distance = 0;
            for (var i = 0; i < _counts.Length; i++)
            {
                count += _counts[i];
                distance += Math.Abs(_hits[i] - _confidences[i]);
            }

            return count == 0 || _hasNaN ? double.NaN : distance / count;
        }
    }

    /// <summary>The bins of the reliability diagram, from confidence 0 to 1. What is NaN is in none of them, and makes <see cref="Value"/> NaN.</summary>
    public IReadOnlyList<ReliabilityBin> Bins =>
    [
        .. _counts.Select((count, i) => new ReliabilityBin(
            (double)i / _counts.Length, (i + 1.0) / _counts.Length, (long)count, _confidences[i] / count, _hits[i] / count)),
    ];

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(_counts);
        Array.Clear(_confidences);
        Array.Clear(_hits);
        _hasNaN = false;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An output is no probability.</exception>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
    {
        MetricInput.Check(outputs, labels, outputLength);
        MetricInput.CheckProbabilities(this, outputs);
        for (var i = 0; i < labels.Length; i++)
        {
            var row = outputs.Slice(i * outputLength, outputLength);
            var predicted = MetricInput.ClassOf(row);
            Include(predicted is { } place ? row[place] : float.NaN, predicted == labels[i]);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An output is no probability, or a target not in 0 to 1.</exception>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        MetricInput.CheckBinary(this, outputs, labels, outputLength);
        MetricInput.CheckProbabilities(this, outputs);
        for (var i = 0; i < labels.Length; i++)
            Include(outputs[i], MetricInput.IsPositive(labels[i]));
    }

    /// <inheritdoc/>
    public override void Save(TrainingState state)
    {
        state.Set("has_nan", _hasNaN ? 1 : 0);
        state.Set("counts", _counts);
        state.Set("confidences", _confidences);
        state.Set("hits", _hits);
    }

    /// <inheritdoc/>
    public override void CheckState(TrainingState state, TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(training);
        var hasNaN = state.GetFlag("has_nan");
        var counts = state.GetCounts("counts", _counts.Length);
        // What is NaN is in no bin.
        if (TensorPrimitives.Sum(counts) is var count && (count > training.EpochLabels || (count < training.EpochLabels && !hasNaN)))
            throw state.Invalid("counts", $"a sum of {TrainingState.Text(training.EpochLabels)}, {(hasNaN ? "or less, " : "")}for so many labels were seen",
                TrainingState.Text(count));
        CheckShares(state, "hits", state.GetCounts("hits", _hits.Length), counts);
        CheckShares(state, "confidences", state.GetDoubles("confidences", _confidences.Length), counts);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The state is of another number of bins.</exception>
    public override void Restore(TrainingState state)
    {
        var counts = state.GetDoubles("counts", _counts.Length);
        var confidences = state.GetDoubles("confidences", _confidences.Length);
        var hits = state.GetDoubles("hits", _hits.Length);
        _hasNaN = state.GetFlag("has_nan");
        counts.CopyTo(_counts);
        confidences.CopyTo(_confidences);
        hits.CopyTo(_hits);
    }

    /// <summary>Throws unless each is a sum of so many shares.</summary>
    private static void CheckShares(TrainingState state, string name, ReadOnlySpan<double> sums, ReadOnlySpan<double> counts)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            if (!(sums[i] >= 0 && sums[i] <= counts[i]))
                throw state.Invalid(name, $"at most the value of 'counts', {TrainingState.Text(counts[i])}, and at least 0",
                    $"{TrainingState.Text(sums[i])} at place {TrainingState.Text(i)}");
        }
    }

    private void Include(float confidence, bool isRight)
    {
        if (float.IsNaN(confidence))
        {
            _hasNaN = true;
            return;
        }

        // A bin holds its upper end and not its lower one; the first holds 0 as well.
        var bin = Math.Clamp((int)Math.Ceiling((double)confidence * _counts.Length) - 1, 0, _counts.Length - 1);
        _counts[bin]++;
        _confidences[bin] += confidence;
        _hits[bin] += isRight ? 1 : 0;
    }
}

/// <summary>A bin of a reliability diagram.</summary>
/// <param name="From">The confidence that it starts above.</param>
/// <param name="To">The confidence that it ends with.</param>
/// <param name="Count">How many predictions are in it.</param>
/// <param name="Confidence">Their mean confidence; NaN where there are none.</param>
/// <param name="Accuracy">The share of them that is right; NaN where there are none.</param>
public readonly record struct ReliabilityBin(double From, double To, long Count, double Confidence, double Accuracy);
