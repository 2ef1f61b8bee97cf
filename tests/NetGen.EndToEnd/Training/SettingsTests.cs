using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Training;

/// <summary>A history says what its training was made with.</summary>
public class SettingsTests
{
    private static readonly Dataset<int> Data = FitTests.MakeData(70, seed: 1);

    public static TheoryData<Optimizer, string> Optimizers => new()
    {
        { new Adam(), "Adam, learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1E-07" },
        { new Sgd(0.05f, momentum: 0.9f, nesterov: true), "Sgd, learning rate 0.05, momentum 0.9, nesterov True" },
        { new RmsProp(0.25f), "RmsProp, learning rate 0.25, rho 0.9, epsilon 1E-07" },
        { new Adam { Schedule = new CosineDecay(0.01, 10) }, "Adam, learning rate by CosineDecay, beta1 0.9, beta2 0.999, epsilon 1E-07" },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Optimizers_say_what_they_are(Optimizer optimizer, string expected) => Assert.Equal(expected, optimizer.ToString());

    [Fact]
    public void A_history_has_the_optimizer_as_it_was_at_the_begin_the_batch_and_the_seed()
    {
        var adam = new Adam(0.5f);

        var history = new SmallClassifier(seed: 3).Fit(Data, new() { BatchSize = 16, Optimizer = adam, OnStep = _ => adam.LearningRate = 0.125f });

        Assert.Equal(new TrainingSettings("Adam, learning rate 0.5, beta1 0.9, beta2 0.999, epsilon 1E-07", 16, 3), history.Settings);
    }

    [Fact]
    public void What_was_not_set_is_said_as_it_was_used()
    {
        var history = new SmallClassifier(seed: 3).Fit(Data);
        Assert.Equal(new TrainingSettings("RmsProp, learning rate 0.001, rho 0.9, epsilon 1E-07", 32, 3), history.Settings);

        var full = new SmallClassifier(seed: 3).Fit(Data, new() { Optimizer = new Lbfgs() });
        Assert.StartsWith("Lbfgs, learning rate 1, history 10, ", full.Settings.Optimizer, StringComparison.Ordinal);
        Assert.Equal(70, full.Settings.BatchSize);
    }

    [Fact]
    public void A_training_that_goes_on_says_the_rate_that_it_goes_on_with()
    {
        using var folder = new TemporaryFolder();
        var adam = new Adam(0.5f);
        new SmallClassifier(seed: 3).Fit(Data, new() { Optimizer = adam, OnStep = _ => adam.LearningRate = 0.125f, Callbacks = [new Checkpoint(folder["saved"])] });

        var history = new SmallClassifier(seed: 3).Fit(Data, new() { Epochs = 2, Optimizer = new Adam(0.5f), ResumeFrom = folder["saved"] });

        Assert.StartsWith("Adam, learning rate 0.125, ", history.Settings.Optimizer, StringComparison.Ordinal);
    }
}
