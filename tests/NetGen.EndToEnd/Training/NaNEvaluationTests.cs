using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

/// <summary>One evaluation of a network that gives NaN for some samples: all that is said of it says the same.</summary>
public class NaNEvaluationTests
{
    [Fact]
    public void Loss_accuracy_metrics_and_report_of_class_indices_agree()
    {
        var network = new SmallClassifier(seed: 3);
        var clean = FitTests.MakeData(60, seed: 1);
        var features = clean.Features.ToArray();
        // Every fifth sample has NaN in it, or a number so large that its logits are infinite.
        for (var i = 0; i < clean.Count; i += 5)
            features[i * clean.SampleLength] = i % 2 == 0 ? float.NaN : float.MaxValue;
        features.AsSpan(5 * clean.SampleLength, clean.SampleLength).Fill(float.PositiveInfinity);
        var data = Dataset.Classification(features, clean.Labels.ToArray());
        var (matrix, accuracy, top, recall, loss, auc) = (new ConfusionMatrix(), new Accuracy(), new TopKAccuracy(1), new Recall(Averaging.Weighted), new LogLoss(), new AreaUnderCurve());

        var evaluation = network.Evaluate(data, matrix, accuracy, top, recall, loss, auc);

        Assert.InRange(matrix.Undecided, 6, 12);
        Assert.Equal(60, matrix.Report().Macro.Support);
        Assert.Equal(Enumerable.Range(0, 3).Select(c => (long)data.Labels.Count(c)), matrix.Report().Classes.Select(c => c.Support));
        foreach (var value in (double[])[evaluation.Accuracy!.Value, accuracy.Value, top.Value, recall.Value, matrix.Report().Weighted.Recall])
            Assert.Equal(matrix.Report().Accuracy, value, 1e-12);
        Assert.All([evaluation.Loss, loss.Value, auc.Value], value => Assert.Equal(double.NaN, value));
    }

    [Fact]
    public void Loss_and_metrics_of_a_regression_are_nan_together()
    {
        var network = new Regression(seed: 3);
        var features = Enumerable.Range(0, 4 * 10).Select(i => i / 40f).ToArray();
        features[7] = float.NaN;
        var data = Dataset.Regression(features, new float[3 * 10], 10);

        var evaluation = network.Evaluate(data, new Mae(), new Mse(), new Rmse(), new R2());

        Assert.All(evaluation.Metrics.Select(m => m.Value).Prepend(evaluation.Loss), value => Assert.Equal(double.NaN, value));
    }
}
