using System.Numerics.Tensors;

namespace NetGen;

/// <summary>How often each class was taken for each: <c>matrix[actual, predicted]</c>. As a metric, its value is the accuracy.</summary>
/// <remarks>
/// For class indices, and for targets of one sigmoid output, which are the classes 0 and 1. After Fit it holds the counts of the last epoch's validation
/// data, or of the training data where there are none; after Evaluate those of the data evaluated on. A sample whose outputs are NaN is a wrong answer: it
/// stands in no cell, and counts in the accuracy and in its class's <see cref="Support"/>.
/// </remarks>
public sealed class ConfusionMatrix : Metric
{
    private readonly string[]? _classNames;
    private readonly float _threshold;
    private double[] _counts = [];
    private double[] _undecidedOf = [];
    private long _undecided;

    /// <summary>Creates a metric.</summary>
    /// <param name="classNames">What the classes are called in tables; their indices unless given.</param>
    /// <param name="threshold">What an output must exceed to count as a one, in 0 to 1; for targets only.</param>
    /// <param name="name">What it is called; <c>confusion_matrix</c> unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is out of range.</exception>
    public ConfusionMatrix(IEnumerable<string>? classNames = null, double threshold = 0.5, string? name = null)
        : base(name ?? "confusion_matrix")
    {
        _classNames = classNames?.ToArray();
        _threshold = MetricInput.Threshold(threshold);
    }

    /// <summary>A matrix that was counted elsewhere: [class, class predicted].</summary>
    internal ConfusionMatrix(int[,] counts, IEnumerable<string>? classNames)
        : this(classNames)
    {
        Resize(counts.GetLength(0));
        _counts = [.. counts.Cast<int>().Select(count => (double)count)];
    }

    /// <summary>How many classes there are; 0 before the first batch.</summary>
    public int Classes { get; private set; }

    /// <summary>How many labels stand in the cells.</summary>
    public long Count => (long)_counts.Sum();

    /// <summary>How many labels stand in no cell, because the outputs were NaN. They count as wrong answers.</summary>
    public long Undecided => _undecided;

    /// <summary>The accuracy: the share on the diagonal, of all labels.</summary>
    public override double Value
    {
        get
        {
            double hits = 0, count = _undecided;
            for (var i = 0; i < _counts.Length; i++)
            {
                count += _counts[i];
                hits += i % (Classes + 1) == 0 ? _counts[i] : 0;
            }

            return count == 0 ? double.NaN : hits / count;
        }
    }

