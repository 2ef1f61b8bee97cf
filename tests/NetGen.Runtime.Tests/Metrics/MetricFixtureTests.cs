namespace NetGen.Runtime.Tests.Metrics;

/// <summary>The metrics are what scikit-learn's formulas say.</summary>
public class MetricFixtureTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<int> ClassSets => [.. Enumerable.Range(0, MetricFixture.Classes.Count)];

    public static TheoryData<int> TargetSets => [.. Enumerable.Range(0, MetricFixture.Targets.Count)];

    public static TheoryData<int> RegressionSets => [.. Enumerable.Range(0, MetricFixture.Regressions.Count)];

    [Theory, MemberData(nameof(ClassSets))]
    public void Of_class_indices(int set)
    {
        var data = MetricFixture.Classes[set];
        foreach (Metric metric in new Metric[] { new Accuracy(), new TopKAccuracy(2), new AreaUnderCurve(), new AveragePrecision(), new LogLoss(), new CalibrationError(10) })
        {
            metric.Add(data.Outputs, data.Labels, data.Width);
            Assert.Equal(data[metric.Name], metric.Value, Tolerance);
        }
    }

    [Theory, MemberData(nameof(TargetSets))]
    public void Of_targets(int set)
    {
        var data = MetricFixture.Targets[set];
        foreach (Metric metric in new Metric[] { new Accuracy(), new AreaUnderCurve(), new AveragePrecision(), new LogLoss(), new CalibrationError(10) })
        {
            metric.Add(data.Outputs, data.FloatLabels, data.Width);
            Assert.Equal(data[metric.Name], metric.Value, Tolerance);
        }
    }

    [Theory, MemberData(nameof(RegressionSets))]
    public void Of_a_regression(int set)
    {
        var data = MetricFixture.Regressions[set];
        foreach (Metric metric in new Metric[] { new Mae(), new Mse(), new Rmse(), new R2() })
        {
            metric.Add(data.Outputs, data.FloatLabels, data.Width);
            Assert.Equal(data[metric.Name], metric.Value, Tolerance);
        }
    }

    [Fact]
    public void Precision_recall_and_f1_under_every_averaging()
    {
        foreach (var averaging in new[] { Averaging.Macro, Averaging.Micro, Averaging.Weighted })
        {
            foreach (var data in MetricFixture.Classes)
                AssertScores(data.Average(averaging), metric => metric.Add(data.Outputs, data.Labels, data.Width), averaging);

            foreach (var data in MetricFixture.Targets)
                AssertScores(data.Average(averaging), metric => metric.Add(data.Outputs, data.FloatLabels, data.Width), averaging);
        }
    }

    [Fact]
    public void Precision_recall_and_f1_of_one_class()
    {
        foreach (var data in MetricFixture.Classes)
        {
            for (var i = 0; i < data.Width; i++)
                AssertScores(data.Class(i), metric => metric.Add(data.Outputs, data.Labels, data.Width), Averaging.Binary, i);
        }

        var targets = MetricFixture.Targets[0];
        AssertScores(targets.Class(1), metric => metric.Add(targets.Outputs, targets.FloatLabels, 1), Averaging.Binary);
    }

    [Fact]
    public void Unless_told_two_classes_are_scored_by_the_positive_one_and_more_by_their_mean()
    {
        foreach (var data in MetricFixture.Classes)
            AssertScores(data.Width == 2 ? data.Class(1) : data.Average(Averaging.Macro), metric => metric.Add(data.Outputs, data.Labels, data.Width), null);

        foreach (var data in MetricFixture.Targets)
            AssertScores(data.Width == 1 ? data.Class(1) : data.Average(Averaging.Macro), metric => metric.Add(data.Outputs, data.FloatLabels, data.Width), null);
    }

    [Fact]
    public void A_confusion_matrix_counts_and_reports()
    {
        foreach (var data in MetricFixture.Classes)
        {
            var matrix = new ConfusionMatrix();
            matrix.Add(data.Outputs, data.Labels, data.Width);

            Assert.Equal(data["accuracy"], matrix.Value, Tolerance);
            Assert.Equal(data.Labels.Length, matrix.Count);
            var report = matrix.Report();
            for (var actual = 0; actual < data.Width; actual++)
            {
                Assert.Equal(data.Confusion[actual], Enumerable.Range(0, data.Width).Select(predicted => (int)matrix[actual, predicted]));
                AssertNear(data.Class(actual), report.Classes[actual]);
            }

            AssertNear(data.Average(Averaging.Macro), report.Macro);
            AssertNear(data.Average(Averaging.Weighted), report.Weighted);
        }
    }

    private static void AssertScores(double[] expected, Action<Metric> add, Averaging? averaging, int positiveClass = 1)
    {
        Metric[] metrics = [new Precision(averaging, positiveClass), new Recall(averaging, positiveClass), new F1(averaging, positiveClass)];
        for (var i = 0; i < 3; i++)
        {
            add(metrics[i]);
            Assert.Equal(expected[i], metrics[i].Value, Tolerance);
        }
    }

    private static void AssertNear(double[] expected, ClassResult actual)
    {
        Assert.Equal(expected[0], actual.Precision, Tolerance);
        Assert.Equal(expected[1], actual.Recall, Tolerance);
        Assert.Equal(expected[2], actual.F1, Tolerance);
    }
}
