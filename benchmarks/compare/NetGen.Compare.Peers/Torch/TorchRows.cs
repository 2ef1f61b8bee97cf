using static TorchSharp.torch;

namespace NetGen.Compare.Peers.Torch;

/// <summary>The rows of TorchSharp that NetGen has too, and those of <see cref="TorchRowsToCome"/>.</summary>
internal static class TorchRows
{
    public static IEnumerable<Row> All() =>
    [
        Product("sgemm-512", 512, 512, 512),
        Product("sgemm-1024", 1024, 1024, 1024),
        Product("sgemm-2048", 2048, 2048, 2048),
        Product("forward-128x784x128", 128, 128, 784),
        Product("kernel-gradient-128x784x128", 784, 128, 128, isTransposedA: true),
        Product("input-gradient-128x784x128", 128, 784, 128, isTransposedB: true),
        new("train-784-128-10", () => Image(128)),
        new("train-784-128-10-batch-512", () => Image(512)),
        new("train-32-64-64-8", Small),
        .. new[] { 1, 128, 1024 }.Select(batch => new Row($"predict-784-128-10-batch-{batch}", () => Predict(batch))),
        .. TorchRowsToCome.All(),
    ];

    /// <summary>c = a b into memory that is there already, as the other sides compute it.</summary>
    private static Row Product(string name, int rows, int columns, int depth, bool isTransposedA = false, bool isTransposedB = false)
        => new(
            name,
            () =>
            {
                var a = isTransposedA ? rand(depth, rows).t() : rand(rows, depth);
                var b = isTransposedB ? rand(columns, depth).t() : rand(depth, columns);
                var c = zeros(rows, columns);
                return () =>
                {
                    using var mode = inference_mode();
                    c.addmm_(a, b, beta: 0, alpha: 1);
                };
            },
            2.0 * rows * columns * depth);

    private static Action Image(int batch)
        => TorchTraining.Classifier(
            TorchTraining.Network(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10)), TorchTraining.RmsProp, () => rand(batch, 784), batch);

    private static Action Small()
    {
        var network = TorchTraining.Network(nn.Linear(32, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, 8));
        return new TorchTraining(network, TorchTraining.Adam, (outputs, labels) => nn.functional.mse_loss(outputs, labels))
            .StepOver(() => rand(32, 32), () => rand(32, 8) * 2 - 1);
    }

    private static Action Predict(int batch)
    {
        var network = TorchTraining.Network(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10), nn.Softmax(1));
        network.eval();
        var x = rand(batch, 784);
        return () =>
        {
            using var scope = NewDisposeScope();
            using var mode = inference_mode();
            network.call(x);
        };
    }
}
