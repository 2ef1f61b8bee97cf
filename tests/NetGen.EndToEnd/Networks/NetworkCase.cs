namespace NetGen.EndToEnd.Networks;

/// <summary>A declared network as the tests use it, whatever the kind of its labels.</summary>
internal abstract class NetworkCase(string name, int inputLength, int outputLength)
{
    public string Name { get; } = name;

    public int InputLength { get; } = inputLength;

    public int OutputLength { get; } = outputLength;

    public abstract Network Create(long seed);

    /// <summary>A network with a batch of random samples and labels at hand.</summary>
    public abstract Trial Start(int batch, long seed = 1);

    /// <summary>A network with a batch of given samples and labels at hand.</summary>
    public abstract Trial Start(float[] inputs, float[] labelValues);
}

/// <inheritdoc/>
internal sealed class NetworkCase<TLabel>(
    string name, Func<long, Network<TLabel>> create, int inputLength, int outputLength, int labelLength, LabelKind<TLabel> labels)
    : NetworkCase(name, inputLength, outputLength)
    where TLabel : unmanaged
{
    public override Network Create(long seed) => create(seed);

    public override Trial Start(int batch, long seed = 1)
    {
        var random = new Random(7);
        var inputs = new float[batch * InputLength];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = (random.NextSingle() * 4) - 2;

        return Start(create(seed), inputs, labels.Draw(random, batch * labelLength));
    }

    public override Trial Start(float[] inputs, float[] labelValues) => Start(create(0), inputs, [.. labelValues.Select(labels.Convert)]);

    private Trial<TLabel> Start(Network<TLabel> network, float[] inputs, TLabel[] given) =>
        new(network, labels.Dataset(inputs, given, inputs.Length / InputLength), inputs, given);
}

/// <summary>A network with a batch at hand.</summary>
internal abstract class Trial(Network network, float[] inputs)
{
    public Network Network { get; } = network;

    public float[] Inputs { get; } = inputs;

    public abstract float Gradient(Span<float> gradients);

    public abstract float TrainStep(Optimizer optimizer);

    public abstract Evaluation Evaluate();
}

/// <inheritdoc/>
internal sealed class Trial<TLabel>(Network<TLabel> network, Dataset<TLabel> data, float[] inputs, TLabel[] labels) : Trial(network, inputs)
    where TLabel : unmanaged
{
    public override float Gradient(Span<float> gradients) => network.Gradient(Inputs, labels, gradients);

    public override float TrainStep(Optimizer optimizer) => network.TrainStep(Inputs, labels, optimizer);

    public override Evaluation Evaluate() => network.Evaluate(data);
}
