namespace NetGen.EndToEnd.Networks;

/// <summary>Predictions as arrays and as classes.</summary>
public class ClassifyTests
{
    [Fact]
    public void An_array_holds_what_the_span_would()
    {
        var network = new SmallClassifier(seed: 3);
        float[] inputs = [.. Enumerable.Range(0, 7 * SmallClassifier.InputLength).Select(i => MathF.Sin(i))];
        var expected = new float[7 * SmallClassifier.OutputLength];
        network.Predict(inputs, expected);

        Assert.Equal(expected, network.Predict(inputs));
        Assert.Equal(expected, network.Predict(inputs.AsSpan()));
        Assert.Empty(network.Predict([]));
        Assert.Contains("'inputs'", Assert.Throws<ArgumentException>(() => network.Predict(new float[1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => network.Predict(null!));
    }

    [Fact]
    public void The_class_is_the_most_probable_and_has_its_name()
    {
        var network = new SmallClassifier(seed: 3) { ClassNames = ["a", "b", "c"] };
        float[] inputs = [.. Enumerable.Range(0, 3000 * SmallClassifier.InputLength).Select(i => MathF.Sin(i * i))];
        var outputs = network.Predict(inputs);
        var predictions = new ClassPrediction[3000];
        network.Classify(inputs, predictions);

        for (var i = 0; i < predictions.Length; i++)
        {
            var row = outputs.AsSpan(i * 3, 3).ToArray();
            var best = Array.IndexOf(row, row.Max());
            Assert.Equal(new ClassPrediction(best, row[best], network.ClassNames[best]), predictions[i]);
        }

        Assert.True(predictions.Select(p => p.Class).Distinct().Count() > 1);
        Assert.Equal(predictions[5], network.Classify(inputs.AsSpan(5 * SmallClassifier.InputLength, SmallClassifier.InputLength)));
        network.ClassNames = null;
        Assert.Null(network.Classify(inputs.AsSpan(0, SmallClassifier.InputLength)).Name);
    }

    [Fact]
    public void One_probability_tells_two_classes_apart()
    {
        var network = new AlphaFirst(seed: 1) { ClassNames = ["ham", "spam"] };
        for (var i = 0; i < 50; i++)
        {
            float[] input = [.. Enumerable.Range(0, AlphaFirst.InputLength).Select(j => 3 * MathF.Sin(i + 7 * j))];
            var probability = network.Predict(input)[0];
            var expected = probability > 0.5f ? new ClassPrediction(1, probability, "spam") : new ClassPrediction(0, 1 - probability, "ham");
            Assert.Equal(expected, network.Classify(input));
        }
    }

    [Fact]
    public void Rows_have_a_class_each()
    {
        var network = new RowClassifier(seed: 1);
        var inputs = new float[2 * RowClassifier.InputLength];
        inputs.AsSpan().Fill(0.5f);
        var predictions = new ClassPrediction[2 * RowClassifier.LabelLength];
        network.Classify(inputs, predictions);
        Assert.Single(predictions.Distinct());

        var error = Assert.Throws<InvalidOperationException>(() => network.Classify(new float[RowClassifier.InputLength]));
        Assert.Contains($"{RowClassifier.LabelLength} classes for a sample", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_and_many_labels_are_no_class()
    {
        var values = Assert.Throws<InvalidOperationException>(() => new Regression().Classify(new float[Regression.InputLength]));
        Assert.Contains("MeanSquaredError", values.Message, StringComparison.Ordinal);
        var labels = Assert.Throws<InvalidOperationException>(() => new MultiLabel().Classify(new float[MultiLabel.InputLength]));
        Assert.Contains("yes or no to each of 4 labels", labels.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_a_sample_or_has_no_class_is_said()
    {
        var network = new SmallClassifier(seed: 3);
        Assert.Contains("'sample' holds 4 values", Assert.Throws<ArgumentException>(() => network.Classify(new float[4])).Message, StringComparison.Ordinal);
        Assert.Contains("'predictions' has room for 1; expected 2", Assert.Throws<ArgumentException>(() => network.Classify(new float[2 * SmallClassifier.InputLength], new ClassPrediction[1])).Message, StringComparison.Ordinal);

        var inputs = new float[2 * SmallClassifier.InputLength];
        inputs[^1] = float.NaN;
        var error = Assert.Throws<InvalidOperationException>(() => network.Classify(inputs, new ClassPrediction[2]));
        Assert.Contains("sample 1 are NaN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_are_found_without_garbage()
    {
        var network = new SmallClassifier(seed: 3) { ClassNames = ["a", "b", "c"] };
        var inputs = new float[100 * SmallClassifier.InputLength];
        var predictions = new ClassPrediction[100];
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                network.Classify(inputs, predictions);
                network.Classify(inputs.AsSpan(0, SmallClassifier.InputLength));
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void The_names_must_be_those_of_the_classes()
    {
        var network = new SmallClassifier();
        Assert.Contains("expected 3", Assert.Throws<ArgumentException>(() => network.ClassNames = ["a", "b"]).Message, StringComparison.Ordinal);
        Assert.Contains("'a' twice", Assert.Throws<ArgumentException>(() => network.ClassNames = ["a", "b", "a"]).Message, StringComparison.Ordinal);
        Assert.Contains("at place 1", Assert.Throws<ArgumentException>(() => network.ClassNames = ["a", "", "c"]).Message, StringComparison.Ordinal);
        Assert.Null(network.ClassNames);
    }
}
