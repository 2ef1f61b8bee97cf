using NetGen.Kernels;

namespace NetGen;

/// <content>Predictions as most programs want them: arrays, and classes.</content>
public abstract partial class Network
{
    private readonly Lock _freezing = new();

    /// <summary>
    /// Predicts any number of samples. Thread-safe. <see cref="Predict(ReadOnlySpan{float}, Span{float})"/> does the same without a new array.
    /// </summary>
    /// <param name="inputs">The values of the samples, one after another, each of <see cref="InputShape"/>, row-major.</param>
    /// <returns>One output of <see cref="OutputShape"/> for each sample, one after another.</returns>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="inputs"/> is no multiple of a sample's, or <see cref="CheckFinite"/> is set and an input is not finite.
    /// </exception>
    public float[] Predict(float[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return _inference.Predict(Model, inputs);
    }

    /// <inheritdoc cref="Predict(float[])"/>
    public float[] Predict(ReadOnlySpan<float> inputs) => _inference.Predict(Model, inputs);

    /// <summary>The class of one sample. Thread-safe; allocates nothing once each thread has predicted.</summary>
    /// <param name="sample">The sample's values, of <see cref="InputShape"/>, row-major.</param>
    /// <returns>Of several classes the most probable, the first of several equal ones; of two by one probability class 1 where it is above 0.5.</returns>
    /// <exception cref="ArgumentException">It is not one sample, or <see cref="CheckFinite"/> is set and a value is not finite.</exception>
    /// <exception cref="InvalidOperationException">The network tells no classes apart, gives more than one for a sample, or its outputs are NaN.</exception>
    public ClassPrediction Classify(ReadOnlySpan<float> sample) => _inference.Classify(Model, sample);

    /// <summary>The classes of any number of samples. Thread-safe; allocates nothing once each thread has predicted.</summary>
    /// <param name="inputs">The values of the samples, one after another, each of <see cref="InputShape"/>, row-major.</param>
    /// <param name="predictions">Takes one for each sample; for each of its rows, where a network classifies rows.</param>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="inputs"/> is no multiple of a sample's, that of <paramref name="predictions"/> does not match, or
    /// <see cref="CheckFinite"/> is set and a value is not finite.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The network tells no classes apart, or outputs are NaN; <paramref name="predictions"/> holds those before them.
    /// </exception>
    public void Classify(ReadOnlySpan<float> inputs, Span<ClassPrediction> predictions) => _inference.Classify(Model, inputs, predictions);

    /// <summary>
    /// Copies what predicts into an object of its own, which does not change any more while this network is trained on. Without AVX-512 predictions of batches
    /// are faster with it, because the kernels of the layers are packed once and not at each call; the bits are the same.
    /// </summary>
    /// <returns>A predictor with the parameters, the preprocessor, the names and <see cref="CheckFinite"/> as they are now.</returns>
    /// <exception cref="InvalidOperationException">
    /// Another thread is training or loading this network. A callback may ask between the steps of its own Fit.
    /// </exception>
    public Predictor Freeze()
    {
        // The gate would take another thread that freezes for one that trains.
        lock (_freezing)
        {
            var isAlone = Gate.EnterStep(nameof(Freeze), changes: false);
            try
            {
                return new Predictor(Description, ForwardPass, Parameters, Preprocessor, Names, CheckFinite);
            }
            finally
            {
                Gate.LeaveStep(isAlone);
            }
        }
    }

    private Model Model => new(ForwardPass, (Weights)Parameters, Scaling, CheckFinite, ClassNames);
}
