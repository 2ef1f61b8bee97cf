namespace NetGen.Runtime.Tests.Metrics;

public class MetricTests
{
    private static readonly Func<Metric>[] OfClasses =
    [
        () => new Accuracy(), () => new TopKAccuracy(2), () => new Precision(Averaging.Macro), () => new Recall(Averaging.Weighted), () => new F1(Averaging.Micro),
        () => new AreaUnderCurve(), () => new AveragePrecision(), () => new ConfusionMatrix(), () => new LogLoss(), () => new CalibrationError(),
        () => Metric.PerSample<int>("hit", (output, label) => output[label[0]]),
    ];

    private static readonly Func<Metric>[] OfTargets =
    [
        () => new Accuracy(), () => new Precision(), () => new Recall(), () => new F1(), () => new AreaUnderCurve(), () => new AveragePrecision(), () => new LogLoss(),
        () => new CalibrationError(), () => new Mae(), () => new Mse(), () => new Rmse(), () => new R2(),
        () => Metric.PerSample<float>("worst", (output, target) => Math.Abs(output[0] - target[0])),
    ];

    [Fact]
    public void The_value_does_not_depend_on_how_the_data_are_cut_into_batches()
    {
        foreach (var (metric, data, add) in Cases())
        {
            add(metric, 0, data);
            var whole = metric.Value;
            foreach (var size in new[] { 1, 7, 16 })
            {
                metric.Reset();
                for (var start = 0; start < data; start += size)
                    add(metric, start, Math.Min(size, data - start));

                Assert.Equal(whole, metric.Value);
            }
        }
    }

    [Fact]
    public void A_metric_that_is_saved_and_restored_goes_on_where_it_was()
    {
        using var fresh = Cases().GetEnumerator();
        foreach (var (metric, data, add) in Cases())
        {
            fresh.MoveNext();
            var restored = fresh.Current.Metric;
            add(restored, 0, 5);
            add(metric, 0, 13);
            var state = new TrainingState();
            metric.Save(state.Section("metric"));
            restored.Restore(state.Section("metric"));
            Assert.Equal(metric.Value, restored.Value);

            add(metric, 13, data - 13);
            add(restored, 13, data - 13);
            Assert.Equal(metric.Value, restored.Value);
        }
    }

    [Fact]
    public void Without_samples_a_value_is_not_defined()
    {
        foreach (var (metric, _, add) in Cases())
        {
            Assert.Equal(double.NaN, metric.Value);
            add(metric, 0, 10);
            Assert.NotEqual(double.NaN, metric.Value);
            metric.Reset();
            Assert.Equal(double.NaN, metric.Value);
        }
    }

    [Fact]
    public void Adding_allocates_nothing_once_the_buffers_have_grown()
    {
        foreach (var (metric, data, add) in Cases())
        {
            add(metric, 0, data);
            var allocated = Allocations.OfEach(() =>
            {
                metric.Reset();
                return () => add(metric, 0, data);
            });
            Assert.True(allocated == 0, $"'{metric.Name}' allocates {allocated} bytes.");
        }
    }

