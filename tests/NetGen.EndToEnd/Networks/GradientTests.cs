namespace NetGen.EndToEnd.Networks;

/// <summary>The gradients of every declared network, against central finite differences of its own loss.</summary>
public class GradientTests
{
    private const float Step = 2e-3f;

    public static TheoryData<string> Names => Catalogue.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_equal_finite_differences(string name)
    {
        // With this seed no step of a parameter crosses a kink of ReLU or its kin.
        var trial = Catalogue.Get(name).Start(batch: 6, seed: 3);
        var parameters = trial.Network.Parameters;
        var gradients = new float[trial.Network.TrainableCount];
        var unused = new float[gradients.Length];
        trial.Gradient(gradients);

        for (var i = 0; i < gradients.Length; i++)
        {
            var original = parameters[i];
            parameters[i] = original + Step;
            var above = trial.Gradient(unused);
            parameters[i] = original - Step;
            var below = trial.Gradient(unused);
            parameters[i] = original;

            // The loss is a float: two of them differ by rounding alone by some 1e-7, which the division by the step makes 1e-4.
            var expected = (above - below) / (2 * Step);
            Assert.True(
                Math.Abs(expected - gradients[i]) <= 6e-4 + (5e-3 * Math.Abs(expected)),
                $"{name}: parameter {i} has the gradient {gradients[i]}, finite differences say {expected}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_changes_nothing_and_repeats(string name)
    {
        var trial = Catalogue.Get(name).Start(batch: 5);
        var before = trial.Network.Parameters.ToArray();
        var first = new float[trial.Network.TrainableCount];
        var second = new float[first.Length];

        var firstLoss = trial.Gradient(first);
        var secondLoss = trial.Gradient(second);

        Assert.Equal(before, trial.Network.Parameters.ToArray());
        Assert.Equal(first, second);
        Assert.Equal(firstLoss, secondLoss);
    }
}
