using NetGen.Losses;
using NetGen.Runtime.Tests.Kernels;
using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Losses;

/// <summary>Every loss's gradient is the slope of the loss, taken from central differences in double.</summary>
public class LossGradientTests
{
    public static TheoryData<int, int> Shapes => new() { { 1, 1 }, { 1, 2 }, { 3, 5 }, { 2, 16 }, { 5, 17 }, { 3, 37 }, { 1, 130 } };

    [Theory, MemberData(nameof(Shapes))]
    public void Of_cross_entropy(int rows, int classes)
    {
        float[] logits = Bits.Values(rows * classes, seed: classes, -6, 6), gradient = new float[logits.Length];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => (row * 5 + 3) % classes)];
        CrossEntropy.Gradient(logits, labels, gradient);
        FiniteDifference.AssertSlopes(logits, gradient, x => Enumerable.Range(0, rows).Average(row =>
        {
            double[] values = x[(row * classes)..((row + 1) * classes)];
            return Math.Log(values.Sum(Math.Exp)) - values[labels[row]];
        }));
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Of_binary_cross_entropy(int rows, int outputs)
    {
        float[] logits = Bits.Values(rows * outputs, seed: outputs, -6, 6), gradient = new float[logits.Length];
        float[] labels = Bits.Values(logits.Length, seed: rows, 0, 1);
        BinaryCrossEntropy.Gradient(logits, labels, gradient);
        FiniteDifference.AssertSlopes(logits, gradient, x => x.Zip(labels, (logit, label) => Math.Log(1 + Math.Exp(logit)) - logit * label).Average());
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Of_mean_squared_error(int rows, int outputs)
    {
        float[] predictions = Bits.Values(rows * outputs, seed: outputs), gradient = new float[predictions.Length];
        float[] targets = Bits.Values(predictions.Length, seed: rows);
        MeanSquaredError.Gradient(predictions, targets, gradient);
        FiniteDifference.AssertSlopes(predictions, gradient, x => x.Zip(targets, (prediction, target) => (prediction - target) * (prediction - target)).Average());
    }
}