    [Fact]
    public void Labels_of_a_kind_that_a_metric_does_not_know_are_refused()
    {
        foreach (var metric in new Metric[] { new Mae(), new Mse(), new Rmse(), new R2(), Metric.PerSample<float>("mine", (_, _) => 0) })
            Assert.Contains("class indices", Assert.Throws<NotSupportedException>(() => metric.Add([0.5f, 0.5f], [1], 2)).Message, StringComparison.Ordinal);

        foreach (var metric in new Metric[] { new TopKAccuracy(), Metric.PerSample<int>("mine", (_, _) => 0) })
            Assert.Contains("numbers", Assert.Throws<NotSupportedException>(() => metric.Add([0.5f], [1f], 1)).Message, StringComparison.Ordinal);

        Assert.Contains("2 outputs", Assert.Throws<NotSupportedException>(() => new ConfusionMatrix().Add([0.5f, 0.5f], [1f, 0f], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("Double", Assert.Throws<NotSupportedException>(() => Metric.PerSample<double>("mine", (_, _) => 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Targets_of_a_regression_are_no_classes()
    {
        foreach (var metric in new Metric[] { new Accuracy(), new Precision(), new AreaUnderCurve(), new AveragePrecision(), new LogLoss(), new CalibrationError(), new ConfusionMatrix() })
            Assert.Contains("regression", Assert.Throws<ArgumentException>(() => metric.Add([0.5f], [7f], 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_that_are_no_probabilities_are_refused_where_they_must_be()
    {
        foreach (var metric in new Metric[] { new LogLoss(), new CalibrationError() })
        {
            Assert.Contains("softmax", Assert.Throws<ArgumentException>(() => metric.Add([3f, -2f], [1], 2)).Message, StringComparison.Ordinal);
            Assert.Contains("softmax", Assert.Throws<ArgumentException>(() => metric.Add([3f], [1f], 1)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Lengths_and_labels_that_do_not_fit_are_refused()
    {
        foreach (var create in OfClasses)
        {
            Assert.Throws<ArgumentException>("outputs", () => create().Add([0.5f, 0.5f, 0.5f], [1], 2));
            Assert.Throws<ArgumentException>("labels", () => create().Add([0.5f, 0.5f], [2], 2));
        }

        foreach (var create in OfTargets)
        {
            Assert.Throws<ArgumentException>("outputs", () => create().Add([0.5f, 0.5f], [1f], 1));
            Assert.Throws<ArgumentException>("labels", () => create().Add([0.5f, 0.5f, 0.5f], [1f, 1f, 1f], 2));
        }
    }

    [Fact]
    public void Arguments_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Accuracy(threshold: 1.5f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new F1(threshold: float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TopKAccuracy(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CalibrationError(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Recall((Averaging)7));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Recall(positiveClass: -1));
        Assert.Throws<ArgumentException>(() => new Precision(Averaging.Binary, positiveClass: 3).Add([0.5f, 0.2f, 0.3f], [1], 3));
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(["cat", "dog"]).Add([0.5f, 0.2f, 0.3f], [1], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix()[0, 0]);
        Assert.Throws<ArgumentException>(() => new Mae(name: " "));
    }

    [Fact]
    public void Names_are_those_that_logs_know_unless_given()
    {
        Assert.Equal(
            ["accuracy", "top_2_accuracy", "precision", "recall", "f1_score", "auc", "average_precision", "confusion_matrix", "log_loss", "calibration_error", "hit"],
            OfClasses.Select(create => create().Name));
        Assert.Equal(["mae", "mse", "rmse", "r2"], OfTargets.Skip(8).Take(4).Select(create => create().Name));
        Assert.Equal("cats", new Precision(Averaging.Binary, positiveClass: 2, name: "cats").Name);
        Assert.Equal([false, false, false, true, false, false], new Metric[] { new Mae(), new Mse(), new Rmse(), new R2(), new LogLoss(), new CalibrationError() }.Select(m => m.HigherIsBetter));
        Assert.False(Metric.PerSample<int>("mine", (_, _) => 0, higherIsBetter: false).HigherIsBetter);
    }

    /// <summary>Every metric on data that it knows: how many samples there are, and what adds some of them.</summary>
    private static IEnumerable<(Metric Metric, int Samples, Action<Metric, int, int> Add)> Cases()
    {
        var classes = MetricFixture.Classes[0];
        var (outputs, labels, width) = (classes.Outputs, classes.Labels, classes.Width);
        foreach (var create in OfClasses)
            yield return (create(), labels.Length, (metric, start, count) => metric.Add(outputs.AsSpan(start * width, count * width), labels.AsSpan(start, count), width));

        foreach (var data in MetricFixture.Targets)
        {
            var (scores, targets, columns) = (data.Outputs, data.FloatLabels, data.Width);
            foreach (var create in OfTargets)
            {
                yield return (
                    create(),
                    targets.Length / columns,
                    (metric, start, count) => metric.Add(scores.AsSpan(start * columns, count * columns), targets.AsSpan(start * columns, count * columns), columns));
            }
        }
    }
}
