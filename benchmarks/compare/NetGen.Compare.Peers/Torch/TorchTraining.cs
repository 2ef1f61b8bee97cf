using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NetGen.Compare.Peers.Torch;

/// <summary>Training steps over 64 random batches in turn, as in the other workers: a batch is not in the nearest cache when its turn comes.</summary>
/// <param name="network">What is trained; its last layer gives the logits or the outputs.</param>
/// <param name="optimizerOf">Makes the optimizer.</param>
/// <param name="loss">The loss of predictions and labels.</param>
internal sealed class TorchTraining(
    nn.Module<Tensor, Tensor> network, Func<IEnumerable<Parameter>, optim.Optimizer> optimizerOf, Func<Tensor, Tensor, Tensor> loss)
{
    private const int Batches = 64;

    private readonly optim.Optimizer _optimizer = optimizerOf(network.parameters());
    private int _turn;

    /// <summary>Gives the step over batches that these make.</summary>
    public Action StepOver(Func<Tensor> input, Func<Tensor> label)
    {
        var inputs = Enumerable.Range(0, Batches).Select(_ => input()).ToArray();
        var labels = Enumerable.Range(0, Batches).Select(_ => label()).ToArray();
        network.train();
        return () =>
        {
            // Without it each tensor on the way would wait for the garbage collector.
            using var scope = NewDisposeScope();
            var batch = _turn++ % Batches;
            _optimizer.zero_grad();
            loss(network.call(inputs[batch]), labels[batch]).backward();
            _optimizer.step();
        };
    }

    /// <summary>Training of a classifier into 10 classes by cross-entropy over the logits.</summary>
    public static Action Classifier(
        nn.Module<Tensor, Tensor> network, Func<IEnumerable<Parameter>, optim.Optimizer> optimizerOf, Func<Tensor> input, int batch)
        => new TorchTraining(network, optimizerOf, (logits, labels) => nn.functional.cross_entropy(logits, labels))
            .StepOver(input, () => randint(0, 10, batch));

    /// <summary>A network of these layers, with the initial values that NetGen's has: Glorot's for kernels, 0 for biases.</summary>
    public static nn.Module<Tensor, Tensor> Network(params nn.Module<Tensor, Tensor>[] layers)
    {
        foreach (var (name, parameter) in layers.SelectMany(layer => layer.named_parameters()))
        {
            if (name == "bias")
                nn.init.zeros_(parameter);
            else if (parameter.dim() > 1)
                nn.init.xavier_uniform_(parameter);
        }

        return nn.Sequential(layers);
    }

    public static optim.Optimizer Adam(IEnumerable<Parameter> parameters) => optim.Adam(parameters, lr: 1e-3, eps: 1e-7);

    public static optim.Optimizer RmsProp(IEnumerable<Parameter> parameters) => optim.RMSProp(parameters, lr: 1e-3, alpha: 0.9, eps: 1e-7);

    public static optim.Optimizer Momentum(IEnumerable<Parameter> parameters) => optim.SGD(parameters, learningRate: 0.01, momentum: 0.9);
}
