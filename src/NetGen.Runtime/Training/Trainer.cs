using System.Diagnostics;

namespace NetGen;

/// <summary>The loop of <see cref="Network{TLabel}.Fit"/>.</summary>
internal sealed class Trainer<TLabel>
    where TLabel : unmanaged
{
    private readonly Network<TLabel> _network;
    private readonly Dataset<TLabel> _data;
    private readonly FitOptions<TLabel> _options;
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
        _options = options;
        _optimizer = options.Optimizer ?? new RmsProp();

        // Batches are gathered here where the samples are shuffled, and taken from the data where they are not.
        var gathered = options.Shuffle ? Math.Min(options.BatchSize, data.Count) : 0;
        _order = new int[options.Shuffle ? data.Count : 0];
        _features = new float[gathered * data.SampleLength];
        _labels = new TLabel[gathered * data.LabelLength];
    }

    private int Steps => (int)(((long)_data.Count + _options.BatchSize - 1) / _options.BatchSize);

    public History Run()
    {
        var epochs = new EpochResult[_options.Epochs];
        for (var epoch = 1; epoch <= _options.Epochs; epoch++)
        {
            epochs[epoch - 1] = RunEpoch(epoch);
            _options.OnEpoch?.Invoke(epochs[epoch - 1]);
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
            var first = step * _options.BatchSize;
            var count = Math.Min(_options.BatchSize, _data.Count - first);
            result.Add(_options.Shuffle ? TrainGathered(first, count) : TrainInOrder(first, count));
            _options.OnStep?.Invoke(new StepProgress(epoch, _options.Epochs, step + 1, Steps, result.Loss, Accuracy(result)));
        }

        _network.Epochs++;
        var duration = Stopwatch.GetElapsedTime(start);
        Evaluation? validation = _options.Validation is { } data ? _network.EvaluateChecked(data) : null;
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
