namespace NetGen;

/// <summary>
/// A figure of merit that is computed from outputs and labels, batch by batch: <see cref="Reset"/>, then
/// <see cref="Add(ReadOnlySpan{float}, ReadOnlySpan{int}, int)"/> for each batch, then <see cref="Value"/>.
/// </summary>
/// <remarks>
/// A metric of one's own derives from this class and overrides the <c>Add</c> for the labels that it knows: <c>int</c> for class indices,
/// <c>float</c> for targets. Batches come on the training thread, so <c>Add</c> should allocate nothing. One instance serves the training
/// and the validation data of a call of Fit, one after the other; instances are not thread-safe, and a training or an evaluation refuses one that is in
/// another.
/// </remarks>
public abstract class Metric
{
    private object? _user;

    /// <summary>Creates a metric.</summary>
    /// <param name="name">What it is called in histories, logs and monitors, such as <c>top_5_accuracy</c>.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    protected Metric(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>What it is called; validation values have <c>val_</c> before it.</summary>
    public string Name { get; }

    /// <summary>Whether a greater value is a better one; true unless overridden.</summary>
    public virtual bool HigherIsBetter => true;

    /// <summary>The value over all samples since <see cref="Reset"/>; NaN where it is not defined, as with no samples.</summary>
    public abstract double Value { get; }

    /// <summary>Forgets all samples.</summary>
    public abstract void Reset();

    /// <summary>
    /// Adds a batch with class indices as labels. Before the first step of a training it is called with no samples, to see whether the metric fits the network.
    /// </summary>
    /// <param name="outputs">The outputs of the network, sample after sample.</param>
    /// <param name="labels">The class indices: one for each <paramref name="outputLength"/> outputs.</param>
    /// <param name="outputLength">The extent of the outputs' last axis: the number of classes.</param>
    /// <exception cref="NotSupportedException">The metric does not know such labels.</exception>
    public virtual void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<int> labels, int outputLength) =>
        throw new NotSupportedException($"The metric '{Name}' takes numbers as labels; this network has class indices.");

    /// <summary>
    /// Adds a batch with numbers as labels. Before the first step of a training it is called with no samples, to see whether the metric fits the network.
    /// </summary>
    /// <param name="outputs">The outputs of the network, sample after sample.</param>
    /// <param name="labels">The target of each output.</param>
    /// <param name="outputLength">The extent of the outputs' last axis.</param>
    /// <exception cref="NotSupportedException">The metric does not know such labels.</exception>
    public virtual void Add(ReadOnlySpan<float> outputs, ReadOnlySpan<float> labels, int outputLength) =>
        throw new NotSupportedException($"The metric '{Name}' takes class indices as labels; this network has numbers.");

    /// <summary>Writes what was added up so far into a checkpoint. A metric that does not override it starts its epoch anew after a resume.</summary>
    /// <param name="state">Where to.</param>
    public virtual void Save(TrainingState state)
    {
    }

    /// <summary>
    /// Looks at what <see cref="Save"/> wrote, before anything is restored and without changing anything: what <see cref="Restore"/> could not go on with
    /// is refused here, while the network and all that takes part are still as they were. The metric has seen a batch without samples by then.
    /// </summary>
    /// <param name="state">Where from: a file, which anyone may have written. <see cref="TrainingState.Invalid"/> makes the exception.</param>
    /// <param name="training">The training, at the place where the checkpoint was written.</param>
    /// <exception cref="InvalidDataException">A value is missing, out of range, or does not go with the others or with this metric.</exception>
    public virtual void CheckState(TrainingState state, TrainingContext training)
    {
    }

    /// <summary>Reads what <see cref="Save"/> wrote and <see cref="CheckState"/> let pass.</summary>
    /// <param name="state">Where from.</param>
    public virtual void Restore(TrainingState state)
    {
    }

    /// <summary>A metric of one's own: the mean over the samples of what a delegate says of each.</summary>
    /// <typeparam name="TLabel">The type of a label: <c>int</c> for class indices, <c>float</c> for targets.</typeparam>
    /// <param name="name">What it is called in histories, logs and monitors.</param>
    /// <param name="measure">What a sample counts, by its outputs and its label.</param>
    /// <param name="higherIsBetter">Whether a greater value is a better one.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="TLabel"/> is another type.</exception>
    public static Metric PerSample<TLabel>(string name, SampleMeasure<TLabel> measure, bool higherIsBetter = true)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return typeof(TLabel) == typeof(int) || typeof(TLabel) == typeof(float)
            ? new SampleMetric<TLabel>(name, measure, higherIsBetter)
            : throw new NotSupportedException($"No network has labels of type {typeof(TLabel).Name}; expected int for class indices or float for targets.");
    }

    /// <summary>Whose samples it counts at the moment; null where it is free.</summary>
    internal object? User => Volatile.Read(ref _user);

    /// <summary>Takes it for a training or an evaluation; false where it is taken.</summary>
    internal bool TryTake(object user) => Interlocked.CompareExchange(ref _user, user, null) is null;

    /// <summary>Ends what <see cref="TryTake"/> has begun.</summary>
    internal void Release() => Volatile.Write(ref _user, null);

    /// <summary>The overload that the labels' type asks for.</summary>
    internal void Add<TLabel>(ReadOnlySpan<float> outputs, ReadOnlySpan<TLabel> labels, int outputLength)
    {
        if (typeof(TLabel) == typeof(int))
            Add(outputs, LabelSpan.As<TLabel, int>(labels), outputLength);
        else
            Add(outputs, LabelSpan.As<TLabel, float>(labels), outputLength);
    }
}

/// <summary>A metric's value.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Value">Its value.</param>
public readonly record struct MetricValue(string Name, double Value);
