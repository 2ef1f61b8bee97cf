namespace NetGen.Runtime.Tests.Metrics;

/// <summary>Small cases, worked out by hand.</summary>
public class EdgeTests
{
    [Fact]
    public void Equal_scores_count_half_in_the_area_under_the_curve()
    {
        Assert.Equal(0.5, Of(new AreaUnderCurve(), [0.3f, 0.3f, 0.3f, 0.3f], [0, 1, 0, 1]));
        Assert.Equal(1, Of(new AreaUnderCurve(), [0.1f, 0.9f], [0, 1]));
        Assert.Equal(0, Of(new AreaUnderCurve(), [0.9f, 0.1f], [0, 1]));
        // scikit-learn's example: roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) is 0.75, average_precision_score 0.83.
        Assert.Equal(0.75, Of(new AreaUnderCurve(), [0.1f, 0.4f, 0.35f, 0.8f], [0, 0, 1, 1]));
        Assert.Equal((1 + (2.0 / 3)) / 2, Of(new AveragePrecision(), [0.1f, 0.4f, 0.35f, 0.8f], [0, 0, 1, 1]), 1e-15);
    }

    [Fact]
    public void A_ranking_of_one_class_alone_or_of_nan_has_no_area()
    {
        Assert.Equal(double.NaN, Of(new AreaUnderCurve(), [0.1f, 0.2f], [1, 1]));
        Assert.Equal(double.NaN, Of(new AreaUnderCurve(), [0.1f, 0.2f], [0, 0]));
        Assert.Equal(double.NaN, Of(new AreaUnderCurve(), [float.NaN, 0.2f], [0, 1]));
        Assert.Equal(0, Of(new AveragePrecision(), [0.1f, 0.2f], [0, 0]));
        Assert.Equal(1, Of(new AveragePrecision(), [0.1f, 0.2f], [1, 1]));
    }

    [Fact]
    public void A_score_whose_divisor_is_0_is_0()
    {
        Assert.Equal(0, Of(new Precision(), [0.1f, 0.2f], [1, 1]));
        Assert.Equal(0, Of(new Recall(), [0.9f, 0.2f], [0, 0]));
        Assert.Equal(0, Of(new F1(), [0.1f, 0.2f], [0, 0]));
    }

    [Fact]
    public void Of_equal_outputs_the_first_is_the_class()
    {
        var accuracy = new Accuracy();
        accuracy.Add([0.25f, 0.25f, 0.5f, 0.5f, 0.5f, 0], [2, 0], 3);
        Assert.Equal(1, accuracy.Value);

        var top = new TopKAccuracy(2);
        top.Add([0.4f, 0.2f, 0.2f, 0.2f, 0.4f, 0.2f, 0.2f, 0.2f], [1, 2], 4);
        Assert.Equal(0.5, top.Value);
    }

    [Fact]
    public void Outputs_that_are_nan_hit_nothing()
    {
        float[] outputs = [float.NaN, float.NaN, 0.1f, 0.9f, 0.2f, float.NaN];
        int[] labels = [0, 1, 0];
        var (accuracy, matrix, recall, calibration) = (new Accuracy(), new ConfusionMatrix(), new Recall(Averaging.Macro), new CalibrationError());
        foreach (Metric metric in (Metric[])[accuracy, matrix, recall, calibration])
            metric.Add(outputs, labels, 2);

        Assert.Equal(1.0 / 3, accuracy.Value);
        Assert.Equal(1.0 / 3, matrix.Value);
        Assert.Equal((1L, 2L), (matrix.Count, matrix.Undecided));
        Assert.Equal(0.5, recall.Value);
        Assert.Equal(double.NaN, calibration.Value);

        Assert.Equal(0.5, Of(new Accuracy(), [float.NaN, 0.1f], [0, 0]));
        Assert.Equal(0.5, Of(new ConfusionMatrix(), [float.NaN, 0.1f], [0, 0]));
        Assert.Equal(0.5, Of(new Recall(Averaging.Macro), [float.NaN, 0.9f], [0, 1]));
        Assert.Equal(double.NaN, Of(new R2(), [float.NaN, 1], [1, 1]));
    }

