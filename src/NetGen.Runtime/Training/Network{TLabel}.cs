using System.Runtime.InteropServices;
using NetGen.Losses;

namespace NetGen;

/// <summary>A network with labels of a kind: <c>int</c> for class indices, <c>float</c> for targets.</summary>
/// <typeparam name="TLabel">The type of a label; the loss decides it.</typeparam>
public abstract partial class Network<TLabel> : Network
    where TLabel : unmanaged
{
    private AlignedFloats? _gradients;
    private AlignedFloats? _arena;
    private AlignedFloats? _scaled;
    private int _isTraining;
    private int _isFitting;

    /// <summary>Creates the network with parameters drawn from its initialisers.</summary>
    /// <param name="description">What the generator knows of it.</param>
    /// <param name="seed">What its random numbers follow from.</param>
    protected Network(NetworkDescription description, long seed)
        : base(description, seed)
    {
    }

    /// <summary>How many epochs <c>Fit</c> made; the order of the samples follows from it.</summary>
    internal long Epochs { get; set; }

    /// <summary>Whether the loss reports an accuracy.</summary>
    internal bool HasAccuracy => Description.HasAccuracy;

    /// <summary>How many values one output has.</summary>
    internal int OutputValues => Output.Length;

    /// <summary>The extent of the output's last axis: the number of classes, where there are any.</summary>
    internal int OutputWidth => Description.OutputShape[^1];

    private protected override ReadOnlySpan<float> Gradients => _gradients is null ? default : _gradients.Span;

    /// <summary>The mean loss of a batch and its gradient, in training (with the dropout masks of the next step), nothing updated.</summary>
    /// <param name="inputs">The samples, one after another, each of <see cref="Network.InputShape"/>.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="gradients">Takes the gradient in the layout of <see cref="Network.Parameters"/>.</param>
    /// <returns>The mean loss, penalties included.</returns>
    /// <exception cref="ArgumentException">A length does not match, there is no sample, a label cannot be one, or <see cref="Network.CheckFinite"/> is set and a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">Another thread is training this network.</exception>
    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, Span<float> gradients)
    {
        var batch = CheckBatch(inputs, labels);
        if (gradients.Length != Parameters.Length)
            throw new ArgumentException($"'gradients' holds {gradients.Length} values; expected {Parameters.Length}, one for each parameter.", nameof(gradients));
        if (gradients.Overlaps(Parameters) || gradients.Overlaps(inputs))
            throw new ArgumentException("'gradients' overlaps what it is computed from; give it memory of its own.", nameof(gradients));

        BeginTraining();
        try
        {
            return (float)Backpropagate(batch, Scaled(inputs), labels, default, default, gradients, TrainArena(batch)).Loss;
        }
        finally
        {
            EndTraining();
        }
    }

    /// <summary>One update of the parameters from one batch. Allocates nothing once a batch of this size was seen.</summary>
    /// <param name="inputs">The samples, one after another, each of <see cref="Network.InputShape"/>.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="optimizer">What turns the gradient into the update; it belongs to this network from the first step on.</param>
    /// <returns>The mean loss before the update, penalties included.</returns>
    /// <exception cref="ArgumentException">A length does not match, there is no sample, a label cannot be one, or <see cref="Network.CheckFinite"/> is set and a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">Another thread is training this network, or the optimizer belongs to another network.</exception>
    public float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return (float)Train(CheckBatch(inputs, labels), inputs, labels, default, default, optimizer).Loss;
    }

    /// <summary>Trains over a data set.</summary>
    /// <param name="data">The samples and their labels.</param>
    /// <param name="options">How; by default one epoch in batches of 32 with RMSprop.</param>
    /// <returns>What happened in each epoch.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network, or an option is out of range; nothing was trained.</exception>
    /// <exception cref="InvalidOperationException">The network is in another Fit, or the optimizer belongs to another network.</exception>
    /// <exception cref="NotSupportedException">A metric does not know labels of this kind; nothing was trained.</exception>
    public History Fit(Dataset<TLabel> data, FitOptions<TLabel>? options = null)
    {
        using var fit = new FitInProgress(this);
        CheckData(data, nameof(data));
        options ??= new FitOptions<TLabel>();
        var (training, validation, kept) = options.ValidationSplit is { } share ? HoldOut(data, options, share) : (data, options.Validation, null);
        var plan = TrainingPlan<TLabel>.From(this, options, training.Count, validation) with { Preprocessor = Fitted(options.Preprocessor, training) };
        var weights = SampleWeights<TLabel>.From(options, data.Count, training.Labels, training.LabelLength)?.Of(kept);
        using var feed = new MemoryFeed<TLabel>(training, plan.BatchSize, options.Shuffle && !plan.Optimizer.NeedsFullBatch ? Seed : null, weights);
        return new Trainer<TLabel>(this, feed, plan).Run();
    }

    /// <summary>The loss over a data set, with nothing dropped out, and the accuracy where the loss has one. Thread-safe, but for the metrics.</summary>
    /// <param name="data">The samples and their labels.</param>
    /// <param name="metrics">What to measure beside the loss; they are reset first.</param>
    /// <returns>The values over the data set.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network.</exception>
    /// <exception cref="NotSupportedException">A metric does not know labels of this kind.</exception>
    public Evaluation Evaluate(Dataset<TLabel> data, params ReadOnlySpan<Metric> metrics)
    {
        CheckData(data, nameof(data));
        return EvaluateChecked(data, metrics);
    }

    /// <summary>As <see cref="Evaluate(Dataset{TLabel}, ReadOnlySpan{Metric})"/>, of data that were checked.</summary>
    internal Evaluation EvaluateChecked(Dataset<TLabel> data, ReadOnlySpan<Metric> metrics)
    {
        var scaling = Scaling;
        var batchSize = Math.Min(scaling?.ChunkLength ?? ChunkLength, data.Count);
        using var feed = new MemoryFeed<TLabel>(data, batchSize, seed: null, weights: null);
        return EvaluateFed(feed, batchSize, scaling, metrics);
    }

    private Evaluation EvaluateFed(BatchFeed<TLabel> feed, int batchSize, InputScaling? scaling, ReadOnlySpan<Metric> metrics)
    {
        var total = default(RunningResult);
        foreach (var metric in metrics)
            metric.Reset();

        var arena = RentArena();
        var scratch = scaling?.Rent();
        var outputs = new float[metrics.IsEmpty ? 0 : batchSize * Output.Length];
        try
        {
            feed.Start(epoch: 0, skipped: 0);
            while (feed.TryNext(out var batch))
            {
                var features = scaling is null ? batch.Features : scaling.Apply(batch.Features, scratch!);
                var chunk = outputs.AsSpan(0, metrics.IsEmpty ? 0 : batch.Count * Output.Length);
                total.Add(Loss(batch.Count, features, batch.Labels, chunk, arena.Span));
                foreach (var metric in metrics)
                    metric.Add(chunk, batch.Labels, OutputWidth);
            }
        }
        finally
        {
            ReturnArena(arena);
            scaling?.Return(scratch!);
        }

        var values = new MetricValue[metrics.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = new(metrics[i].Name, metrics[i].Value);

        return new Evaluation(total.Loss, HasAccuracy ? total.Accuracy : null) { Metrics = values };
    }

    /// <summary>One update from a batch that was checked.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <param name="inputs">The samples.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="weights">What each sample counts; empty where each counts 1.</param>
    /// <param name="outputs">Takes the outputs before the update; empty where nobody asks for them.</param>
    /// <param name="optimizer">What turns the gradient into the update.</param>
    /// <param name="penalty">What is added to the loss.</param>
    /// <param name="isSameBatch">Whether the last step of this optimizer was on the same samples, and for the same loss.</param>
    internal LossResult Train(
        int batch,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<TLabel> labels,
        ReadOnlySpan<float> weights,
        Span<float> outputs,
        Optimizer optimizer,
        WeightPenalty penalty = default,
        bool isSameBatch = false)
    {
        BeginTraining();
        try
        {
            _gradients ??= new AlignedFloats(Parameters.Length);
            var loss = new BatchLoss(this, batch, Scaled(inputs), labels, weights, penalty);
            LossResult result;
            if (optimizer is Lbfgs lbfgs)
            {
                // Dropout makes another loss of the same batch at each step.
                result = lbfgs.Step(this, Parameters, _gradients.Span, outputs, isSameBatch && !DropsOut, ref loss);
            }
            else
            {
                result = loss.Evaluate(_gradients.Span, outputs);
                optimizer.Step(this, Parameters, _gradients.Span);
            }

            Steps++;
            return result;
        }
        finally
        {
            EndTraining();
        }
    }

    /// <summary>Throws unless a data set fits the network.</summary>
    internal void CheckData(Dataset<TLabel> data, string name)
    {
        ArgumentNullException.ThrowIfNull(data, name);
        if (data.Count == 0)
            throw new ArgumentException($"'{name}' holds no sample.", name);

        CheckLengths(data.SampleLength, data.LabelLength, name);
        try
        {
            CheckValues(data.Features, data.Labels);
        }
        catch (ArgumentException error)
        {
            // Which of several data sets it is, the message must say: the names in it are those of a batch.
            throw new ArgumentException($"'{name}' does not fit {Description.Name}. {error.Message}", name, error);
        }
    }

    /// <summary>The loss of a batch, nothing dropped out. Written by the generator.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <param name="input">The samples.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="outputs">Takes the outputs; empty where nobody asks for them.</param>
    /// <param name="arena">At least <see cref="NetworkDescription.PredictArena"/> floats a sample.</param>
    protected abstract LossResult Loss(int batch, ReadOnlySpan<float> input, ReadOnlySpan<TLabel> labels, Span<float> outputs, Span<float> arena);

    /// <summary>The loss of a batch in training and its gradient for every parameter. Written by the generator.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <param name="input">The samples.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="weights">What each sample counts; empty where each counts 1.</param>
    /// <param name="outputs">Takes the outputs, as training computes them; empty where nobody asks for them.</param>
    /// <param name="gradients">Takes the gradient in the layout of <see cref="Network.Parameters"/>.</param>
    /// <param name="arena">At least <see cref="NetworkDescription.TrainArena"/> floats a sample.</param>
    protected abstract LossResult Backpropagate(
        int batch, ReadOnlySpan<float> input, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights, Span<float> outputs, Span<float> gradients, Span<float> arena);

    /// <summary>Throws an <see cref="ArgumentException"/> that names the first label that cannot be one. Written by the generator.</summary>
    /// <param name="labels">The labels.</param>
    protected abstract void CheckLabels(ReadOnlySpan<TLabel> labels);

    private static (Dataset<TLabel> Training, Dataset<TLabel> Validation, int[]? Kept) HoldOut(Dataset<TLabel> data, FitOptions<TLabel> options, double share)
    {
        if (options.Validation is not null)
            throw new ArgumentException("'Validation' and 'ValidationSplit' are both set; expected one of them.", nameof(options.ValidationSplit));
        if (!(share > 0 && share < 1))
            throw new ArgumentOutOfRangeException(nameof(options.ValidationSplit), share, "The share to validate on must lie between 0 and 1, both excluded.");
        if (data.Count < 2)
            throw new ArgumentException("'ValidationSplit' needs at least two samples, but 'data' holds one.", nameof(options.ValidationSplit));

        var kept = Math.Clamp((int)(data.Count * (1 - share)), 1, data.Count - 1);
        if (!options.StratifiedValidation)
            return (data.Take(kept), data.Skip(kept), null);

        var (training, validation) = SampleOrder.HoldOut(Strata.RequiredOf(data, nameof(options.StratifiedValidation)), share, data.Count - kept);
        return (data.Select(training), data.Select(validation), training);
    }

    /// <summary>One like what the options ask for, fitted to the training samples alone; what they ask for stays as it is, because it may stand in the options of several trainings.</summary>
    private static Preprocessor? Fitted(Preprocessor? asked, Dataset<TLabel> training)
    {
        var fitted = asked?.Unfitted();
        fitted?.Fit(training.Features, training.SampleLength);
        return fitted;
    }

    /// <summary>The samples of a training step as the first layer wants them.</summary>
    private ReadOnlySpan<float> Scaled(ReadOnlySpan<float> inputs)
    {
        if (Scaling is not { } scaling)
            return inputs;

        if (_scaled is null || _scaled.Span.Length < inputs.Length)
            _scaled = new AlignedFloats(inputs.Length);

        return scaling.Apply(inputs, _scaled);
    }

    private int CheckBatch(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels)
    {
        var batch = Input.CountOf(inputs.Length, nameof(inputs));
        if (batch == 0)
            throw new ArgumentException($"'inputs' holds no sample; expected at least one of shape {Input}.", nameof(inputs));

        var expected = (long)batch * Description.LabelLength;
        if (labels.Length != expected)
        {
            throw new ArgumentException(
                $"'labels' holds {labels.Length} values; expected {expected}: {batch} samples with {Description.LabelLength} each.", nameof(labels));
        }

        CheckValues(inputs, labels);
        return batch;
    }

    internal void CheckValues(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels)
    {
        CheckLabels(labels);
        if (!CheckFinite)
            return;

        FiniteCheck.Check(inputs, Input.Length, nameof(inputs));
        if (typeof(TLabel) == typeof(float))
            FiniteCheck.Check(MemoryMarshal.Cast<TLabel, float>(labels), Description.LabelLength, nameof(labels));
    }

    private Span<float> TrainArena(int batch)
    {
        var length = (long)batch * Description.TrainArena;
        if (length > Array.MaxLength)
            throw new ArgumentException($"A batch of {batch} samples needs {length} floats of scratch; at most {Array.MaxLength} can be had. Use a smaller batch.", "inputs");

        if (_arena is null || _arena.Span.Length < length)
            _arena = new AlignedFloats((int)length);

        return _arena.Span;
    }

    private void BeginTraining()
    {
        if (Interlocked.CompareExchange(ref _isTraining, 1, 0) != 0)
            throw new InvalidOperationException($"Another thread is training this {Description.Name}; train one at a time, or an instance for each thread.");
    }

    private void EndTraining() => Volatile.Write(ref _isTraining, 0);

    /// <summary>Keeps a second <c>Fit</c> out until it is disposed: its steps would lie between those of the first.</summary>
    private readonly ref struct FitInProgress : IDisposable
    {
        private readonly Network<TLabel> _network;

        public FitInProgress(Network<TLabel> network)
        {
            if (Interlocked.CompareExchange(ref network._isFitting, 1, 0) != 0)
                throw new InvalidOperationException($"This {network.Description.Name} is in another Fit, on another thread or around this one; train one at a time, or an instance for each.");
            _network = network;
        }

        public void Dispose() => Volatile.Write(ref _network._isFitting, 0);
    }

    /// <summary>The loss of a batch as a function of the network's parameters.</summary>
    private readonly ref struct BatchLoss(
        Network<TLabel> network, int batch, ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights, WeightPenalty penalty) : IObjective
    {
        private readonly ReadOnlySpan<float> _inputs = inputs;
        private readonly ReadOnlySpan<TLabel> _labels = labels;
        private readonly ReadOnlySpan<float> _weights = weights;
        private readonly Span<float> _arena = network.TrainArena(batch);

        public LossResult Evaluate(Span<float> gradients, Span<float> outputs)
        {
            var result = network.Backpropagate(batch, _inputs, _labels, _weights, outputs, gradients, _arena);
            return result.WithPenalty(penalty.AddGradient(network.Description.Tensors, network.Parameters, gradients, batch));
        }
    }
}
