using System.ComponentModel;
using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The part of every network that does not depend on the kind of its labels. The generated half of a declared class derives from
/// <see cref="Network{TLabel}"/>; users see this type where the kind does not matter.
/// </summary>
/// <remarks>
/// Predictions only read the parameters, so any number of threads predict with one instance at once. There is nothing to dispose: all
/// memory is the garbage collector's.
/// </remarks>
public abstract partial class Network
{
    private readonly AlignedFloats _parameters;
    private readonly Inference _inference;
    private LayerWatch? _watch;
    private long _watchedStep = -1;

    private protected Network(NetworkDescription description, long seed)
    {
        MissingInstructions.TellOnce();
        Description = description;
        Gate = new TrainingGate(description.Name);
        Seed = seed;
        _inference = new Inference(description);
        _parameters = new AlignedFloats(description.ParameterCount);
        for (var i = 0; i < description.Tensors.Length; i++)
            Initializers.Fill(description.Tensors[i], seed, i, Parameters.Slice(description.Tensors[i].Offset, description.Tensors[i].Length));
    }

    /// <summary>
    /// All parameters, layer by layer in declaration order, each kernel row-major (inputs x outputs), then its bias. Behind all that has a gradient stand
    /// moving statistics, then the parameters of layers that are not <see cref="LayerAttribute.Trainable"/>. To write them is to change the network.
    /// </summary>
    public Span<float> Parameters => _parameters.Span;

    /// <summary>How many of the <see cref="Parameters"/>, from the first on, have a gradient.</summary>
    public int TrainableCount => Description.TrainedCount;

    /// <summary>The parameters that have a gradient.</summary>
    private protected Span<float> Trained => Parameters[..Description.TrainedCount];

    /// <summary>What training observes.</summary>
    private protected Span<float> State => Parameters.Slice(Description.TrainedCount, Description.StateCount);

    /// <summary>What every random number of the network follows from.</summary>
    public long Seed { get; }

    /// <summary>How many training steps were made; the masks of dropout follow from it.</summary>
    public long Steps { get; internal set; }

    /// <summary>The layer table.</summary>
    public string Summary => Description.Summary;

    /// <summary>The shape of one sample.</summary>
    public ReadOnlySpan<int> InputShape => Description.InputShape;

    /// <summary>The shape of one output.</summary>
    public ReadOnlySpan<int> OutputShape => Description.OutputShape;

    /// <summary>Whether every call looks for NaN and infinity in its inputs and labels, and refuses them; false unless set.</summary>
    public bool CheckFinite { get; set; }

    /// <summary>
    /// What brings the inputs to scale; none unless set or loaded, or made by <see cref="FitOptions{TLabel}.Preprocessor"/>. With one, every call takes raw
    /// inputs. It is saved with the parameters. The network keeps a copy of what is set, and that copy does not change any more.
    /// </summary>
    /// <exception cref="ArgumentException">It is not fitted, or to samples of another length.</exception>
    /// <exception cref="InvalidOperationException">It is set in the middle of a Fit of this network.</exception>
    public Preprocessor? Preprocessor
    {
        get => Scaling?.Preprocessor;
        set
        {
            if (value is { IsFitted: false })
                throw new ArgumentException($"The {value.GetType().Name} is not fitted; call its Fit with the training samples first, or let Fit do "
                    + "so through FitOptions.Preprocessor.", nameof(value));
            if (value is not null && value.SampleLength != Input.Length)
                throw new ArgumentException($"The {value.GetType().Name} was fitted to samples of {value.SampleLength} values; {Description.Name} "
                    + $"takes {Input.Length}, of shape {Input}.", nameof(value));

            Gate.CheckPreprocessor();
            Scaling = value is null ? null : new InputScaling(value.ToOwned(), ChunkLength);
        }
    }

    /// <summary>
    /// What the classes are called, by class index; null where nobody has said. Set by training where the data know their names, or by hand. The
    /// network keeps a copy.
    /// </summary>
    /// <exception cref="ArgumentException">There are not as many as the network has classes, or one is empty or there twice.</exception>
    public IReadOnlyList<string>? ClassNames
    {
        get;
        set => field = value is null ? null : NetGen.ClassNames.Checked(value, Description);
    }

    /// <summary>
    /// The texts of categorical columns, whose indices are among the inputs or the labels; null where nobody has said. Set by training where the data know
    /// them, or by hand. A second table is read with them: <c>new CsvOptions { Categories = network.Categories }</c>.
    /// </summary>
    public Categories? Categories { get; set; }

    /// <summary>What its numbers stand for.</summary>
    internal NetworkNames Names
    {
        get => new(ClassNames, Categories);
        set => (ClassNames, Categories) = value;
    }

    /// <summary>How many values one sample has.</summary>
    internal int SampleLength => Input.Length;

    /// <summary>The gradient of the last training step; empty before the first.</summary>
    internal ReadOnlySpan<float> LastGradients => Gradients;

    /// <summary>What the generator knows of it.</summary>
    internal NetworkDescription Description { get; }

    /// <summary>Who may change it at the moment.</summary>
    internal TrainingGate Gate { get; }

    /// <summary>The preprocessor at work; read once a call, because another thread may set another.</summary>
    private protected InputScaling? Scaling { get; private set; }

    /// <summary>Whether a training step has used a mask.</summary>
    private protected bool DropsOut { get; private set; }

    /// <summary>The parameter tensors in the order of the flat vector.</summary>
    internal IReadOnlyList<ParameterTensor> Tensors => Description.Tensors;

