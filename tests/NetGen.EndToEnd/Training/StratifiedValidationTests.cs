using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

/// <summary>What <see cref="FitOptions{TLabel}.StratifiedValidation"/> holds out.</summary>
public class StratifiedValidationTests
{
    /// <summary>Sorted by class: 20, 10 and 10 samples.</summary>
    private static readonly int[] Labels = [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 10), .. Enumerable.Repeat(2, 10)];

    private static readonly int[] Kept = [.. Enumerable.Range(0, 16), .. Enumerable.Range(20, 8), .. Enumerable.Range(30, 8)];

    private static readonly int[] HeldOut = [.. Enumerable.Range(16, 4), 28, 29, 38, 39];

    [Fact]
    public void The_last_samples_of_each_class_are_held_out_with_their_weights()
    {
        var data = MakeData();
        float[] weights = [.. Enumerable.Range(0, 40).Select(i => 0.5f + (i / 40f))];
        var network = new SmallClassifier(seed: 3);
        var expected = new SmallClassifier(seed: 3);

        var history = network.Fit(data, new() { Epochs = 2, BatchSize = 8, ValidationSplit = 0.2, StratifiedValidation = true, SampleWeights = weights, Preprocessor = new Standardize() });
        var expectedHistory = expected.Fit(data.Select(Kept), new()
        {
            Epochs = 2,
            BatchSize = 8,
            Validation = data.Select(HeldOut),
            SampleWeights = [.. Kept.Select(i => weights[i])],
            Preprocessor = new Standardize(),
        });

        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
        Assert.Equal(expectedHistory.Last.Loss, history.Last.Loss);
        Assert.Equal(expectedHistory.Last.ValidationLoss, history.Last.ValidationLoss);
    }

    [Fact]
    public void Without_it_the_last_of_all_are()
    {
        var data = MakeData();
        var network = new SmallClassifier(seed: 3);
        var expected = new SmallClassifier(seed: 3);

        network.Fit(data, new() { ValidationSplit = 0.2 });
        expected.Fit(data.Take(32), new() { Validation = data.Skip(32) });

        Assert.Equal(expected.Parameters.ToArray(), network.Parameters.ToArray());
    }

    [Fact]
    public void Labels_that_are_no_classes_are_refused_by_place_before_anything_is_trained()
    {
        var network = new OneNumber(seed: 3);
        var before = network.Parameters.ToArray();
        var data = Dataset.Regression(new float[10 * OneNumber.InputLength], Enumerable.Range(0, 10).Select(i => i / 4f).ToArray());

        var error = Assert.Throws<ArgumentException>(() => network.Fit(data, new() { ValidationSplit = 0.2, StratifiedValidation = true }));

        Assert.Equal("StratifiedValidation", error.ParamName);
        Assert.Contains("'StratifiedValidation' needs one class for each sample, a class index, 0 or 1, but sample 1 has the label 0.25.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters.ToArray());
    }

    [Fact]
    public void Alone_it_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new SmallClassifier(seed: 3).Fit(MakeData(), new() { StratifiedValidation = true }));

        Assert.Equal("StratifiedValidation", error.ParamName);
        Assert.Contains("'ValidationSplit'", error.Message, StringComparison.Ordinal);
    }

    private static Dataset<int> MakeData()
    {
        var random = new Random(5);
        return Dataset.Classification([.. Labels.SelectMany(label => Enumerable.Range(0, 5).Select(i => (label * i) + random.NextSingle()))], Labels);
    }
}

[Input(5)]
[Dense(1)]
[MeanSquaredError]
public partial class OneNumber;
