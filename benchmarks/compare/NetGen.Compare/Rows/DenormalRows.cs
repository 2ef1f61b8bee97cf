using NetGen.Benchmarks;

namespace NetGen.Compare.Rows;

/// <summary>
/// The same training twice: alive, and with half of the first layer's units dead and with outputs so saturated that probabilities, gradients
/// and moments would be denormal, where the processor's arithmetic is many times slower.
/// </summary>
internal static class DenormalRows
{
    /// <summary>So small that a network stays as it was made: alive or dead.</summary>
    private const float LearningRate = 1e-9f;

    /// <summary>Steps with gradients, so that there are moments which can decay.</summary>
    private const int LivingSteps = 3;

    /// <summary>0.9^1000 is far below the smallest denormal: without a cut the moments now stick at the few last ones, for ever.</summary>
    private const int DecaySteps = 1000;

    /// <summary>By default Adam's second moment takes 90,000 steps to decay so far; with this about 9,000.</summary>
    private const float SecondDecay = 0.99f;

    private const int SecondDecaySteps = 10_000;

    public static IEnumerable<Row> All() =>
    [
        new("live-train-784-128-10", () => Image(_ => { })),
        new("dead-train-784-128-10", () => Image(KillImage)),
        new("live-train-32-64-64-8", () => Small(_ => { })),
        new("dead-train-32-64-64-8", () => Small(KillSmall)),
    ];

    private static Action Image(Action<ImageClassifier> kill)
    {
        var training = Training.Image(batch: 128, LearningRate);
        return Settle(training.Step, () => kill((ImageClassifier)training.Network), DecaySteps);
    }

    private static Action Small(Action<SmallRegression> kill)
    {
        var training = Training.Small(LearningRate, SecondDecay);
        return Settle(training.Step, () => kill((SmallRegression)training.Network), SecondDecaySteps);
    }

    private static Action Settle(Action step, Action kill, int steps)
    {
        for (var i = 0; i < LivingSteps; i++)
            step();

        kill();
        for (var i = 0; i < steps; i++)
            step();

        return step;
    }

    private static void KillImage(ImageClassifier network)
    {
        network.Dense1.Bias[..64].Fill(-1000);

        // exp(-88) is the last normal float and exp(-103) the last denormal: the probabilities of the other classes lie between, and below.
        var bias = network.Dense2.Bias;
        for (var i = 1; i < bias.Length; i++)
            bias[i] = -88 - 3 * i;
    }

    // tanh(1000) is 1, and there its derivative is 0.
    private static void KillSmall(SmallRegression network) => network.Dense1.Bias[..32].Fill(1000);
}
