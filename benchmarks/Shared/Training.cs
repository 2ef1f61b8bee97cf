namespace NetGen.Benchmarks;

/// <summary>Training steps over 64 random batches in turn, so that a batch is not in the nearest cache when its turn comes.</summary>
internal sealed class Training<TLabel>
    where TLabel : unmanaged
{
    private const int Batches = 64;

    private readonly Network<TLabel> _network;
    private readonly Optimizer _optimizer;
    private readonly int _batchLength;
    private readonly int _labelsLength;
    private readonly Floats _inputs;
    private readonly TLabel[] _labels;
    private int _step;

    public Training(Network<TLabel> network, Optimizer optimizer, int batch, Func<int, TLabel[]> labels)
    {
        _network = network;
        _optimizer = optimizer;
        _batchLength = batch * network.InputShape[0];
        _inputs = Floats.Uniform(Batches * _batchLength, 0, 1);
        _labels = labels(Batches * batch);
        _labelsLength = _labels.Length / Batches;
    }

    public Network<TLabel> Network => _network;

    public void Step()
    {
        var batch = _step++ % Batches;
        _network.TrainStep(_inputs.Span.Slice(batch * _batchLength, _batchLength), _labels.AsSpan(batch * _labelsLength, _labelsLength), _optimizer);
    }
}

/// <summary>The trainings that are measured.</summary>
internal static class Training
{
    /// <summary>784-128-10 with RMSprop.</summary>
    public static Training<int> Image(int batch, float learningRate = 0.001f)
        => new(new ImageClassifier(1), new RmsProp(learningRate), batch, Labels);

    /// <summary>32-64-64-8 with tanh and Adam.</summary>
    public static Training<float> Small(float learningRate = 0.001f, float beta2 = 0.999f)
        => new(
            new SmallRegression(1),
            new Adam(learningRate, beta2: beta2),
            batch: 32,
            length => Floats.Uniform(length * SmallRegression.OutputLength, -1, 1).Span.ToArray());

    /// <summary>The floating-point operations that one step of <see cref="Image"/> makes in products: the input layer needs no gradient for its input.</summary>
    public static double ImageFlops(int batch) => 2.0 * batch * (2 * (784 * 128 + 128 * 10) + 128 * 10);

    private static int[] Labels(int length)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(ImageClassifier.OutputLength))];
    }
}
