using NetGen.Kernels;
using NetGen.Losses;
using NetGen.Runtime.Tests.Reports;

namespace NetGen.Runtime.Tests.Metrics;

/// <summary>Outputs that are NaN are wrong answers, to all metrics and reports of one evaluation alike.</summary>
public class NaNTests
{
    private static readonly float[] Outputs = [0.9f, 0.1f, float.NaN, float.NaN, 0.8f, 0.2f, float.NaN, float.NaN];
    private static readonly int[] Labels = [0, 0, 0, 1];

    [Fact]
    public void A_report_counts_them_in_recall_and_support()
    {
        var (matrix, recall) = (new ConfusionMatrix(), new Recall(Averaging.Binary, positiveClass: 0));
        matrix.Add(Outputs, Labels, 2);
        recall.Add(Outputs, Labels, 2);

        var report = matrix.Report();
        Assert.Equal(2.0 / 3, recall.Value);
        Assert.Equal([2.0 / 3, 0], report.Classes.Select(c => c.Recall));
        Assert.Equal([3L, 1], report.Classes.Select(c => c.Support));
        Assert.Equal([2L, 0], report.Classes.Select(c => c.Predicted));
        Assert.Equal((4L, 0.5), (report.Macro.Support, report.Accuracy));
        Assert.Equal((1L, 1L, 2L, 2L), (matrix.UndecidedOf(0), matrix.UndecidedOf(1), matrix.Undecided, matrix.Count));
        Assert.Equal((3L, 1L), (matrix.Support(0), matrix.Support(1)));
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => matrix.UndecidedOf(2));
        Assert.Throws<ArgumentOutOfRangeException>("actual", () => matrix.Support(-1));
    }

    [Fact]
    public void A_matrix_shows_them_in_a_column_of_their_own()
    {
        var matrix = new ConfusionMatrix(["cat", "dog"]);
        matrix.Add(Outputs, Labels, 2);

        Assert.Equal(
            """
            actual \ predicted  cat  dog  NaN
            cat                   2    0    1
            dog                   0    0    1
            """.ReplaceLineEndings("\n"),
            matrix.ToString());
        matrix.Reset();
        Assert.Equal((0L, 0L), (matrix.Undecided, matrix.Support(0)));
    }

    [Fact]
    public void A_row_with_one_nan_is_as_wrong_as_one_of_nan()
    {
        Metric[] ofClasses = [new Accuracy(), new TopKAccuracy(1), new TopKAccuracy(2), new ConfusionMatrix(), new Recall(), new F1(Averaging.Micro)];
        foreach (var metric in ofClasses)
        {
            metric.Add([float.NaN, 0.9f], [1], 2);
            Assert.Equal(0, metric.Value);
        }

        Metric[] ofNumbers = [new LogLoss(), new CalibrationError(), new AreaUnderCurve(), new AveragePrecision()];
        foreach (var metric in ofNumbers)
        {
            metric.Add([float.NaN, 0.9f, 0.5f, 0.5f], [1, 0], 2);
            Assert.Equal(double.NaN, metric.Value);
        }
    }

    [Fact]
    public void Errors_of_a_regression_are_nan_where_an_output_is()
    {
        foreach (Metric metric in (Metric[])[new Mae(), new Mse(), new Rmse(), new R2()])
        {
            metric.Add([1, float.NaN, 3], [1f, 2, 4], 1);
            Assert.Equal(double.NaN, metric.Value);
            metric.Reset();
            metric.Add([1, 2, 3], [1f, 2, 4], 1);
            Assert.True(double.IsFinite(metric.Value), metric.Name);
        }
    }

    /// <summary>Over random outputs, some of them NaN, every metric says what the report says, and so does the page.</summary>
    [Fact]
    public void All_metrics_agree_with_the_report()
    {
        var random = new Random(6);
        for (var round = 0; round < 500; round++)
        {
            var (classes, samples) = (random.Next(2, 6), random.Next(1, 40));
            var labels = Enumerable.Range(0, samples).Select(_ => random.Next(classes)).ToArray();
            var outputs = RandomRows(random, samples, classes);
            Metric Of(Metric metric)
            {
                // In two batches, as an evaluation has them.
                var half = samples / 2;
                metric.Add(outputs.AsSpan(0, half * classes), labels.AsSpan(0, half), classes);
                metric.Add(outputs.AsSpan(half * classes), labels.AsSpan(half), classes);
                return metric;
            }

            var matrix = (ConfusionMatrix)Of(new ConfusionMatrix());
            var report = matrix.Report();
            Assert.Equal(labels.CountBy(l => l).OrderBy(l => l.Key).Select(l => (l.Key, (long)l.Value)), report.Classes.Index().Where(c => c.Item.Support > 0).Select(c => (c.Index, c.Item.Support)));
            Assert.Equal(samples, matrix.Count + matrix.Undecided);
            foreach (var accuracy in (Metric[])[new Accuracy(), new TopKAccuracy(1), new Recall(Averaging.Micro)])
                Assert.Equal(report.Accuracy, Of(accuracy).Value);

            for (var c = 0; c < classes; c++)
                AssertSame(report.Classes[c], Of(new Precision(Averaging.Binary, c)), Of(new Recall(Averaging.Binary, c)), Of(new F1(Averaging.Binary, c)));
            AssertSame(report.Macro, Of(new Precision(Averaging.Macro)), Of(new Recall(Averaging.Macro)), Of(new F1(Averaging.Macro)));
            AssertSame(report.Weighted, Of(new Precision(Averaging.Weighted)), Of(new Recall(Averaging.Weighted)), Of(new F1(Averaging.Weighted)));

            Assert.Equal(matrix.Undecided > 0, double.IsNaN(Of(new LogLoss()).Value));
            Assert.Equal(matrix.Undecided > 0, double.IsNaN(Of(new CalibrationError()).Value));
            Assert.Equal(matrix.Undecided > 0, double.IsNaN(Of(new AveragePrecision()).Value));
            if (labels.Distinct().Count() == classes)
                Assert.Equal(matrix.Undecided > 0, double.IsNaN(Of(new AreaUnderCurve()).Value));
        }
    }

    [Fact]
    public void Metrics_of_one_sigmoid_output_agree_with_the_report()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var samples = random.Next(1, 30);
            var labels = Enumerable.Range(0, samples).Select(_ => (float)random.Next(2)).ToArray();
            var outputs = Enumerable.Range(0, samples).Select(_ => random.Next(4) == 0 ? float.NaN : random.NextSingle()).ToArray();
            Metric Of(Metric metric)
            {
                metric.Add(outputs, labels, 1);
                return metric;
            }

            var report = ((ConfusionMatrix)Of(new ConfusionMatrix())).Report();
            Assert.Equal(samples, report.Macro.Support);
            Assert.Equal(report.Accuracy, Of(new Accuracy()).Value);
            for (var c = 0; c < 2; c++)
                AssertSame(report.Classes[c], Of(new Precision(Averaging.Binary, c)), Of(new Recall(Averaging.Binary, c)), Of(new F1(Averaging.Binary, c)));
            AssertSame(report.Macro, Of(new Precision(Averaging.Macro)), Of(new Recall(Averaging.Macro)), Of(new F1(Averaging.Macro)));
            Assert.Equal(outputs.Any(float.IsNaN), double.IsNaN(Of(new LogLoss()).Value));
        }
    }

    /// <summary>The loss counts hits from logits. Where softmax makes NaN of a row, the outputs hit nothing, and so must it.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public void The_accuracy_of_the_loss_is_that_of_the_outputs(int classes)
    {
        var random = new Random(8);
        float[] special = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        for (var round = 0; round < 300; round++)
        {
            var labels = Enumerable.Range(0, 6).Select(_ => random.Next(classes)).ToArray();
            var logits = Enumerable.Range(0, 6 * classes).Select(_ => random.Next(classes) == 0 ? special[random.Next(3)] : 4 * random.NextSingle()).ToArray();
            if (round % 3 == 0)
                logits.AsSpan(0, classes).Fill(float.NegativeInfinity);
            var outputs = new float[logits.Length];
            Softmax.Forward(6, logits, outputs);
            var accuracy = new Accuracy();
            accuracy.Add(outputs, labels, classes);

            Assert.Equal(accuracy.Value * 6, CrossEntropy.Evaluate(logits, labels).Correct, 1e-9);
            Assert.Equal(accuracy.Value * 6, CrossEntropy.Gradient(logits, labels, new float[logits.Length]).Correct, 1e-9);
            // In place, as in training.
            Assert.Equal(accuracy.Value * 6, CrossEntropy.Gradient(logits, labels, logits).Correct, 1e-9);
        }
    }

    [Fact]
    public void A_matrix_from_a_checkpoint_goes_on_with_them()
    {
        var (matrix, restored) = (new ConfusionMatrix(), new ConfusionMatrix());
        matrix.Add(Outputs, Labels, 2);
        var state = new TrainingState();
        matrix.Save(state);
        restored.Restore(state);
        restored.Add(Outputs, Labels, 2);

        Assert.Equal((2L, 2L, 4L), (restored.UndecidedOf(0), restored.UndecidedOf(1), restored.Undecided));
        Assert.Equal([6L, 2], restored.Report().Classes.Select(c => c.Support));
    }

    [Fact]
    public void A_matrix_from_a_checkpoint_that_has_only_their_number_loads()
    {
        var state = new TrainingState();
        state.Set("classes", 2);
        state.Set("counts", new double[] { 2, 0, 0, 0 });
        state.Set("undecided", 2);
        var matrix = new ConfusionMatrix();
        matrix.Restore(state);

        Assert.Equal((0.5, 2L), (matrix.Value, matrix.Undecided));
        matrix.Add(Outputs, Labels, 2);
        Assert.Equal((0.5, 4L, 1L), (matrix.Value, matrix.Undecided, matrix.UndecidedOf(0)));
    }

    [Fact]
    public void A_checkpoint_that_tells_other_classes_apart_is_refused_and_changes_nothing()
    {
        var matrix = new ConfusionMatrix();
        matrix.Add(Outputs, Labels, 2);
        var state = new TrainingState();
        matrix.Save(state);
        state.Set("undecided_of", new double[3]);

        Assert.Throws<InvalidDataException>(() => matrix.Restore(state));
        Assert.Equal((2, 2L, 3L), (matrix.Classes, matrix.Undecided, matrix.Support(0)));
    }

    [Fact]
    public void A_page_counts_them_as_the_report_does()
    {
        // Echo predicts what it is given.
        var data = Dataset.Classification([0.9f, 0.1f, 0, float.NaN, float.NaN, float.NaN, 0.8f, 0.2f, 0, 0.1f, float.NaN, 0.9f], [0, 0, 0, 2]);
        var matrix = ConfusionCounts.From(new() { Network = new Echo(), Data = data })!;
        var same = new ConfusionMatrix();
        same.Add(data.Features, data.Labels, 3);

        Assert.Equal(same.Report().ToString(), matrix.Report().ToString());
        Assert.Equal((1L, 0L, 1L), (matrix.UndecidedOf(0), matrix.UndecidedOf(1), matrix.UndecidedOf(2)));
    }

    private static void AssertSame(ClassResult expected, Metric precision, Metric recall, Metric f1)
    {
        Assert.Equal(expected.Precision, precision.Value, 1e-12);
        Assert.Equal(expected.Recall, recall.Value, 1e-12);
        Assert.Equal(expected.F1, f1.Value, 1e-12);
    }

    /// <summary>Rows of probabilities: most are, some have one NaN, some are all NaN.</summary>
    private static float[] RandomRows(Random random, int samples, int classes)
    {
        var outputs = new float[samples * classes];
        for (var i = 0; i < samples; i++)
        {
            var row = outputs.AsSpan(i * classes, classes);
            for (var c = 0; c < classes; c++)
                row[c] = random.NextSingle();
            switch (random.Next(6))
            {
                case 0:
                    row.Fill(float.NaN);
                    break;
                case 1:
                    row[random.Next(classes)] = float.NaN;
                    break;
            }
        }

        return outputs;
    }
}
