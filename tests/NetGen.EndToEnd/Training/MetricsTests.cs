using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

/// <summary>Several metrics at once in a training and an evaluation are those of the outputs that Predict gives.</summary>
public class MetricsTests
{
    private static Dataset<int> Data { get; } = FitTests.MakeData(70, seed: 1);

    private static Dataset<int> Validation { get; } = FitTests.MakeData(33, seed: 2);

    [Fact]
    public void In_training_and_validation_of_a_classifier()
    {
        var network = new SmallClassifier(seed: 3);
        // A learning rate this small changes nothing, so the outputs of all steps are those of the network as it is.
        var history = network.Fit(Data, new() { BatchSize = 16, Optimizer = new Sgd(1e-30f), Validation = Validation, Metrics = OfClasses() });

        var outputs = Predict(network, Data.Features, Data.Count);
        var validationOutputs = Predict(network, Validation.Features, Validation.Count);
        AssertNear(Values(OfClasses(), m => m.Add(outputs, Data.Labels, 3)), history.Last.Metrics);
        AssertNear(Values(OfClasses(), m => m.Add(validationOutputs, Validation.Labels, 3)), history.Last.ValidationMetrics);
        Assert.Equal(history.Last.Accuracy, history.Last["accuracy"]);
        Assert.Equal(history.Last.ValidationAccuracy, history.Last["val_accuracy"]);
        Assert.Equal(history.Last.Metrics[2].Value, history.Last["f1_score"]);
        Assert.Equal(history.Last.Values().Count(), history.Last.Values().DistinctBy(v => v.Name).Count());
    }

    [Fact]
    public void In_an_evaluation_of_a_classifier()
    {
        var network = new SmallClassifier(seed: 3);
        var matrix = new ConfusionMatrix(["left", "up", "down"]);

        var evaluation = network.Evaluate(Data, new F1(), new AreaUnderCurve(), matrix);

        Assert.Equal(["f1_score", "auc", "confusion_matrix"], evaluation.Metrics.Select(m => m.Name));
        Assert.Equal(evaluation.Accuracy!.Value, matrix.Value, 1e-12);
        Assert.Equal(Data.Count, matrix.Count);
        Assert.Equal(network.Evaluate(Data).Loss, evaluation.Loss, 1e-12);
    }

    [Fact]
    public void In_an_evaluation_of_many_labels()
    {
        var network = new MultiLabel(seed: 3);
        var random = new Random(5);
        var features = Enumerable.Range(0, 40 * 5).Select(_ => (random.NextSingle() * 4) - 2).ToArray();
        var data = Dataset.Regression(features, [.. Enumerable.Range(0, 40 * 4).Select(_ => (float)random.Next(2))], 40);

        var evaluation = network.Evaluate(data, OfTargets());

        var outputs = Predict(network, features, 40);
        AssertNear(Values(OfTargets(), m => m.Add(outputs, data.Labels, 4)), evaluation.Metrics);
        Assert.Equal(evaluation.Accuracy!.Value, evaluation.Metrics[0].Value, 1e-12);
    }

    [Fact]
    public void In_an_evaluation_of_a_regression()
    {
        var network = new Regression(seed: 3);
        var random = new Random(5);
        var features = Enumerable.Range(0, 40 * 4).Select(_ => (random.NextSingle() * 4) - 2).ToArray();
        var data = Dataset.Regression(features, [.. Enumerable.Range(0, 40 * 3).Select(_ => random.NextSingle())], 40);
        static Metric[] Metrics() => [new Mae(), new Mse(), new Rmse(), new R2(), Metric.PerSample<float>("first", (output, target) => Math.Abs(output[0] - target[0]))];

        var evaluation = network.Evaluate(data, Metrics());

        var outputs = Predict(network, features, 40);
        AssertNear(Values(Metrics(), m => m.Add(outputs, data.Labels, 3)), evaluation.Metrics);
    }

    [Fact]
    public void With_rows_of_classes_each_row_counts()
    {
        var network = new RowClassifier(seed: 3);
        var random = new Random(5);
        var features = Enumerable.Range(0, 10 * 24).Select(_ => random.NextSingle()).ToArray();
        var data = Dataset.Classification(features, [.. Enumerable.Range(0, 10 * 4).Select(_ => random.Next(3))], 10);
        var matrix = new ConfusionMatrix();

        var evaluation = network.Evaluate(data, matrix);

        Assert.Equal(40, matrix.Count);
        Assert.Equal(evaluation.Accuracy!.Value, matrix.Value, 1e-12);
    }

    [Fact]
    public void A_metric_that_does_not_know_the_labels_is_refused_by_name()
    {
        var error = Assert.Throws<NotSupportedException>(() => new SmallClassifier().Fit(Data, new() { Metrics = [new Mae()] }));

        Assert.Contains("'mae'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_allocate_nothing_for_a_step()
    {
        Metric[] metrics = [new Accuracy(), new F1(), new TopKAccuracy(2), new LogLoss(), new CalibrationError(), new ConfusionMatrix()];
        long AllocatedBy(int steps) => Allocations.OfEach(() =>
        {
            var network = new SmallClassifier(seed: 3);
            var options = new FitOptions<int> { StepsPerEpoch = steps, BatchSize = 1, Optimizer = new Adam(), Metrics = metrics };
            return () => network.Fit(Data, options);
        });

        AllocatedBy(Data.Count);

        Assert.Equal(AllocatedBy(1), AllocatedBy(Data.Count));
    }

    private static Metric[] OfClasses() =>
    [
        new Accuracy(), new TopKAccuracy(2), new F1(), new Precision(Averaging.Weighted), new Recall(Averaging.Micro), new AreaUnderCurve(), new AveragePrecision(),
        new LogLoss(), new CalibrationError(), new ConfusionMatrix(), Metric.PerSample<int>("confidence", (output, label) => output[label[0]]),
    ];

    private static Metric[] OfTargets() => [new Accuracy(), new Precision(), new Recall(), new F1(), new AreaUnderCurve(), new AveragePrecision(), new LogLoss(), new CalibrationError()];

    private static float[] Predict(Network network, ReadOnlySpan<float> features, int count)
    {
        var length = 1;
        foreach (var extent in network.OutputShape)
            length *= extent;

        var outputs = new float[count * length];
        network.Predict(features, outputs);
        return outputs;
    }

    private static MetricValue[] Values(Metric[] metrics, Action<Metric> add)
    {
        foreach (var metric in metrics)
            add(metric);

        return [.. metrics.Select(m => new MetricValue(m.Name, m.Value))];
    }

    /// <summary>Equal but for sums in another order and outputs of another method of the network, which round otherwise.</summary>
    private static void AssertNear(IReadOnlyList<MetricValue> expected, IReadOnlyList<MetricValue> actual)
    {
        Assert.Equal(expected.Select(e => e.Name), actual.Select(a => a.Name));
        for (var i = 0; i < actual.Count; i++)
            Assert.Equal(expected[i].Value, actual[i].Value, 1e-6);
    }
}
