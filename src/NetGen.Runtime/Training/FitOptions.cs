namespace NetGen;

/// <summary>How <see cref="Network{TLabel}.Fit(Dataset{TLabel}, FitOptions{TLabel})"/> trains. It reads them once, when it is called.</summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public sealed class FitOptions<TLabel>
{
    /// <summary>How often to go over the data; at least 1. Unless set it is 1, or without end where <see cref="Steps"/> is set.</summary>
    public int? Epochs { get; set; }

    /// <summary>How many steps to make, resumed ones included, wherever in an epoch the last one falls; without limit unless set.</summary>
    public long? Steps { get; set; }

    /// <summary>The most steps of an epoch, which leaves out the rest of its order; all unless set.</summary>
    public int? StepsPerEpoch { get; set; }

    /// <summary>
    /// The samples of a step; at least 1, and 32 unless set. The last step of an epoch takes what is left. An optimizer that needs the full batch takes
    /// all of them, whatever is set here, which <see cref="History.Warnings"/> then says.
    /// </summary>
    public int BatchSize
    {
        get => AskedBatchSize ?? 32;
        set => AskedBatchSize = value;
    }

    /// <summary>The batch size, where it was set.</summary>
    internal int? AskedBatchSize { get; private set; }

    /// <summary>What turns gradients into updates; a new <see cref="RmsProp"/> unless set.</summary>
    public Optimizer? Optimizer { get; set; }

    /// <summary>
    /// What brings the inputs to scale. One like it is fitted to the training samples alone, whether or not this one is fitted, and becomes
    /// <see cref="Network.Preprocessor"/>. Unless set, the network keeps the one it has.
    /// </summary>
    public Preprocessor? Preprocessor { get; set; }

    /// <summary>Data to evaluate on after each epoch; none unless set.</summary>
    public Dataset<TLabel>? Validation { get; set; }

    /// <summary>The share of the samples, above 0 and below 1, that is held out to validate on: the last ones, before any shuffling. None unless set.</summary>
    public double? ValidationSplit { get; set; }

    /// <summary>
    /// Whether <see cref="ValidationSplit"/> holds out each class in the same share, within one sample of it: the last samples of each class, not the
    /// last of all; false unless set. For data that are sorted by class, or have rare ones; each sample needs one class.
    /// </summary>
    public bool StratifiedValidation { get; set; }

    /// <summary>Whether each epoch has an order of its own, which follows from the network's seed and the epoch; true unless set.</summary>
    public bool Shuffle { get; set; } = true;

    /// <summary>
    /// How many samples of a stream are held in memory to shuffle them, at least 1, and 1000 unless set: each step draws from those. Of no
    /// meaning for data that can be read in any order.
    /// </summary>
    public int ShuffleBuffer { get; set; } = 1000;

    /// <summary>What each class counts in the loss, by class index; 1 unless set. For class indices, and for one 0-or-1 label a sample.</summary>
    public IReadOnlyList<float>? ClassWeights { get; set; }

    /// <summary>
    /// What each sample counts in the loss, by its index in the data, in which those count that <see cref="ValidationSplit"/> holds out; 1 unless set.
    /// Multiplied with <see cref="ClassWeights"/> where both are set. Validation is not weighted.
    /// </summary>
    public IReadOnlyList<float>? SampleWeights { get; set; }

    /// <summary>
    /// A penalty on the kernels, as <c>KernelL2</c> declares it: this times the sum of their squares is added to the loss of each batch, and its
    /// gradient with it. At least 0; none unless set. Validation, which measures the network alone, is without it.
    /// </summary>
    public double L2 { get; set; }

    /// <summary>
    /// The same in scikit-learn's measure, its <c>alpha</c>: half of this times the sum of the kernels' squares, divided by the samples of the batch.
    /// At least 0; none unless set.
    /// </summary>
    public double Alpha { get; set; }

    /// <summary>
    /// Clips each partial derivative to this magnitude before a step, as Keras' <c>clipvalue</c>. The gradient is that of the whole loss, penalties included.
    /// Finite and above 0; none unless set. At most one of <see cref="ClipValue"/>, <see cref="ClipNorm"/> and <see cref="GlobalClipNorm"/> may be set, here or
    /// at the <see cref="Optimizer"/>.
    /// </summary>
    public double? ClipValue { get; set; }

    /// <summary>
    /// Scales the gradient of each parameter tensor, such as a kernel or a bias, down to this L2 norm where it is longer, as Keras' <c>clipnorm</c>. Finite and
    /// above 0; none unless set.
    /// </summary>
    public double? ClipNorm { get; set; }

    /// <summary>
    /// Scales the gradient of the whole network down to this L2 norm where it is longer, as Keras' <c>global_clipnorm</c>. Finite and above 0; none unless set.
    /// </summary>
    public double? GlobalClipNorm { get; set; }

    /// <summary>
    /// After each step, scales the weights of each output unit down to this L2 norm where they are longer, as Keras' <c>MaxNorm</c>: in all kernels but
    /// those that declare a <c>KernelMaxNorm</c> of their own. Biases go free. Finite and above 0; none unless set.
    /// </summary>
    public double? MaxNorm { get; set; }

    /// <summary>What to measure beside the loss, on the training data as it goes and on the validation data after each epoch.</summary>
    public IList<Metric> Metrics { get; set; } = [];

    /// <summary>Who takes part, in this order.</summary>
    public IList<Callback> Callbacks { get; set; } = [];

    /// <summary>
    /// A checkpoint to go on from, as a <see cref="Checkpoint"/> wrote it; where there is no such file, training starts from the beginning. Unset, it
    /// always does. The weights are then, bit for bit, those of a training that was never interrupted. The data and the settings must be those of that
    /// training, the optimizer's learning rate among them; only <see cref="Epochs"/>, <see cref="Steps"/> and the callbacks may be others. What the
    /// declaration says for training alone, dropout rates and penalties, is not compared: keep it as it was. What differs, and what is wrong in the file,
    /// is an <see cref="InvalidDataException"/> that names it, and nothing has changed then.
    /// </summary>
    public string? ResumeFrom { get; set; }

    /// <summary>
    /// Whether features, labels and validation data with NaN or infinity are refused, with the sample and the column: those in memory once, before
    /// anything is trained, and those that are read as they come. True unless set; <see cref="Network.CheckFinite"/> asks for more.
    /// </summary>
    public bool CheckFinite { get; set; } = true;

    /// <summary>
    /// Whether the training shows how it goes, on the console or on <see cref="ProgressOutput"/>: a bar where there is a terminal, and a line for each
    /// epoch. True unless set; but where the console's output goes to a file or a pipe, as that of a server, only where it is set or there is a
    /// <see cref="ProgressOutput"/>.
    /// </summary>
    public bool ShowProgress
    {
        get => AsksForProgress ?? true;
        set => AsksForProgress = value;
    }

    /// <summary>What <see cref="ShowProgress"/> was set to; null where it was not.</summary>
    internal bool? AsksForProgress { get; private set; }

    /// <summary>
    /// After how many epochs each a line stays, 1 unless set; the last one always stays. 0 for a single line for the whole training: where there is a
    /// terminal it is drawn anew from epoch to epoch.
    /// </summary>
    public int ProgressEvery { get; set; } = 1;

    /// <summary>Takes the lines of the epochs, as plain text, in place of the console.</summary>
    public TextWriter? ProgressOutput { get; set; }

    /// <summary>
    /// Ends the training after the step under way, and after the read where it waits for one; the network and the history are as far as it came.
    /// </summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Called after each step.</summary>
    public Action<StepProgress>? OnStep { get; set; }

    /// <summary>Called after each epoch.</summary>
    public Action<EpochResult>? OnEpoch { get; set; }

    /// <summary>The options as they are now, for a training on another thread: what is changed here afterwards does not reach it.</summary>
    internal FitOptions<TLabel> Copy()
    {
        var copy = (FitOptions<TLabel>)MemberwiseClone();
        copy.Metrics = Metrics is null ? Metrics! : [.. Metrics];
        copy.Callbacks = Callbacks is null ? Callbacks! : [.. Callbacks];
        copy.ClassWeights = ClassWeights?.ToArray();
        copy.SampleWeights = SampleWeights?.ToArray();
        return copy;
    }
}

/// <summary>Where training stands after a step.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Of how many; <see cref="int.MaxValue"/> where there is no limit.</param>
/// <param name="Step">The step in this epoch, from 1.</param>
/// <param name="Steps">Of how many; 0 where the data do not tell.</param>
/// <param name="Loss">The mean loss of the epoch so far.</param>
/// <param name="Accuracy">The accuracy of the epoch so far; null where the loss has none.</param>
public readonly record struct StepProgress(int Epoch, int Epochs, int Step, int Steps, double Loss, double? Accuracy);
