using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

/// <summary>Numbers may be written as C# has them, without an f; they mean the float next to them.</summary>
public class DoubleLiteralTests
{
    [Fact]
    public void Of_options()
    {
        var data = Dataset.Classification(new float[40], [0, 1, 2, 0, 1, 2, 0, 1]);
        var (written, exact) = (new SmallClassifier(seed: 1), new SmallClassifier(seed: 1));
        written.Fit(data, new() { L2 = 0.001, Alpha = 0.1, Optimizer = new Adam(0.01) });
        exact.Fit(data, new() { L2 = 0.001f, Alpha = 0.1f, Optimizer = new Adam(0.01f) });

        Assert.Equal(exact.Parameters, written.Parameters);
        Assert.False(new SmallClassifier(seed: 1).Parameters.SequenceEqual(written.Parameters));
    }

    [Fact]
    public void Of_metrics_and_preprocessors()
    {
        Assert.Equal(0.4f, At(0.4)); // the output just at the threshold is no 1
        Assert.Equal(-0.1f, new MinMax(-0.1, 0.1).Lower);

        static float At(double threshold)
        {
            var accuracy = new Accuracy(threshold);
            accuracy.Add([0.4f, MathF.BitIncrement(0.4f)], [0f, 1f], 1);
            Assert.Equal(1, accuracy.Value);
            return (float)threshold;
        }
    }

    [Fact]
    public void Beyond_a_float_are_refused()
    {
        var data = Dataset.Classification(new float[5], [0]);
        Assert.Equal("L2", Assert.Throws<ArgumentOutOfRangeException>(() => new SmallClassifier().Fit(data, new() { L2 = 1e39 })).ParamName);
        Assert.Equal("upper", Assert.Throws<ArgumentOutOfRangeException>(() => new MinMax(0, 1e39)).ParamName);
    }
}
