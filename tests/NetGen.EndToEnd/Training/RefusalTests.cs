using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

/// <summary>Bad calls: the exception names the argument and what was expected, and nothing has changed.</summary>
public class RefusalTests
{
    [Fact]
    public void A_metric_that_does_not_fit_is_refused_before_the_first_step()
    {
        var network = new SmallClassifier(seed: 3);
        var weights = network.Parameters.ToArray();

        Assert.Throws<NotSupportedException>(() => network.Fit(FitTests.MakeData(10, seed: 1), new() { Metrics = [new Mae()] }));
        Assert.Throws<ArgumentException>(() => network.Fit(FitTests.MakeData(10, seed: 1), new() { Metrics = [new ConfusionMatrix(["only"])] }));

        Assert.Equal(weights, network.Parameters.ToArray());
    }

    private readonly SmallClassifier _network = new(seed: 1);
    private readonly RmsProp _optimizer = new();
    private readonly float[] _inputs = new float[2 * SmallClassifier.InputLength];
    private readonly int[] _labels = [0, 2];

    [Fact]
    public void Inputs_that_are_no_whole_samples()
    {
        var error = Refused(() => _network.Predict(new float[7], new float[3]));

        Assert.Equal("inputs", error.ParamName);
        Assert.Contains("'inputs' holds 7 values, which is no multiple of 5, the length of one sample of shape (5).", error.Message);
        Assert.Equal("inputs", Refused(() => _network.TrainStep(new float[7], _labels, _optimizer)).ParamName);
        Assert.Equal("inputs", Refused(() => _network.Gradient(new float[7], _labels, new float[SmallClassifier.ParameterCount])).ParamName);
    }

    [Fact]
    public void Outputs_of_another_length()
    {
        var error = Refused(() => _network.Predict(_inputs, new float[3]));

        Assert.Equal("outputs", error.ParamName);
        Assert.Contains("'outputs' holds 3 values; expected 6: 2 of shape (3).", error.Message);
    }

    [Fact]
    public void Outputs_over_inputs() => Assert.Equal("outputs", Refused(() => _network.Predict(_inputs.AsSpan(0, 5), _inputs.AsSpan(0, 3))).ParamName);

    [Fact]
    public void Labels_of_another_length()
    {
        var error = Refused(() => _network.TrainStep(_inputs, [1, 2, 0], _optimizer));

        Assert.Equal("labels", error.ParamName);
        Assert.Contains("'labels' holds 3 values; expected 2: 2 samples with 1 each.", error.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_label_out_of_range(int label)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _network.TrainStep(_inputs, [0, label], _optimizer));

        Assert.Equal("labels", error.ParamName);
        Assert.Contains($"Label 1 is {label}; expected a class index from 0 to 2.", error.Message);
    }

    [Fact]
    public void Arrays_that_name_their_classes_otherwise()
    {
        _network.Fit(Dataset.Classification(_inputs, _labels).WithClassNames(["a", "b", "c"]), new() { Epochs = 1 });
        var others = Dataset.Classification(_inputs, _labels).WithClassNames(["a", "c", "d"]);

        Assert.Equal(
            "The classes of SmallClassifier are a, b, c; those of 'data' are a, c, d. "
            + "Make the labels members of an enum, or whole numbers with 'WithClassNames', so that both number them alike. (Parameter 'data')",
            Assert.Throws<ArgumentException>(() => _network.Evaluate(others)).Message);
    }

    [Fact]
    public void A_batch_of_nothing() => Assert.Contains("no sample", Refused(() => _network.TrainStep([], [], _optimizer)).Message);

    [Fact]
    public void Gradients_over_the_parameters() => Assert.Equal("gradients", Refused(() => _network.Gradient(_inputs, _labels, _network.Parameters)).ParamName);

