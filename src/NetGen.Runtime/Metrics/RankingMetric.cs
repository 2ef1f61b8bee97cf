using System.Numerics.Tensors;

namespace NetGen;

/// <summary>The base of the metrics that follow from the order of the scores, <see cref="AreaUnderCurve"/> and <see cref="AveragePrecision"/>.</summary>
/// <remarks>
/// They keep the outputs and labels of all samples since <see cref="Metric.Reset"/>, and sort them when the value is asked for. Two classes and one
/// sigmoid output are one ranking; several classes are one each against the rest, and several sigmoid outputs one each, of which the value is the mean.
/// It is NaN where an output is.
/// </remarks>
public abstract class RankingMetric : Metric
{
    private float[] _scores = [];
    private float[] _labels = [];
    private int _scoreCount;
    private int _labelCount;
    private int _width;
    private bool _hasClasses;

    private protected RankingMetric(string name)
        : base(name)
    {
    }

    /// <inheritdoc/>
    public override double Value
    {
        get
        {
            // An order of NaN is none.
            if (_labelCount == 0 || TensorPrimitives.IsNaNAny<float>(_scores.AsSpan(0, _scoreCount)))
                return double.NaN;

            var samples = _scoreCount / _width;
            var scores = new float[samples];
            var positives = new bool[samples];
            var first = _hasClasses && _width == 2 ? 1 : 0;
            double sum = 0;
            for (var column = first; column < _width; column++)
            {
                for (var i = 0; i < samples; i++)
                {
                    scores[i] = _scores[(i * _width) + column];
                    positives[i] = _hasClasses ? _labels[i] == column : MetricInput.IsPositive(_labels[(i * _width) + column]);
                }

                Array.Sort(scores, positives);
                sum += OfRanking(scores, positives);
            }

            return sum / (_width - first);
        }
    }

    /// <inheritdoc/>
    public override void Reset() => (_scoreCount, _labelCount) = (0, 0);

    /// <inheritdoc/>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
    {
        MetricInput.Check(outputs, labels, outputLength);
        Begin(outputLength, hasClasses: true);
        Append(ref _scores, ref _scoreCount, outputs.Length, outputs);
        foreach (var label in labels)
            Append(ref _labels, ref _labelCount, labels.Length, [label]);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A target is not in 0 to 1.</exception>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        MetricInput.CheckBinary(this, outputs, labels, outputLength);
        Begin(outputLength, hasClasses: false);
        Append(ref _scores, ref _scoreCount, outputs.Length, outputs);
        Append(ref _labels, ref _labelCount, labels.Length, labels);
    }

    /// <inheritdoc/>
    public override void Save(TrainingState state)
    {
        state.Set("width", _width);
        state.Set("has_classes", _hasClasses ? 1 : 0);
        state.Set("scores", _scores.AsSpan(0, _scoreCount));
        state.Set("labels", _labels.AsSpan(0, _labelCount));
    }

    /// <inheritdoc/>
    public override void CheckState(TrainingState state, TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(training);
        state.GetInteger("width", _width, _width);
        if (state.GetFlag("has_classes") != _hasClasses)
            throw state.Invalid("has_classes", _hasClasses ? "1" : "0", state.GetText("has_classes"));

        var labels = state.GetFloats("labels");
        if (labels.Length != training.EpochLabels)
            throw state.Invalid(
                "labels", $"{TrainingState.Text(training.EpochLabels)} values, for so many labels were seen", TrainingState.Text(labels.Length));
        if (state.GetFloats("scores").Length is var scores && scores != (long)labels.Length * (_hasClasses ? _width : 1))
            throw state.Invalid("scores", $"a row of outputs for each of {TrainingState.Text(labels.Length)} 'labels'", $"{TrainingState.Text(scores)} values");
        for (var i = 0; i < labels.Length; i++)
        {
            if (!(labels[i] >= 0 && (_hasClasses ? labels[i] < _width && MathF.Floor(labels[i]) == labels[i] : labels[i] <= 1)))
                throw state.Invalid("labels", _hasClasses
                    ? $"classes from 0 to {TrainingState.Text(_width - 1)}"
                    : "targets from 0 to 1", $"{TrainingState.Text(labels[i])} at place {TrainingState.Text(i)}");
        }
    }

    /// <inheritdoc/>
    public override void Restore(TrainingState state)
    {
        _width = state.GetCount("width");
        _hasClasses = state.GetFlag("has_classes");
        _scores = state.GetFloats("scores").ToArray();
        _labels = state.GetFloats("labels").ToArray();
        (_scoreCount, _labelCount) = (_scores.Length, _labels.Length);
    }

    /// <summary>The value of one ranking.</summary>
    /// <param name="scores">The scores, from the least.</param>
    /// <param name="positives">Whether each is that of a positive sample.</param>
    private protected abstract double OfRanking(ReadOnlySpan<float> scores, ReadOnlySpan<bool> positives);

    private static void Append(ref float[] buffer, ref int count, int growth, ReadOnlySpan<float> values)
    {
        if (buffer.Length - count < values.Length)
            Array.Resize(ref buffer, (int)Math.Min(Math.Max(2L * buffer.Length, (long)count + growth), Array.MaxLength));

        values.CopyTo(buffer.AsSpan(count));
        count += values.Length;
    }

    private void Begin(int width, bool hasClasses)
    {
        if (_width != width || _hasClasses != hasClasses)
            Reset();

        (_width, _hasClasses) = (width, hasClasses);
    }
}
