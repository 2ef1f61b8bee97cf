namespace NetGen;

/// <summary>
/// The base of <see cref="Precision"/>, <see cref="Recall"/> and <see cref="F1"/>, which follow from how often each class was hit, missed and called wrongly.
/// </summary>
/// <remarks>
/// Class indices: a row's prediction is its greatest output. Targets of one sigmoid output: two classes, 0 and 1. Targets of several: each output is a
/// label of its own that is there or not. A score whose divisor is 0 is 0, as in scikit-learn. A sample whose outputs are NaN
/// is predicted as nothing: it counts in the support of its class, so that its recall falls, and in no class's precision.
/// </remarks>
public abstract class ClassScore : Metric
{
    private readonly ClassCounts _counts = new();
    private readonly Averaging? _averaging;
    private readonly int _positiveClass;
    private readonly float _threshold;
    private bool _isMultiLabel;

    private protected ClassScore(string name, Averaging? averaging, int positiveClass, double threshold)
        : base(name)
    {
        if (averaging is { } given && !Enum.IsDefined(given))
            throw new ArgumentOutOfRangeException(nameof(averaging), averaging, "Expected Binary, Macro, Micro or Weighted.");

        ArgumentOutOfRangeException.ThrowIfNegative(positiveClass);
        _averaging = averaging;
        _positiveClass = positiveClass;
        _threshold = MetricInput.Threshold(threshold);
    }

    /// <inheritdoc/>
    public override double Value => _counts.IsEmpty ? double.NaN : AveragingOf(_counts.Classes, _isMultiLabel) switch
    {
        Averaging.Binary => Score(_positiveClass),
        Averaging.Macro => Mean(weighted: false),
        Averaging.Weighted => Mean(weighted: true),
        _ => ScoreOfAll(),
    };

    /// <inheritdoc/>
    public override void Reset() => _counts.Reset();

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no class of the positive one's index.</exception>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
    {
        MetricInput.Check(outputs, labels, outputLength);
        Resize(outputLength, isMultiLabel: false);
        for (var i = 0; i < labels.Length; i++)
            _counts.AddChoice(labels[i], MetricInput.ClassOf(outputs.Slice(i * outputLength, outputLength)));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A target is not in 0 to 1, or there is no class of the positive one's index.</exception>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        MetricInput.CheckBinary(this, outputs, labels, outputLength);
        Resize(Math.Max(outputLength, 2), isMultiLabel: outputLength > 1);
        for (var i = 0; i < labels.Length; i++)
        {
            var (actual, predicted) = (MetricInput.IsPositive(labels[i]), MetricInput.IsPredicted(outputs[i], _threshold));
            if (_isMultiLabel)
                _counts.AddDecision(i % outputLength, actual, predicted == true);
            else
                _counts.AddChoice(actual ? 1 : 0, predicted is { } one ? (one ? 1 : 0) : null);
        }
    }

    /// <inheritdoc/>
    public override void Save(TrainingState state)
    {
        state.Set("is_multi_label", _isMultiLabel ? 1 : 0);
        _counts.Save(state);
    }

    /// <inheritdoc/>
    public override void CheckState(TrainingState state, TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(training);
        if (state.GetFlag("is_multi_label") != _isMultiLabel)
            throw state.Invalid("is_multi_label", _isMultiLabel ? "1" : "0", state.GetText("is_multi_label"));
        _counts.CheckState(state, training.EpochLabels, isChoice: !_isMultiLabel);
    }

    /// <inheritdoc/>
    public override void Restore(TrainingState state)
    {
        _isMultiLabel = state.GetFlag("is_multi_label");
        _counts.Restore(state);
    }

    /// <summary>The score of some decisions.</summary>
    /// <param name="hits">How many ones were predicted as such.</param>
    /// <param name="predicted">How many ones were predicted.</param>
    /// <param name="support">How many ones there are.</param>
    private protected abstract double Score(double hits, double predicted, double support);