    /// <summary>How often a class was taken for another, or for itself.</summary>
    /// <param name="actual">The class of the label, from 0.</param>
    /// <param name="predicted">The class that the outputs stand for.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long this[int actual, int predicted]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actual, (uint)Classes, nameof(actual));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)predicted, (uint)Classes, nameof(predicted));
            return (long)_counts[(actual * Classes) + predicted];
        }
    }

    /// <summary>How many labels of a class stand in no cell, because the outputs were NaN.</summary>
    /// <param name="actual">The class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long UndecidedOf(int actual)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)actual, (uint)Classes, nameof(actual));
        return (long)_undecidedOf[actual];
    }

    /// <summary>How many labels are of a class, whatever they were taken for.</summary>
    /// <param name="actual">The class, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public long Support(int actual)
    {
        var support = UndecidedOf(actual);
        for (var predicted = 0; predicted < Classes; predicted++)
            support += this[actual, predicted];
        return support;
    }

    /// <summary>What a class is called.</summary>
    /// <param name="index">The class.</param>
    public string ClassName(int index) => _classNames?[index] ?? FormattableString.Invariant($"{index}");

    /// <summary>Precision, recall and F1 of each class, like scikit-learn's <c>classification_report</c>.</summary>
    public ClassificationReport Report() => new(this);

    /// <inheritdoc/>
    public override void Reset()
    {
        Array.Clear(_counts);
        Array.Clear(_undecidedOf);
        _undecided = 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There are not as many class names as classes.</exception>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength)
    {
        MetricInput.Check(outputs, labels, outputLength);
        Resize(outputLength);
        for (var i = 0; i < labels.Length; i++)
            Include(labels[i], MetricInput.ClassOf(outputs.Slice(i * outputLength, outputLength)));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A target is not in 0 to 1, or there are not two class names.</exception>
    /// <exception cref="NotSupportedException">There are several outputs.</exception>
    public override void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength)
    {
        if (outputLength != 1)
            throw new NotSupportedException($"The metric '{Name}' takes class indices, or targets of one output; this network has {outputLength} "
                + "outputs that are there or not, each for itself.");

        MetricInput.CheckBinary(this, outputs, labels, outputLength);
        Resize(2);
        for (var i = 0; i < labels.Length; i++)
            Include(MetricInput.IsPositive(labels[i]) ? 1 : 0, MetricInput.IsPredicted(outputs[i], _threshold) is { } one ? (one ? 1 : 0) : null);
    }

    /// <inheritdoc/>
    public override void Save(TrainingState state)
    {
        state.Set("classes", Classes);
        state.Set("counts", _counts);
        state.Set("undecided", _undecided);
        state.Set("undecided_of", _undecidedOf);
    }

    /// <inheritdoc/>
    public override void CheckState(TrainingState state, TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(training);
        var classes = (int)state.GetInteger("classes", Classes, Classes);
        var count = state.GetInteger("undecided", 0, training.EpochLabels) + TensorPrimitives.Sum(state.GetCounts("counts", classes * classes));
        // Checkpoints from before they were told apart have only their number.
        if (state.Contains("undecided_of") && TensorPrimitives.Sum(state.GetCounts("undecided_of", classes)) is var undecidedOf
            && undecidedOf != state.GetInteger("undecided"))
            throw state.Invalid("undecided_of", $"a sum of 'undecided', {state.GetText("undecided")}", TrainingState.Text(undecidedOf));
        if (count != training.EpochLabels)
            throw state.Invalid("counts", $"a sum of {TrainingState.Text(training.EpochLabels)} together with 'undecided', for so many labels were seen",
                TrainingState.Text(count));
    }

    /// <inheritdoc/>
    public override void Restore(TrainingState state)
    {
        // No more classes than cells fit an array for.
        var classes = state.GetCount("classes", 46340);
        // Checkpoints from before they were told apart have only their number.
        var undecidedOf = state.Contains("undecided_of") ? state.GetDoubles("undecided_of", classes).ToArray() : new double[classes];
        _counts = state.GetDoubles("counts", classes * classes).ToArray();
        _undecided = state.GetInteger("undecided");
        (Classes, _undecidedOf) = (classes, undecidedOf);
    }

    private void Include(int actual, int? predicted)
    {
        if (predicted is { } place)
        {
            _counts[(actual * Classes) + place]++;
            return;
        }

        _undecidedOf[actual]++;
        _undecided++;
    }

    /// <summary>The matrix as a table: a row for each actual class, a column for each predicted one, and one for NaN where there was any.</summary>
    public override string ToString()
    {
        var names = Enumerable.Range(0, Classes).Select(ClassName).ToArray();
        string[] Line(string name, Func<int, string> cell, string undecided) =>
            [name, .. Enumerable.Range(0, Classes).Select(cell), .. _undecided > 0 ? [undecided] : (string[])[]];
        return TextTable.Format(
        [
            Line("actual \\ predicted", ClassName, "NaN"),
            .. names.Select((name, actual) => Line(name, predicted => Whole(this[actual, predicted]), Whole(UndecidedOf(actual)))),
        ]);
    }

    private static string Whole(long count) => FormattableString.Invariant($"{count}");

    private void Resize(int classes)
    {
        if (_classNames is { } names && names.Length != classes)
            throw new ArgumentException($"The metric '{Name}' has {names.Length} class names; expected {classes}, one for each class.", "classNames");

        if (Classes != classes)
            (Classes, _counts, _undecidedOf, _undecided) = (classes, new double[classes * classes], new double[classes], 0);
    }
}
