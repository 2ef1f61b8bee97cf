using NetGen.Kernels;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>Compares what emitted code computes of a random batch with what <see cref="DoubleInterpreter"/> computes.</summary>
internal static class Comparison
{
    private const double PredictionTolerance = 1e-5;
    private const double GradientTolerance = 1e-4;

    /// <summary>Compares predictions, the loss, and the gradient of every parameter.</summary>
    /// <returns>How many parameters are on a kink, where there is no gradient to compare with, and how many there are.</returns>
    public static (int Kinks, int Parameters) Run(PlannedNetwork planned, Network network, int batch)
    {
        var random = new Random(batch);
        float Draw(double most) => (float)((random.NextDouble() * 2 * most) - most);

        // Biases of 0 would put much of a network on the kinks of its activations.
        for (var i = 0; i < network.Parameters.Length; i++)
            network.Parameters[i] += Draw(0.3);

        var graph = planned.Graph;
        var inputs = Enumerable.Range(0, batch * graph.Input.Length).Select(_ => Draw(1.5)).ToArray();
        var count = batch * graph.Loss.LabelLength(graph.Output);
        double[] parameters = [.. network.Parameters], doubles = [.. inputs];
        var interpreter = new DoubleInterpreter(graph, (layer, rate, length) => Mask(new DropoutMask(network.Seed, layer, network.Steps), rate, length));
        ComparePredictions(planned, network, inputs, interpreter.Predict(parameters, doubles));

        var gradients = new float[network.TrainableCount];
        double[] labels;
        float loss;
        if (network is Network<int> classifier)
        {
            int[] classes = [.. Enumerable.Range(0, count).Select(_ => random.Next(graph.Output.Last))];
            (loss, labels) = (classifier.Gradient(inputs, classes, gradients), [.. classes.Select(c => (double)c)]);
        }
        else
        {
            float[] targets = [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
            (loss, labels) = (((Network<float>)network).Gradient(inputs, targets, gradients), [.. targets.Select(t => (double)t)]);
        }

        var expected = interpreter.Loss(parameters, doubles, labels);
        Assert.True(
            Math.Abs(loss - expected) <= PredictionTolerance * Math.Max(1, Math.Abs(expected)),
            $"The loss is {loss}, in double {expected}, of batch {batch} of\n{planned.Source}");
        var slopes = Enumerable.Range(0, gradients.Length).Select(i => interpreter.Slopes(parameters, i, doubles, labels, expected)).ToList();
        return (CompareGradients(planned, batch, gradients, slopes), gradients.Length);
    }

    private static void ComparePredictions(PlannedNetwork planned, Network network, float[] inputs, double[] expected)
    {
        var outputs = new float[expected.Length];
        network.Predict(inputs, outputs);

        var tolerance = PredictionTolerance * expected.Max(Math.Abs);
        for (var i = 0; i < outputs.Length; i++)
            Assert.True(Math.Abs(outputs[i] - expected[i]) <= tolerance, $"Output {i} is {outputs[i]}, in double {expected[i]}, of\n{planned.Source}");
    }

    private static int CompareGradients(PlannedNetwork planned, int batch, float[] gradients, IReadOnlyList<(double Below, double Above)> slopes)
    {
        var largest = slopes.Select(s => Math.Abs(s.Below + s.Above) / 2).DefaultIfEmpty(0).Max();

        // Where gradients are as good as 0, because much cancels or a softmax is sure of its class, floats leave their rounding.
        var tolerance = (GradientTolerance * largest) + 1e-6;
        var kinks = 0;
        for (var i = 0; i < gradients.Length; i++)
        {
            var (below, above) = slopes[i];
            if (Math.Abs(above - below) > tolerance / 2)
            {
                kinks++;
                continue;
            }

            var expected = (below + above) / 2;
            Assert.True(
                Math.Abs(gradients[i] - expected) <= tolerance,
                $"Parameter {i} of {gradients.Length} has the gradient {gradients[i]}, in double {expected}, "
                + $"the largest is {largest}, of batch {batch} of\n{planned.Source}");
        }

        return kinks;
    }

    /// <summary>What the runtime's dropout makes of ones. Its random numbers are the runtime's tests' affair; here it counts which layer has which.</summary>
    private static double[] Mask(DropoutMask mask, double rate, int length)
    {
        var ones = Enumerable.Repeat(1f, length).ToArray();
        Dropout.Forward(ones, ones, (float)rate, mask);
        return [.. ones];
    }
}