    [Fact]
    public void Gradients_of_another_length() => Assert.Equal("gradients", Refused(() => _network.Gradient(_inputs, _labels, new float[3])).ParamName);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_value_that_is_not_finite_where_asked_to_look(float value)
    {
        _inputs[8] = value;
        _network.Predict(_inputs, new float[6]);

        _network.CheckFinite = true;
        var error = Refused(() => _network.Predict(_inputs, new float[6]));

        Assert.Equal("inputs", error.ParamName);
        Assert.Contains("in sample 1 at place 3", error.Message);
        Assert.Equal("inputs", Refused(() => _network.TrainStep(_inputs, _labels, _optimizer)).ParamName);
    }

    [Fact]
    public void A_target_that_is_not_finite_where_asked_to_look()
    {
        var network = new Regression { CheckFinite = true };

        var error = Refused(() => network.TrainStep(new float[8], [0, 0, 0, 0, float.NaN, 0], _optimizer));

        Assert.Equal("labels", error.ParamName);
        Assert.Contains("in sample 1 at place 1", error.Message);
    }

    [Fact]
    public void An_optimizer_of_another_network()
    {
        _network.TrainStep(_inputs, _labels, _optimizer);
        var other = new SmallClassifier(seed: 2);
        var before = other.Parameters.ToArray();

        Assert.Throws<InvalidOperationException>(() => other.TrainStep(_inputs, _labels, _optimizer));

        Assert.Equal(before, other.Parameters.ToArray());
        Assert.Equal(0, other.Steps);
    }

    [Fact]
    public void Data_of_another_shape()
    {
        var wide = Dataset.Classification(new float[12], [0, 1]);
        var labels = Dataset.Classification(new float[10], [0, 1, 2, 0], 2);
        var classes = Dataset.Classification(new float[10], [0, 7]);
        var good = Dataset.Classification(new float[10], [0, 1]);

        Assert.Contains("samples of 6 values; SmallClassifier takes 5, of shape (5)", Refused(() => _network.Fit(wide)).Message);
        Assert.Contains("2 labels a sample; SmallClassifier takes 1", Refused(() => _network.Fit(labels)).Message);
        Assert.Contains("Label 1 is 7", Refused(() => _network.Evaluate(classes)).Message);
        Assert.Contains("'Validation' has samples of 6 values", Refused(() => _network.Fit(good, new() { Validation = wide })).Message);
        Assert.Equal("Epochs", Refused(() => _network.Fit(good, new() { Epochs = 0 })).ParamName);
        Assert.Equal("BatchSize", Refused(() => _network.Fit(good, new() { BatchSize = 0 })).ParamName);
    }

    [Fact]
    public void Values_that_do_not_fit_are_said_to_be_those_of_the_data_or_of_the_validation()
    {
        var good = Dataset.Classification(new float[10], [0, 1]);
        var classes = Dataset.Classification(new float[10], [0, 7]);
        _inputs[8] = float.NaN;
        var broken = Dataset.Classification(_inputs, _labels);
        _network.CheckFinite = true;

        Assert.Equal("data", Refused(() => _network.Fit(classes, new() { Validation = good })).ParamName);
        Assert.Equal("data", Refused(() => _network.Fit(broken, new() { Validation = good })).ParamName);

        var error = Refused(() => _network.Fit(good, new() { Validation = classes }));

        Assert.Equal("Validation", error.ParamName);
        Assert.Equal("'Validation' does not fit SmallClassifier. Label 1 is 7; expected a class index from 0 to 2. (Parameter 'Validation')", error.Message);
        Assert.Contains("in sample 1 at place 3", Refused(() => _network.Fit(good, new() { Validation = broken })).Message);
    }

    /// <summary>The exception; the network must be as it was.</summary>
    private ArgumentException Refused(Action call)
    {
        var before = _network.Parameters.ToArray();
        var error = Assert.ThrowsAny<ArgumentException>(call);
        Assert.Equal(before, _network.Parameters.ToArray());
        Assert.Equal(0, _network.Steps);
        return error;
    }
}
