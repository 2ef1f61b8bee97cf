using System.ComponentModel;
using NetGen.Losses;

namespace NetGen;

/// <summary>A network with labels of a kind: <c>int</c> for class indices, <c>float</c> for targets.</summary>
/// <typeparam name="TLabel">The type of a label; the loss decides it.</typeparam>
public abstract partial class Network<TLabel> : Network
{
    private AlignedFloats? _gradients;
    private AlignedFloats? _observed;
    private AlignedFloats? _arena;
    private AlignedFloats? _scaled;

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

    /// <summary>How many classes a label may be one of: indices, or 0 and 1.</summary>
    internal int ClassCount => typeof(TLabel) == typeof(int) ? OutputWidth : 2;

    private protected override ReadOnlySpan<float> Gradients => _gradients is null ? default : _gradients.Span;

    /// <summary>The mean loss of a batch and its gradient, in training (with the dropout masks of the next step), nothing updated.</summary>
    /// <param name="inputs">The samples, one after another, each of <see cref="Network.InputShape"/>.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="gradients">Takes the gradient: <see cref="Network.TrainableCount"/> values in the layout of <see cref="Network.Parameters"/>.</param>
    /// <returns>The mean loss, penalties included.</returns>
    /// <exception cref="ArgumentException">
    /// A length does not match, there is no sample, a label cannot be one, or <see cref="Network.CheckFinite"/> is set and a value is not finite.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// Another thread is training or loading this network. A callback may ask between the steps of its own Fit.
    /// </exception>
    public float Gradient(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, Span<float> gradients)
    {
        var batch = CheckBatch(inputs, labels);
        if (gradients.Length != TrainableCount)
            throw new ArgumentException($"'gradients' holds {gradients.Length} values; expected {TrainableCount}, one for each "
                + $"parameter{(TrainableCount == Parameters.Length ? "" : " that is trained")}.", nameof(gradients));
        if (gradients.Overlaps(Parameters) || gradients.Overlaps(inputs))
            throw new ArgumentException("'gradients' overlaps what it is computed from; give it memory of its own.", nameof(gradients));

        var isAlone = Gate.EnterStep(nameof(Gradient), changes: false);
        try
        {
            var loss = new BatchLoss(this, batch, Scaled(inputs), labels, default, default);
            return (float)loss.Evaluate(gradients, default).Loss;
        }
        finally
        {
            Gate.LeaveStep(isAlone);
        }
    }

