using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// A network that only predicts, as it was when <see cref="Network.Freeze"/> made it: what serves while the network is trained on. It predicts the same bits.
/// </summary>
/// <remarks>
/// Nothing changes it, and any number of threads predict with one instance at once. It has a copy of the parameters, with the kernels of the layers packed
/// once where products read them faster so, and nothing of a training's memory: no gradients, and of the scratch what a prediction takes. There is
/// nothing to dispose.
/// </remarks>
public sealed class Predictor
{
    private readonly NetworkDescription _description;
    private readonly Inference _inference;
    private readonly ForwardPass _pass;
    private readonly FrozenParameters _parameters;
    private readonly InputScaling? _scaling;
    private readonly NetworkNames _names;

    internal Predictor(NetworkDescription description, ForwardPass pass, ReadOnlySpan<float> parameters, Preprocessor? preprocessor, NetworkNames names,
        bool checksFinite)
    {
        _description = description;
        _inference = new Inference(description);
        _pass = pass;
        _parameters = new FrozenParameters(description.Tensors, parameters);
        _scaling = preprocessor is null ? null : new InputScaling(preprocessor.ToOwned(), _inference.ChunkLength);
        _names = names;
        CheckFinite = checksFinite;
    }

    /// <summary>The shape of one sample.</summary>
    public ReadOnlySpan<int> InputShape => _description.InputShape;

    /// <summary>The shape of one output.</summary>
    public ReadOnlySpan<int> OutputShape => _description.OutputShape;

    /// <summary>The layer table.</summary>
    public string Summary => _description.Summary;

    /// <summary>Whether every call looks for NaN and infinity in its inputs, and refuses them: as the network did.</summary>
    public bool CheckFinite { get; }

    /// <summary>What brings the inputs to scale, so that every call takes raw inputs; null for nothing.</summary>
    public Preprocessor? Preprocessor => _scaling?.Preprocessor;

    /// <summary>What the classes are called, by class index; null where nobody has said.</summary>
    public IReadOnlyList<string>? ClassNames => _names.ClassNames;

    /// <summary>The texts of categorical columns, whose indices are among the inputs or the labels; null where nobody has said.</summary>
    public Categories? Categories => _names.Categories;

    private Model Model => new(_pass, _parameters.Weights, _scaling, CheckFinite, _names.ClassNames);

    /// <inheritdoc cref="Network.Predict(ReadOnlySpan{float}, Span{float})"/>
    public void Predict(ReadOnlySpan<float> inputs, Span<float> outputs) => _inference.Predict(Model, inputs, outputs);

    /// <inheritdoc cref="Network.Predict(float[])"/>
    public float[] Predict(float[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return _inference.Predict(Model, inputs);
    }

    /// <inheritdoc cref="Network.Predict(float[])"/>
    public float[] Predict(ReadOnlySpan<float> inputs) => _inference.Predict(Model, inputs);

    /// <inheritdoc cref="Network.Classify(ReadOnlySpan{float})"/>
    public ClassPrediction Classify(ReadOnlySpan<float> sample) => _inference.Classify(Model, sample);

    /// <inheritdoc cref="Network.Classify(ReadOnlySpan{float}, Span{ClassPrediction})"/>
    public void Classify(ReadOnlySpan<float> inputs, Span<ClassPrediction> predictions) => _inference.Classify(Model, inputs, predictions);

    /// <summary>The class's name and its layer table.</summary>
    public override string ToString() => $"{_description.Name}\n{Summary}";
}
