using System.Diagnostics;

namespace NetGen;

/// <summary>The loop of <see cref="Network{TLabel}.Fit"/>.</summary>
internal sealed class Trainer<TLabel>
    where TLabel : unmanaged
{
    private const int LikelyEpochs = 1000;

    private readonly Network<TLabel> _network;
    private readonly Dataset<TLabel> _data;
    private readonly int _epochs;
    private readonly int _batchSize;
    private readonly bool _shuffles;
    private readonly Dataset<TLabel>? _validation;
    private readonly Action<StepProgress>? _onStep;
    private readonly Action<EpochResult>? _onEpoch;
    private readonly Optimizer _optimizer;
    private readonly int[] _order;
    private readonly float[] _features;
    private readonly TLabel[] _labels;

    public Trainer(Network<TLabel> network, Dataset<TLabel> data, FitOptions<TLabel> options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Epochs, 1, nameof(options.Epochs));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1, nameof(options.BatchSize));
        network.CheckData(data, nameof(data));
        if (options.Validation is { } validation)
            network.CheckData(validation, nameof(options.Validation));

        _network = network;
        _data = data;
        _optimizer = options.Optimizer ?? new RmsProp();

        // Copies: a callback may change the options, and what follows was checked and made for these.
        _epochs = options.Epochs;
        _batchSize = Math.Min(options.BatchSize, data.Count);
        _shuffles = options.Shuffle;
        _validation = options.Validation;
        _onStep = options.OnStep;
        _onEpoch = options.OnEpoch;

        // Batches are gathered here where the samples are shuffled, and taken from the data where they are not.
        var gathered = _shuffles ? _batchSize : 0;
        _order = new int[_shuffles ? data.Count : 0];
        _features = new float[gathered * data.SampleLength];
        _labels = new TLabel[gathered * data.LabelLength];
    }

    private int Steps => (int)(((long)_data.Count + _batchSize - 1) / _batchSize);

    public History Run()
    {
        // Epochs without end are a way to train until a callback throws.
        var epochs = new List<EpochResult>(Math.Min(_epochs, LikelyEpochs));
        while (epochs.Count < _epochs)
        {
            epochs.Add(RunEpoch(epochs.Count + 1));
            _onEpoch?.Invoke(epochs[^1]);
        }

        return new History(epochs);
    }

    private EpochResult RunEpoch(int epoch)
    {
        var start = Stopwatch.GetTimestamp();
        var result = default(RunningResult);
        Reorder();

        for (var step = 0; step < Steps; step++)
        {
            var first = step * _batchSize;
            var count = Math.Min(_batchSize, _data.Count - first);
            result.Add(_shuffles ? TrainGathered(first, count) : TrainInOrder(first, count));
            _onStep?.Invoke(new StepProgress(epoch, _epochs, step + 1, Steps, result.Loss, Accuracy(result)));
        }

        _network.Epochs++;
        var duration = Stopwatch.GetElapsedTime(start);
        Evaluation? validation = _validation is { } data ? _network.EvaluateChecked(data) : null;
        return new EpochResult(
            epoch, result.Loss, Accuracy(result), validation?.Loss, validation?.Accuracy, duration, _data.Count / duration.TotalSeconds);
    }

    /// <summary>The order follows from the seed and the number of the epoch alone, so that two calls of Fit go on where one would.</summary>
    private void Reorder()
    {
        for (var i = 0; i < _order.Length; i++)
            _order[i] = i;

        Shuffler.Shuffle(_order, _network.Seed, _network.Epochs);
    }

    private Losses.LossResult TrainGathered(int first, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var sample = _order[first + i];
            _data.FeaturesOf(sample).CopyTo(_features.AsSpan(i * _data.SampleLength));
            _data.LabelsOf(sample).CopyTo(_labels.AsSpan(i * _data.LabelLength));
        }

        return _network.Train(count, _features.AsSpan(0, count * _data.SampleLength), _labels.AsSpan(0, count * _data.LabelLength), _optimizer);
    }

    private Losses.LossResult TrainInOrder(int first, int count) => _network.Train(
        count,
        _data.Features.Slice(first * _data.SampleLength, count * _data.SampleLength),
        _data.Labels.Slice(first * _data.LabelLength, count * _data.LabelLength),
        _optimizer);

    private double? Accuracy(RunningResult result) => _network.HasAccuracy ? result.Accuracy : null;
}