    [Fact]
    public void A_class_that_is_neither_there_nor_predicted_is_in_no_mean()
    {
        var (matrix, f1) = (new ConfusionMatrix(), new F1(Averaging.Macro));
        float[] outputs = [0.9f, 0.1f, 0, 0.2f, 0.8f, 0];
        matrix.Add(outputs, [0, 1], 3);
        f1.Add(outputs, [0, 1], 3);

        Assert.Equal((1, 1, 1, 1), (f1.Value, matrix.Report().Macro.F1, matrix.Report().Macro.Precision, matrix.Report().Macro.Recall));
    }

    [Fact]
    public void Thresholds_say_what_a_one_is()
    {
        Assert.Equal(0.75, Of(new Accuracy(), [0.5f, 0.6f, 0.4f, 0.1f], [0, 1, 1, 0]));
        Assert.Equal(0.75, Of(new Accuracy(threshold: 0.3f), [0.5f, 0.6f, 0.4f, 0.1f], [0, 1, 1, 0]));
        Assert.Equal(0.5, Of(new Recall(), [0.5f, 0.6f, 0.4f, 0.1f], [0, 1, 1, 0]));
        Assert.Equal(1, Of(new Recall(threshold: 0.3f), [0.5f, 0.6f, 0.4f, 0.1f], [0, 1, 1, 0]));
    }

    [Fact]
    public void A_probability_of_0_costs_what_the_clipping_leaves()
    {
        var loss = new LogLoss();
        loss.Add([0, 1], [0], 2);
        Assert.Equal(23 * Math.Log(2), loss.Value, 1e-12);
    }

    [Fact]
    public void R2_of_equal_targets_is_1_for_right_outputs_and_0_for_others()
    {
        Assert.Equal(1, Of(new R2(), [2, 2], [2, 2]));
        Assert.Equal(0, Of(new R2(), [2, 3], [2, 2]));
        Assert.Equal(double.NaN, Of(new R2(), [2], [2]));
        // 1e4 apart from 0, where a sum of squares would have lost the digits.
        Assert.Equal(-1, Of(new R2(), [10000, 10000], [10000, 10001]));
    }

    [Fact]
    public void Bins_of_confidence_hold_their_upper_end()
    {
        var calibration = new CalibrationError(bins: 4);
        calibration.Add([0, 0.25f, 0.5f, 0.75f, 0.875f], [0f, 0, 1, 1, 1], 1);

        Assert.Equal([2, 1, 1, 1], calibration.Bins.Select(b => b.Count));
        Assert.Equal((0.75, 1, 0.875, 1), (calibration.Bins[3].From, calibration.Bins[3].To, calibration.Bins[3].Confidence, calibration.Bins[3].Accuracy));
        Assert.Equal((0.25 + 0.5 + 0.25 + 0.125) / 5, calibration.Value, 1e-12);
        Assert.Equal(double.NaN, Of(calibration, [float.NaN], [1]));
    }

    [Fact]
    public void A_confusion_matrix_is_a_table_with_its_classes_names()
    {
        var matrix = new ConfusionMatrix(["cat", "dog"]);
        matrix.Add([0.9f, 0.1f, 0.8f, 0.2f, 0.3f, 0.7f, 0.6f, 0.4f], [0, 0, 1, 1], 2);

        Assert.Equal(
            """
            actual \ predicted  cat  dog
            cat                   2    0
            dog                   1    1
            """.ReplaceLineEndings("\n"),
            matrix.ToString());
        Assert.Equal(
            """
                          precision  recall  f1-score  support
            cat                0.67    1.00      0.80        2
            dog                1.00    0.50      0.67        2
            accuracy                             0.75        4
            macro avg          0.83    0.75      0.73        4
            weighted avg       0.83    0.75      0.73        4
            """.ReplaceLineEndings("\n"),
            matrix.Report().ToString());
    }

    [Fact]
    public void One_sigmoid_output_is_two_classes_to_a_confusion_matrix()
    {
        var matrix = new ConfusionMatrix();
        Assert.Equal(0.75, Of(matrix, [0.9f, 0.2f, 0.6f, 0.1f], [1, 0, 0, 0]));
        Assert.Equal((2, 1, 0, 1), (matrix[0, 0], matrix[0, 1], matrix[1, 0], matrix[1, 1]));
    }

    private static double Of(Metric metric, float[] outputs, float[] labels)
    {
        metric.Add(outputs, labels, 1);
        return metric.Value;
    }
}
