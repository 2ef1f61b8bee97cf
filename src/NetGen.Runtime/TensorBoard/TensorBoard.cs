namespace NetGen;

/// <summary>Writes event files that TensorBoard shows: curves, histograms of weights and gradients, pictures, the graph.</summary>
/// <remarks>
/// Folders and tags are those of Keras: in <c>train</c> and <c>validation</c> a curve <c>epoch_loss</c>, <c>epoch_accuracy</c> and so on over
/// the epochs, from 1; in <c>train</c> also <c>batch_loss</c>, <c>batch_accuracy</c> (of the epoch so far) and <c>learning_rate</c> over the steps,
/// and the values of every other callback that is an <see cref="IScalarSource"/>; those that stand before this one in the list are at the same step.
/// A step at which nothing is due allocates nothing. Give each training a folder of its own, and TensorBoard the folder above them.
/// </remarks>
public sealed class TensorBoard : Callback
{
    private readonly string _folder;
    private EventFileWriter? _train;
    private EventFileWriter? _validation;
    private IScalarSource[] _sources = [];
    private (string Histogram, string Gradient, string Image)[] _tags = [];

    /// <summary>Creates the callback.</summary>
    /// <param name="folder">Where to write, such as <c>logs/run1</c>; it is created where it does not exist.</param>
    /// <exception cref="ArgumentException">The folder's name is empty.</exception>
    public TensorBoard(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _folder = folder;
    }

    /// <summary>After how many steps each to write values of steps; 100 unless set, 0 for never.</summary>
    public int EverySteps { get; init => field = CheckInterval(value, nameof(EverySteps)); } = 100;

    /// <summary>After how many epochs each to write histograms of all weights and of the last step's gradients; 0, for never, unless set.</summary>
    public int HistogramEpochs { get; init => field = CheckInterval(value, nameof(HistogramEpochs)); }

    /// <summary>
    /// After how many epochs each to write each matrix of weights as a picture, black at its least value and white at its greatest; 0, for never, unless set.
    /// </summary>
    public int ImageEpochs { get; init => field = CheckInterval(value, nameof(ImageEpochs)); }

    /// <summary>Whether to write the graph; true unless set.</summary>
    public bool WriteGraph { get; init; } = true;

    /// <summary>Called after each epoch with the writer of the folder <c>train</c>, for values, histograms and pictures of one's own.</summary>
    public Action<TrainingContext, EventFileWriter>? OnEpoch { get; init; }

    /// <inheritdoc/>
    public override void Check(TrainingContext training)
    {
        if (File.Exists(_folder))
            throw new IOException($"{_folder}: expected a folder or nothing, found a file.");
    }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        _sources = [.. training.Callbacks.OfType<IScalarSource>()];
        _tags = [.. training.Network.Description.Tensors.Select(t => t.Name.Replace('.', '/')).Select(t => ($"{t}/histogram", $"{t}/gradient", $"{t}/image"))];
        _train = new EventFileWriter(Path.Combine(_folder, "train"));
        if (training.HasValidation)
            _validation = new EventFileWriter(Path.Combine(_folder, "validation"));

        if (training.TotalSteps > 0)
        {
            _train.AddSessionStart(training.TotalSteps + 1);
            _validation?.AddSessionStart(training.Epoch);
        }

        if (WriteGraph)
            _train.AddGraph(training.Network);
        _train.Flush();
        _validation?.Flush();
    }

    /// <inheritdoc/>
    public override void OnStepEnd(TrainingContext training)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (_train is null || EverySteps == 0 || training.TotalSteps % EverySteps != 0)
            return;

        var step = training.TotalSteps;
        _train.AddScalar("batch_loss", step, training.BatchLoss);
        if (training.Accuracy is { } accuracy)
            _train.AddScalar("batch_accuracy", step, accuracy);
        _train.AddScalar("learning_rate", step, training.Optimizer.LearningRate);
        foreach (var source in _sources)
        {
            foreach (var value in source.Values())
                _train.AddScalar(value.Name, step, value.Value);
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext training, EpochResult epoch)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(epoch);
        if (_train is null)
            return;

        WriteEpoch(_train, epoch.Epoch, epoch.Loss, epoch.Accuracy, epoch.Metrics);
        _train.AddScalar("epoch_learning_rate", epoch.Epoch, epoch.LearningRate);
        if (epoch.ValidationLoss is { } loss && _validation is not null)
        {
            WriteEpoch(_validation, epoch.Epoch, loss, epoch.ValidationAccuracy, epoch.ValidationMetrics);
            _validation.Flush();
        }

        var histograms = HistogramEpochs > 0 && epoch.Epoch % HistogramEpochs == 0;
        var images = ImageEpochs > 0 && epoch.Epoch % ImageEpochs == 0;
        for (var i = 0; i < _tags.Length; i++)
            WriteTensor(_train, training, i, epoch.Epoch, histograms, images);

        OnEpoch?.Invoke(training, _train);
        _train.Flush();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext training)
    {
        _train?.Dispose();
        _validation?.Dispose();
        (_train, _validation) = (null, null);
    }

    private static void WriteEpoch(EventFileWriter writer, int epoch, double loss, double? accuracy, IReadOnlyList<MetricValue> metrics)
    {
        writer.AddScalar("epoch_loss", epoch, loss);
        if (accuracy is { } value && !metrics.Any(m => m.Name == TrainingContext.AccuracyName))
            writer.AddScalar("epoch_accuracy", epoch, value);
        foreach (var metric in metrics)
            writer.AddScalar("epoch_" + metric.Name, epoch, metric.Value);
    }

    private void WriteTensor(EventFileWriter writer, TrainingContext training, int index, int epoch, bool histograms, bool images)
    {
        var tensor = training.Network.Description.Tensors[index];
        ReadOnlySpan<float> weights = training.Network.Parameters.Slice(tensor.Offset, tensor.Length);
        if (histograms)
        {
            writer.AddHistogram(_tags[index].Histogram, epoch, weights);
            // Training may resume at the end of an epoch, before its first step here.
            if (!training.Gradients.IsEmpty && tensor.IsTrained)
                writer.AddHistogram(_tags[index].Gradient, epoch, training.Gradients.Slice(tensor.Offset, tensor.Length));
        }

        if (images && tensor.Shape is [var rows, var columns])
            writer.AddImage(_tags[index].Image, epoch, Stretched(weights), rows, columns);
    }

    /// <summary>From 0 at the least value to 1 at the greatest.</summary>
    private static float[] Stretched(ReadOnlySpan<float> values)
    {
        var (min, max) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (var value in values)
            (min, max) = float.IsFinite(value) ? (Math.Min(min, value), Math.Max(max, value)) : (min, max);

        var stretched = new float[values.Length];
        for (var i = 0; i < stretched.Length; i++)
            stretched[i] = (float)(((double)values[i] - min) / Math.Max((double)max - min, float.Epsilon));
        return stretched;
    }

    private static int CheckInterval(int value, string name) => value >= 0
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected a number of at least 1, or 0 for never.");
}