    /// <summary>One update of the parameters from one batch. Allocates nothing once a batch of this size was seen.</summary>
    /// <param name="inputs">The samples, one after another, each of <see cref="Network.InputShape"/>.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="optimizer">What turns the gradient into the update; it belongs to this network from the first step on.</param>
    /// <returns>The mean loss before the update, penalties included.</returns>
    /// <exception cref="ArgumentException">
    /// A length does not match, there is no sample, a label cannot be one, or <see cref="Network.CheckFinite"/> is set and a value is not finite.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The network is in a Fit, or another thread is training or loading it; or the optimizer belongs to another network.
    /// </exception>
    public float TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        var batch = CheckBatch(inputs, labels);
        var isAlone = Gate.EnterStep(nameof(TrainStep), changes: true);
        try
        {
            return (float)Train(batch, inputs, labels, default, default, optimizer).Before.Loss;
        }
        finally
        {
            Gate.LeaveStep(isAlone);
        }
    }

    /// <summary>Trains over a data set.</summary>
    /// <param name="data">The samples and their labels.</param>
    /// <param name="options">How; by default one epoch in batches of 32 with RMSprop.</param>
    /// <returns>What happened in each epoch.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network, or an option is out of range; nothing was trained.</exception>
    /// <exception cref="InvalidOperationException">
    /// The network is being trained or loaded, the optimizer belongs to another network, or a callback or metric is in another training; nothing was trained.
    /// </exception>
    /// <exception cref="NotSupportedException">A metric does not know labels of this kind; nothing was trained.</exception>
    public History Fit(Dataset<TLabel> data, FitOptions<TLabel>? options = null) => FitHere(own => FitEntered(data, own), options);

    /// <summary>A <c>Fit</c> on the caller's thread; <see cref="FitElsewhere"/> is one on another.</summary>
    private History FitHere(Func<FitOptions<TLabel>, History> fit, FitOptions<TLabel>? options)
    {
        Gate.EnterFit();
        try
        {
            return fit(options ?? new FitOptions<TLabel>());
        }
        finally
        {
            Gate.LeaveFit();
        }
    }

    private History FitEntered(Dataset<TLabel> data, FitOptions<TLabel> options)
    {
        CheckData(data, nameof(data), options.CheckFinite);
        var (training, validation, kept) = options.ValidationSplit is { } share ? HoldOut(data, options, share) : (data, options.Validation, null);
        var plan = TrainingPlan<TLabel>.From(this, options, training.Count, validation) with
        {
            Preprocessor = Fitted(options.Preprocessor, training),
            Names = NamesToTake(NamesOf(data), validation),
        };
        var weights = SampleWeights<TLabel>.From(options, data.Count, training.Labels, training.LabelLength, ClassCount)?.Of(kept);
        using var feed = new MemoryFeed<TLabel>(training, plan.BatchSize, options.Shuffle && !plan.Optimizer.NeedsFullBatch ? Seed : null, weights);
        return new Trainer<TLabel>(this, feed, plan).Run();
    }

    /// <summary>The loss over a data set, with nothing dropped out, and the accuracy where the loss has one. Thread-safe, but for the metrics.</summary>
    /// <param name="data">The samples and their labels.</param>
    /// <param name="metrics">What to measure beside the loss; they are reset first.</param>
    /// <returns>The values over the data set.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network.</exception>
    /// <exception cref="InvalidOperationException">A metric is in use elsewhere: by a training, or by another evaluation.</exception>
    /// <exception cref="NotSupportedException">A metric does not know labels of this kind.</exception>
    public Evaluation Evaluate(Dataset<TLabel> data, params ReadOnlySpan<Metric> metrics)
    {
        CheckData(data, nameof(data));
        using var taken = TakenMetrics.ForEvaluation(metrics);
        return EvaluateChecked(data, metrics);
    }

    /// <summary>As <see cref="Evaluate(Dataset{TLabel}, ReadOnlySpan{Metric})"/>, of data that were checked.</summary>
    internal Evaluation EvaluateChecked(Dataset<TLabel> data, ReadOnlySpan<Metric> metrics)
    {
        var scaling = Scaling;
        var batchSize = EvaluationBatch(scaling, data.Count);
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

    /// <summary>A step of a <c>Fit</c>.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="outputs">Takes the outputs that the loss goes with; empty where nobody asks for them.</param>
    /// <param name="optimizer">What turns the gradient into the update.</param>
    /// <param name="penalty">What is added to the loss.</param>
    /// <param name="limits">What is done to the gradient before the update and to the kernels after it, beside what optimizer and network ask for.</param>
    /// <param name="isSameBatch">Whether the last step of this optimizer was on the same samples, and for the same loss.</param>
    /// <returns>The loss before the update; after it where the optimizer has evaluated it there. Where it is not finite no update was made.</returns>
    internal LossResult TrainInFit(
        in FedBatch<TLabel> batch, Span<float> outputs, Optimizer optimizer, WeightPenalty penalty, StepLimits limits, bool isSameBatch)
    {
        Gate.EnterStepOfFit();
        try
        {
            return Train(batch.Count, batch.Features, batch.Labels, batch.Weights, outputs, optimizer, penalty, limits, isSameBatch, isInFit: true).Shown;
        }
        finally
        {
            Gate.LeaveStepOfFit();
        }
    }

    /// <summary>One update from a batch that was checked.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <param name="inputs">The samples.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="weights">What each sample counts; empty where each counts 1.</param>
    /// <param name="outputs">Takes the outputs before the update, or of L-BFGS after it; empty where nobody asks for them.</param>
    /// <param name="optimizer">What turns the gradient into the update.</param>
    /// <param name="penalty">What is added to the loss.</param>
    /// <param name="limits">What is done to the gradient before the update and to the kernels after it, beside what optimizer and network ask for.</param>
    /// <param name="isSameBatch">Whether the last step of this optimizer was on the same samples, and for the same loss.</param>
    /// <param name="isInFit">Whether to leave the parameters as they are where the loss is not finite: an update from there would lose them.</param>
    /// <returns>The loss before the update, and the one to report.</returns>
    private StepResult Train(
        int batch,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<TLabel> labels,
        ReadOnlySpan<float> weights,
        Span<float> outputs,
        Optimizer optimizer,
        WeightPenalty penalty = default,
        StepLimits limits = default,
        bool isSameBatch = false,
        bool isInFit = false)
    {
        limits.Check(optimizer, Description.Trained);
        _gradients ??= new AlignedFloats(TrainableCount);
        var loss = new BatchLoss(this, batch, Scaled(inputs), labels, weights, penalty);
        var step = new OptimizerStep
        {
            Owner = this,
            Parameters = Trained,
            Gradients = _gradients.Span,
            Outputs = outputs,
            Tensors = Description.Trained,
            Limits = limits,
            // Dropout makes another loss of the same batch at each step.
            IsSameLoss = isSameBatch && !DropsOut,
            IsInFit = isInFit,
        };
        var result = optimizer.Step(step, AnyObjective.Of(ref loss));
        if (!result.IsMade && isInFit)
            return result;

        // What was seen of the batch is taken over with the step, and not before.
        _observed?.Span[TrainableCount..].CopyTo(State);
        Steps++;
        return result;
    }

    /// <summary>The loss of a batch, nothing dropped out. Written by the generator.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <param name="input">The samples.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="outputs">Takes the outputs; empty where nobody asks for them.</param>
    /// <param name="arena">At least <see cref="NetworkDescription.PredictArena"/> floats a sample.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract LossResult Loss(int batch, ReadOnlySpan<float> input, ReadOnlySpan<TLabel> labels, Span<float> outputs, Span<float> arena);

    /// <summary>The loss of a batch in training and its gradient for every parameter. Written by the generator.</summary>
    /// <param name="batch">The number of samples.</param>
    /// <param name="input">The samples.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="weights">What each sample counts; empty where each counts 1.</param>
    /// <param name="outputs">Takes the outputs, as training computes them; empty where nobody asks for them.</param>
    /// <param name="gradients">
    /// Takes the gradient in the layout of <see cref="Network.Parameters"/>, and the next values of what training observes behind it.
    /// </param>
    /// <param name="arena">
    /// At least <see cref="NetworkDescription.TrainArena"/> floats a sample, and <see cref="NetworkDescription.TrainFixed"/> besides.
    /// </param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract LossResult Backpropagate(
        int batch, ReadOnlySpan<float> input, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights,
        Span<float> outputs, Span<float> gradients, Span<float> arena);

    /// <summary>Throws an <see cref="ArgumentException"/> that names the first label that cannot be one. Written by the generator.</summary>
    /// <param name="labels">The labels.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
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

    private static NetworkNames NamesOf(Dataset<TLabel> data) => new(data.ClassNames, data.Categories);

    /// <summary>Throws where data number their classes or texts otherwise than the network was trained to know them.</summary>
    private void CheckNames(NetworkNames names, string name)
    {
        if (Names.Difference(Description.Name, names, $"'{name}'") is { } difference)
            throw new ArgumentException($"{difference} {Remedy(names, "Read the data with 'Categories' of CsvOptions set to those of the network")}", name);
    }

    /// <summary>
    /// How two data sets come to number their classes alike: those of tables by their texts, those of arrays by labels that say more than the texts that
    /// occur.
    /// </summary>
    private static string Remedy(NetworkNames names, string ofTables) =>
        (names.Categories is null ? "Make the labels members of an enum, or whole numbers with 'WithClassNames'" : ofTables)
            + ", so that both number them alike.";

    /// <summary>What a training takes from its data where the network does not know it.</summary>
    /// <exception cref="ArgumentException">It does not fit the network, or the validation data say something else.</exception>
    private NetworkNames NamesToTake(NetworkNames data, Dataset<TLabel>? validation)
    {
        if (validation is not null && data.Difference("'data'", NamesOf(validation), "'Validation'") is { } difference)
            throw new ArgumentException(
                $"{difference} {Remedy(data, "Read one with 'Categories' of CsvOptions set to those of the other")}", nameof(FitOptions<>.Validation));
        var names = Names.Or(data);
        return names.ClassNames is not { } known ? names : names with { ClassNames = NetGen.ClassNames.Checked(known, Description, "the data's 'ClassNames'") };
    }

    /// <summary>
    /// One like what the options ask for, fitted to the training samples alone; what they ask for stays as it is, because it may stand in the options of
    /// several trainings.
    /// </summary>
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

    private Span<float> TrainArena(int batch)
    {
        var length = CheckScratch(batch, "inputs");
        if (_arena is null || _arena.Span.Length < length)
            _arena = new AlignedFloats(length);

        return _arena.Span;
    }

    private Span<float> ObservedGradients() => (_observed ??= new AlignedFloats(Description.TrainedCount + Description.StateCount)).Span;

    /// <summary>The loss of a batch as a function of the network's parameters.</summary>
    private readonly ref struct BatchLoss(
        Network<TLabel> network, int batch, ReadOnlySpan<float> inputs, ReadOnlySpan<TLabel> labels, ReadOnlySpan<float> weights, WeightPenalty penalty)
            : IObjective
    {
        private readonly ReadOnlySpan<float> _inputs = inputs;
        private readonly ReadOnlySpan<TLabel> _labels = labels;
        private readonly ReadOnlySpan<float> _weights = weights;
        private readonly Span<float> _arena = network.TrainArena(batch);

        public LossResult Evaluate(Span<float> gradients, Span<float> outputs)
        {
            // Where training also observes, the next values stand behind the gradient, for which the caller has no room.
            var target = network.Description.StateCount == 0 ? gradients : network.ObservedGradients();
            var result = network.Backpropagate(batch, _inputs, _labels, _weights, outputs, target, _arena);
            if (network.Description.StateCount > 0)
                target[..gradients.Length].CopyTo(gradients);

            return result.WithPenalty(penalty.AddGradient(network.Description.Trained, network.Parameters, gradients, batch));
        }
    }
}
