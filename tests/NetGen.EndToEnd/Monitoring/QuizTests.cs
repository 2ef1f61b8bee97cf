using NetGen.EndToEnd.Samples;

namespace NetGen.EndToEnd.Monitoring;

/// <summary>
/// A classic: five sigmoid layers of 128, 64, 32, 16 and 8 units, a learning rate of 0.05 and batches of 32, and the gradients of the third layer are
/// near zero. That is a problem, and ReLU is what to try; more layers or a larger rate are not.
/// </summary>
public partial class QuizTests
{
    private const int Samples = 800 * 32;

    [Fact]
    public void The_monitor_says_in_every_report_that_gradients_vanish_and_that_relu_helps()
    {
        var data = Points();
        var (reports, loss) = Train(new Quiz(seed: 1), data);

        ShouldTellTheAnswer(reports);
        // Who follows the advice is told nothing more, and learns.
        var (better, betterLoss) = Train(new Answer(seed: 1), data);
        Assert.All(better, r => Assert.Empty(r.Advice));
        Assert.True(betterLoss < 0.5 * loss);
    }

    [FashionMnistFact]
    public void It_says_so_of_fashion_mnist()
    {
        var folder = FashionMnistFactAttribute.Folder!;
        var data = ImageDataset.FromIdx(Path.Combine(folder, "train-images-idx3-ubyte.gz"), Path.Combine(folder, "train-labels-idx1-ubyte.gz")).Take(Samples);

        var (reports, loss) = Train(new FashionQuiz(seed: 1), data);

        ShouldTellTheAnswer(reports);
        var (better, betterLoss) = Train(new FashionAnswer(seed: 1), data);
        Assert.All(better, r => Assert.Empty(r.Advice));
        Assert.True(betterLoss < 0.5 * loss);
    }

    [Fact]
    public void Networks_that_learn_are_not_accused()
    {
        foreach (var optimizer in new Func<Optimizer>[] { () => new Sgd(0.05f), () => new Sgd(0.05f, momentum: 0.9f), () => new Adam() })
        {
            foreach (var network in new Network<int>[] { new Answer(seed: 2), new TanhAnswer(seed: 2), new TwoSigmoids(seed: 2) })
                Assert.All(Train(network, Points(), optimizer()).Reports, r => Assert.DoesNotContain(r.Advice, a => a.Contains("vanishing", StringComparison.Ordinal)));
        }
    }

    private static void ShouldTellTheAnswer(IReadOnlyList<HealthReport> reports)
    {
        Assert.Equal([1, 100, 200, 300, 400, 500, 600, 700, 800], reports.Select(r => r.Step));
        Assert.All(reports, report =>
        {
            var vanishing = report.Advice.Where(a => a.Contains("vanishing", StringComparison.Ordinal)).ToList();
            Assert.Equal(["dense1", "dense2", "dense3"], vanishing.Select(a => a.Split(':')[0]));
            Assert.All(vanishing, a => Assert.EndsWith(
                "Try Relu instead of Sigmoid, with KernelInitializer = Initializer.HeNormal, or fewer layers; neither more layers nor a larger learning rate helps.", a, StringComparison.Ordinal));
            Assert.Equal(vanishing, report.Advice);
        });
    }

    private static (IReadOnlyList<HealthReport> Reports, double Loss) Train(Network<int> network, Dataset<int> data, Optimizer? optimizer = null)
    {
        var monitor = new HealthMonitor();
        var history = network.Fit(data, new() { BatchSize = 32, Optimizer = optimizer ?? new Sgd(0.05f), Callbacks = [monitor], ShowProgress = false });
        return (monitor.Reports, history.Last.Loss);
    }

    private static Dataset<int> Points()
    {
        var random = new Random(1);
        var features = new float[Samples * 8];
        var labels = new int[Samples];
        for (var i = 0; i < Samples; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < 8; j++)
            {
                features[(i * 8) + j] = (2 * random.NextSingle()) - 1;
                sum += features[(i * 8) + j] * ((j % 3) - 1);
            }

            labels[i] = sum > 0.5 ? 2 : sum > -0.5 ? 1 : 0;
        }

        return Dataset.Classification(features, labels);
    }

    // The compiler says so too, before anything is trained; and the quiz has a layer of 8 below 10 classes.
#pragma warning disable NG0023, NG0028
    [Monitor]
    [Input(8)]
    [Dense(128, Sigmoid)]
    [Dense(64, Sigmoid)]
    [Dense(32, Sigmoid)]
    [Dense(16, Sigmoid)]
    [Dense(8, Sigmoid)]
    [Dense(3)]
    [Softmax]
    internal partial class Quiz;

    [Monitor]
    [Input(8)]
    [Dense(128, Relu, KernelInitializer = Initializer.HeNormal)]
    [Dense(64, Relu, KernelInitializer = Initializer.HeNormal)]
    [Dense(32, Relu, KernelInitializer = Initializer.HeNormal)]
    [Dense(16, Relu, KernelInitializer = Initializer.HeNormal)]
    [Dense(8, Relu, KernelInitializer = Initializer.HeNormal)]
    [Dense(3)]
    [Softmax]
    internal partial class Answer;

    [Monitor]
    [Input(8)]
    [Dense(128, Tanh)]
    [Dense(64, Tanh)]
    [Dense(32, Tanh)]
    [Dense(16, Tanh)]
    [Dense(8, Tanh)]
    [Dense(3)]
    [Softmax]
    internal partial class TanhAnswer;

    [Monitor]
    [Input(8)]
    [Dense(32, Sigmoid)]
    [Dense(16, Sigmoid)]
    [Dense(3)]
    [Softmax]
    internal partial class TwoSigmoids;

    [Monitor]
    [Input(28, 28)]
    [Flatten]
    [Dense(128, Sigmoid)]
    [Dense(64, Sigmoid)]
    [Dense(32, Sigmoid)]
    [Dense(16, Sigmoid)]
    [Dense(8, Sigmoid)]
    [Dense(10)]
    [Softmax]
    internal partial class FashionQuiz;

    [Monitor]
    [Input(28, 28)]
    [Flatten]
    [Dense(128, Relu, KernelInitializer = Initializer.HeNormal)]
    [Dense(64, Relu, KernelInitializer = Initializer.HeNormal)]
    [Dense(32, Relu, KernelInitializer = Initializer.HeNormal)]
    [Dense(16, Relu, KernelInitializer = Initializer.HeNormal)]
    [Dense(8, Relu, KernelInitializer = Initializer.HeNormal)]
    [Dense(10)]
    [Softmax]
    internal partial class FashionAnswer;
#pragma warning restore NG0023, NG0028
}