    /// <summary>A quotient, and 0 where its divisor is.</summary>
    private protected static double Quotient(double dividend, double divisor) => divisor == 0 ? 0 : dividend / divisor;

    private Averaging AveragingOf(int classes, bool isMultiLabel) => _averaging ?? (classes == 2 && !isMultiLabel ? Averaging.Binary : Averaging.Macro);

    private double Score(int index) => Score(_counts.Hits(index), _counts.Predicted(index), _counts.Support(index));

    private double ScoreOfAll()
    {
        double hits = 0, predicted = 0, support = 0;
        for (var i = 0; i < _counts.Classes; i++)
        {
            hits += _counts.Hits(i);
            predicted += _counts.Predicted(i);
            support += _counts.Support(i);
        }

        return Score(hits, predicted, support);
    }

    private double Mean(bool weighted)
    {
        double sum = 0, weights = 0;
        for (var i = 0; i < _counts.Classes; i++)
        {
            // A class that was neither there nor predicted does not count: scikit-learn does not see it either.
            var weight = weighted ? _counts.Support(i) : _isMultiLabel || _counts.Support(i) + _counts.Predicted(i) > 0 ? 1 : 0;
            sum += weight * Score(i);
            weights += weight;
        }

        return Quotient(sum, weights);
    }

    private void Resize(int classes, bool isMultiLabel)
    {
        if (_positiveClass >= classes && AveragingOf(classes, isMultiLabel) == Averaging.Binary)
            throw new ArgumentException($"The metric '{Name}' has the positive class {_positiveClass}, but there are {classes} classes.", "outputLength");

        if (_isMultiLabel != isMultiLabel)
            _counts.Resize(0);

        _isMultiLabel = isMultiLabel;
        _counts.Resize(classes);
    }
}

/// <summary>The share of what was predicted as a class that is of it: hits / predicted.</summary>
/// <param name="averaging">How several classes make one number; unless given, binary for two classes and macro for more.</param>
/// <param name="positiveClass">The class that <see cref="Averaging.Binary"/> means.</param>
/// <param name="threshold">What an output must exceed to count as a one, in 0 to 1; for targets only.</param>
/// <param name="name">What it is called; <c>precision</c> unless given.</param>
/// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
public sealed class Precision(Averaging? averaging = null, int positiveClass = 1, double threshold = 0.5, string? name = null)
    : ClassScore(name ?? "precision", averaging, positiveClass, threshold)
{
    private protected override double Score(double hits, double predicted, double support) => Quotient(hits, predicted);
}

/// <summary>The share of a class that was predicted as it: hits / support.</summary>
/// <param name="averaging">How several classes make one number; unless given, binary for two classes and macro for more.</param>
/// <param name="positiveClass">The class that <see cref="Averaging.Binary"/> means.</param>
/// <param name="threshold">What an output must exceed to count as a one, in 0 to 1; for targets only.</param>
/// <param name="name">What it is called; <c>recall</c> unless given.</param>
/// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
public sealed class Recall(Averaging? averaging = null, int positiveClass = 1, double threshold = 0.5, string? name = null)
    : ClassScore(name ?? "recall", averaging, positiveClass, threshold)
{
    private protected override double Score(double hits, double predicted, double support) => Quotient(hits, support);
}

/// <summary>The harmonic mean of precision and recall: 2 hits / (predicted + support).</summary>
/// <param name="averaging">How several classes make one number; unless given, binary for two classes and macro for more.</param>
/// <param name="positiveClass">The class that <see cref="Averaging.Binary"/> means.</param>
/// <param name="threshold">What an output must exceed to count as a one, in 0 to 1; for targets only.</param>
/// <param name="name">What it is called; <c>f1_score</c> unless given.</param>
/// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
public sealed class F1(Averaging? averaging = null, int positiveClass = 1, double threshold = 0.5, string? name = null)
    : ClassScore(name ?? "f1_score", averaging, positiveClass, threshold)
{
    private protected override double Score(double hits, double predicted, double support) => Quotient(2 * hits, predicted + support);
}
