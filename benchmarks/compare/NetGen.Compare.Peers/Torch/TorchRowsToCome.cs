using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NetGen.Compare.Peers.Torch;

/// <summary>
/// Training steps of networks that NetGen has no layers for yet. They are defined here and in rows.py; once NetGen.Compare has a row of the
/// name, the table shows it. TorchSharp lays images out as channels, height, width; it knows no other way.
/// </summary>
internal static class TorchRowsToCome
{
    public static IEnumerable<Row> All() =>
    [
        new("train-lenet-like-batch-64", () => LeNetLike(padding: 0, flat: 4 * 4 * 64)),
        new("train-lenet-like-same-batch-64", () => LeNetLike(padding: 2, flat: 7 * 7 * 64)),
        new("train-lenet-5-batch-128", LeNet5),
        new("train-convolutions-batch-norm-batch-32", ConvolutionsWithBatchNorm),
        new("train-lstm-128-batch-32", Lstm),
        new("train-embedding-100000x64-batch-32", Embedding),
        new("train-transformer-64x128-batch-16", Transformer),
    ];

    /// <summary>28x28 images; 5x5 convolutions into 32 and 64 channels, each with ReLU and a pool of 2x2; dense 512 and 10.</summary>
    private static Action LeNetLike(int padding, int flat)
        => TorchTraining.Classifier(
            TorchTraining.Network(
                nn.Conv2d(1, 32, 5, padding: padding), nn.ReLU(), nn.MaxPool2d(2),
                nn.Conv2d(32, 64, 5, padding: padding), nn.ReLU(), nn.MaxPool2d(2),
                nn.Flatten(), nn.Linear(flat, 512), nn.ReLU(), nn.Linear(512, 10)),
            TorchTraining.Momentum,
            () => rand(64, 1, 28, 28),
            batch: 64);

    /// <summary>28x28 images; 5x5 convolutions into 6 and 16 channels, each with ReLU and a pool of 2x2; dense 120, 84 and 10.</summary>
    private static Action LeNet5()
        => TorchTraining.Classifier(
            TorchTraining.Network(
                nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
                nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
                nn.Flatten(), nn.Linear(4 * 4 * 16, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)),
            TorchTraining.Adam,
            () => rand(128, 1, 28, 28),
            batch: 128);

    /// <summary>32x32 images of 3 channels; 3x3 convolutions into 32, 32 and 64 channels, each with batch normalisation and ReLU; a pool of 2x2 before the last.</summary>
    private static Action ConvolutionsWithBatchNorm()
        => TorchTraining.Classifier(
            TorchTraining.Network(
                nn.Conv2d(3, 32, 3, padding: 1), nn.BatchNorm2d(32), nn.ReLU(),
                nn.Conv2d(32, 32, 3, padding: 1), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
                nn.Conv2d(32, 64, 3, padding: 1), nn.BatchNorm2d(64), nn.ReLU(),
                nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10)),
            TorchTraining.Momentum,
            () => rand(32, 3, 32, 32),
            batch: 32);

    /// <summary>100 steps of 64 features through 128 units; dense 10 over the last state.</summary>
    private static Action Lstm() => TorchTraining.Classifier(new LastState(64, 128), TorchTraining.Adam, () => rand(32, 100, 64), batch: 32);

    /// <summary>One of 100,000 words a sample, so that a step touches 32 of 100,000 rows of 64; dense 10. Adam moves all rows.</summary>
    private static Action Embedding()
        => TorchTraining.Classifier(
            nn.Sequential(nn.Embedding(100_000, 64), nn.Linear(64, 10)), TorchTraining.Adam, () => randint(0, 100_000, 32), batch: 32);

    /// <summary>64 places of 128 features; one encoder block of 4 heads and 512 units between; the mean over the places; dense 10.</summary>
    private static Action Transformer()
        => TorchTraining.Classifier(new EncoderBlock(128, 4, 512), TorchTraining.Adam, () => rand(64, 16, 128), batch: 16);

    private sealed class LastState : nn.Module<Tensor, Tensor>
    {
        private readonly LSTM _lstm;
        private readonly Linear _head;

        public LastState(int features, int units)
            : base(nameof(LastState))
        {
            _lstm = nn.LSTM(features, units, batchFirst: true);
            _head = nn.Linear(units, 10);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var (states, _, _) = _lstm.call(input);
            return _head.call(states.select(1, -1));
        }
    }

    private sealed class EncoderBlock : nn.Module<Tensor, Tensor>
    {
        private readonly TransformerEncoderLayer _block;
        private readonly Linear _head;

        public EncoderBlock(int features, int heads, int units)
            : base(nameof(EncoderBlock))
        {
            _block = nn.TransformerEncoderLayer(features, heads, units, dropout: 0);
            _head = nn.Linear(features, 10);
            RegisterComponents();
        }

        /// <summary>The places come first, then the batch.</summary>
        public override Tensor forward(Tensor input) => _head.call(_block.call(input, null, null).mean([0]));
    }
}