    /// <summary>The layers whose outputs training shows to whoever watches.</summary>
    internal WatchedLayer[] WatchedLayers => Description.Watched;

    /// <summary>Who watches the training step under way; null where nobody does. Generated code shows it the outputs of the layers.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected LayerWatch? Watch => Steps == _watchedStep ? _watch : null;

    private protected abstract ReadOnlySpan<float> Gradients { get; }

    /// <summary>What predicts a batch, here and in a <see cref="Predictor"/>. Written by the generator.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract ForwardPass ForwardPass { get; }

    private protected SampleShape Input => _inference.Input;

    private protected SampleShape Output => _inference.Output;

    /// <summary>How many samples are predicted or evaluated at a time. A sample's result does not depend on it.</summary>
    private protected int ChunkLength => _inference.ChunkLength;

    /// <summary>Predicts any number of samples. Thread-safe; allocates nothing once each thread has predicted.</summary>
    /// <param name="inputs">The values of the samples, one after another, each of <see cref="InputShape"/>, row-major.</param>
    /// <param name="outputs">Takes one output of <see cref="OutputShape"/> for each sample.</param>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="inputs"/> is no multiple of a sample's, that of <paramref name="outputs"/> does not match, the two overlap, or
    /// <see cref="CheckFinite"/> is set and an input is not finite.
    /// </exception>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => _inference.Predict(Model, inputs, outputs);

    /// <summary>
    /// Saves the parameters, and the preprocessor, the class names and the categories where there are any, as safetensors. The file is replaced in one step: a
    /// crash leaves the old one or the new one, and who reads it meanwhile has one of them.
    /// </summary>
    /// <param name="path">The file. A symbolic link is followed. A file that is there keeps its permissions.</param>
    /// <exception cref="IOException">The file cannot be written, or there is something that is no file; an older one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its folder takes no new files.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Writes the parameters, and the preprocessor, the class names and the categories where there are any, as safetensors.</summary>
    /// <param name="destination">Where to.</param>
    public void Save(Stream destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        NetworkFile.Write(destination, Description, Parameters, Preprocessor, Names);
    }

    /// <inheritdoc cref="Load(string, LoadOptions)"/>
    public void Load(string path) => Load(path, new LoadOptions());

    /// <summary>
    /// Loads what <see cref="Save(string)"/> or a <see cref="Checkpoint"/> wrote: the parameters, the preprocessor, the class names and the categories. What is
    /// not in the file, the network does not have afterwards.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is asked of the file; <see cref="Load(string)"/> asks that it be one of this network's layers, or not say of which.</param>
    /// <exception cref="ArgumentException">The network lacks one of <see cref="LoadOptions.Layers"/>; everything is as it was.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or of another network; everything is as it was.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained, by another thread or by the Fit whose callback this is.</exception>
    public void Load(string path, LoadOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        var isAlone = Gate.EnterLoad();
        try
        {
            using var file = AtomicFile.OpenRead(path);
            Load(file, path, options);
        }
        finally
        {
            Gate.LeaveLoad(isAlone);
        }
    }

    /// <inheritdoc cref="Load(Stream, LoadOptions)"/>
    public void Load(Stream source) => Load(source, new LoadOptions());

    /// <summary>
    /// Reads what <see cref="Save(Stream)"/> wrote: the parameters, the preprocessor, the class names and the categories. What is not in the data, the network
    /// does not have afterwards.
    /// </summary>
    /// <param name="source">Where from, to its end.</param>
    /// <param name="options">What is asked of the data; <see cref="Load(Stream)"/> asks that they be of this network's layers, or not say of which.</param>
    /// <exception cref="ArgumentException">The network lacks one of <see cref="LoadOptions.Layers"/>; everything is as it was.</exception>
    /// <exception cref="InvalidDataException">The data are damaged, or of another network; everything is as it was.</exception>
    /// <exception cref="InvalidOperationException">The network is being trained, by another thread or by the Fit whose callback this is.</exception>
    public void Load(Stream source, LoadOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        var isAlone = Gate.EnterLoad();
        try
        {
            Load(source, "the stream", options);
        }
        finally
        {
            Gate.LeaveLoad(isAlone);
        }
    }

    private void Load(Stream source, string name, LoadOptions options)
    {
        if (options.Layers is { } layers)
            NetworkFile.ReadLayers(source, name, Description, layers, Parameters);
        else
            (Preprocessor, Names) = NetworkFile.Read(source, name, Description, Input.Length, Parameters, allowOtherLayers: options.AllowOtherLayers);
    }

    /// <summary>The class's name and its layer table.</summary>
    public override string ToString() => $"{Description.Name}\n{Summary}";

    /// <summary>Has the next training step watched.</summary>
    /// <returns>What will have seen it; null where the class is not declared with <c>[Monitor]</c>.</returns>
    internal LayerWatch? WatchNextStep()
    {
        if (WatchedLayers.Length == 0)
            return null;

        _watchedStep = Steps;
        return _watch ??= new LayerWatch(WatchedLayers);
    }

    /// <summary>Has no further step watched.</summary>
    internal void StopWatching() => _watchedStep = -1;

    /// <summary>The mask that dropout layer number <paramref name="layer"/> uses in the step under way.</summary>
    /// <param name="layer">The number of the dropout layer, from 0.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected DropoutMask Mask(int layer)
    {
        DropsOut = true;
        return new(Seed, layer, Steps);
    }

    private protected AlignedFloats RentArena() => _inference.Arenas.Rent();

    private protected void ReturnArena(AlignedFloats arena) => _inference.Arenas.Return(arena);
}
