namespace NetGen.EndToEnd.Networks;

/// <summary>The predictions of declared networks, against the textbook in double precision.</summary>
public class PredictionTests
{
    private const int Batch = 11;

    private static readonly Func<double, double> Relu = x => Math.Max(x, 0);

    private static readonly Func<double, double> Relu6 = x => Math.Min(Math.Max(x, 0), 6);

    private static readonly Func<double, double> Softplus = x => Math.Log(1 + Math.Exp(x));

    private static readonly Func<double, double> Sigmoid = x => 1 / (1 + Math.Exp(-x));

    [Fact]
    public void A_classifier() => Check(nameof(SmallClassifier), (x, p) => Softmax(Dense(Dense(x, p, 7, Relu), p, 3)));

    [Fact]
    public void A_multi_label_classifier() => Check(
        nameof(MultiLabel),
        (x, p) => Dense(Dense(Dense(Dense(Dense(x, p, 9, Leaky(0.01)), p, 8, Elu(1)), p, 7, Softplus), p, 6, Relu6), p, 4, Sigmoid));

    [Fact]
    public void A_regression() => Check(nameof(Regression), (x, p) => Dense(Dense(x, p, 17, Math.Tanh), p, 3));

    [Fact]
    public void A_classifier_of_rows() => Check(
        nameof(RowClassifier),
        (x, p) =>
        {
            // The four rows of a sample share the parameters.
            var parameters = p.ToArray();
            return [.. x.Chunk(6).SelectMany(row => Softmax(Dense(Dense(row, p = new(parameters), 5, Math.Tanh), p, 3)))];
        });

    [Fact]
    public void Dropout_does_nothing() => Check(
        nameof(DroppedOut),
        (x, p) => Dense(PRelu(Dense(PRelu(Dense(x, p, 8), p), p, 5, bias: false), p), p, 2, Math.Tanh));

    [Fact]
    public void Stacked_activations() => Check(
        nameof(StackedActivations),
        (x, p) => Each(Dense(Softmax(Dense(Each(Each(Dense(Each(x, Leaky(0.2)), p, 8, Sigmoid), Math.Tanh), Elu(0.5)), p, 4)), p, 3, Relu6), Softplus));

    [Fact]
    public void Nothing_to_learn() => Check(nameof(NothingToLearn), (x, _) => Softmax(x));

    private static Func<double, double> Leaky(double slope) => x => x > 0 ? x : slope * x;

    private static Func<double, double> Elu(double alpha) => x => x > 0 ? x : alpha * (Math.Exp(x) - 1);

    private static void Check(string name, Func<double[], Queue<float>, double[]> textbook)
    {
        var network = Catalogue.Get(name);
        var trial = network.Start(Batch);
        var outputs = new float[Batch * network.OutputLength];
        trial.Network.Predict(trial.Inputs, outputs);

        for (var sample = 0; sample < Batch; sample++)
        {
            double[] input = [.. trial.Inputs.Skip(sample * network.InputLength).Take(network.InputLength).Select(x => (double)x)];
            var expected = textbook(input, new Queue<float>(trial.Network.Parameters.ToArray()));
            var actual = outputs.AsSpan(sample * network.OutputLength, network.OutputLength);

            Assert.Equal(expected.Length, actual.Length);
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 2e-6);
        }
    }

    /// <summary>Takes a kernel and a bias from the parameters, in the order that the documentation promises.</summary>
    private static double[] Dense(double[] x, Queue<float> parameters, int units, Func<double, double>? activation = null, bool bias = true)
    {
        var y = new double[units];
        foreach (var value in x)
        {
            for (var unit = 0; unit < units; unit++)
                y[unit] += value * parameters.Dequeue();
        }

        for (var unit = 0; bias && unit < units; unit++)
            y[unit] += parameters.Dequeue();

        return activation is null ? y : Each(y, activation);
    }

    private static double[] PRelu(double[] x, Queue<float> parameters) => [.. x.Select(v => Leaky(parameters.Dequeue())(v))];

    private static double[] Each(double[] x, Func<double, double> function) => [.. x.Select(function)];

    private static double[] Softmax(double[] x)
    {
        var sum = x.Sum(Math.Exp);
        return [.. x.Select(v => Math.Exp(v) / sum)];
    }
}
