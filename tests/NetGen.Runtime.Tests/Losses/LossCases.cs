using NetGen.Losses;
using NetGen.Runtime.Tests.Kernels;
using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Losses;

/// <summary>Every loss, without and with its gradient.</summary>
internal static class LossCases
{
    private const float Delta = 0.5f;

    private static readonly Operand Logits = new(Use.Read, Operands.Elements, Operands.Logits);
    private static readonly Operand Indices = new(Use.Read, Operands.Rows, Operands.Classes);

    public static IEnumerable<KernelCase> All =>
    [
        new("cross-entropy", Logits, Indices)
        {
            HasRows = true,
            Smallest = 1,
            ResultCount = 3,
            Run = a => Return(a, CrossEntropy.Evaluate(a[0], a.Integers(1))),
            Expect = (rows, width, x) => new([], OfClasses(rows, width, x).Results),
        },
        new("cross-entropy gradient", Logits, Indices, Operands.Written())
        {
            HasRows = true,
            Smallest = 1,
            ResultCount = 3,
            InPlace = [(2, 0)],
            Run = a => Return(a, CrossEntropy.Gradient(a[0], a.Integers(1), a[2])),
            Expect = OfClasses,
        },
        .. Elementwise("binary cross-entropy", Logits, BinaryCrossEntropy.Evaluate, BinaryCrossEntropy.Gradient, Binary),
        .. Elementwise(
            "huber",
            Operands.Read(),
            (logits, labels) => Huber.Evaluate(logits, labels, Delta),
            (logits, labels, gradient) => Huber.Gradient(logits, labels, gradient, Delta),
            Robust),
        .. Elementwise("mean squared error", Operands.Read(), MeanSquaredError.Evaluate, MeanSquaredError.Gradient, Squared),
    ];

    private delegate LossResult Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels);

    private delegate LossResult Gradient(ReadOnlySpan<float> logits, ReadOnlySpan<float> labels, Span<float> logitsGradient);

    /// <summary>The loss and the slope of one logit and label, and whether they agree.</summary>
    private delegate (Near Loss, Near Slope, bool Correct) Formula(double logit, double label);

    private static IEnumerable<KernelCase> Elementwise(string name, Operand logits, Evaluate evaluate, Gradient gradient, Formula formula)
    {
        yield return new(name, logits, Operands.Read(0, 1))
        {
            Smallest = 1,
            ResultCount = 3,
            Run = a => Return(a, evaluate(a[0], a[1])),
            Expect = (_, _, x) => new([], Of(formula, x).Results),
        };
        yield return new($"{name} gradient", logits, Operands.Read(0, 1), Operands.Written())
        {
            Smallest = 1,
            ResultCount = 3,
            InPlace = [(2, 0)],
            Run = a => Return(a, gradient(a[0], a[1], a[2])),
            Expect = (_, _, x) => Of(formula, x),
        };
    }

    private static void Return(Arguments arguments, LossResult result)
        => (arguments.Results[0], arguments.Results[1], arguments.Results[2]) = (result.Loss, result.Correct, result.Count);

    private static (Near, Near, bool) Binary(double x, double y)
    {
        double away = x > 0 ? 1 - y : y, q = 1 / (1 + Math.Exp(Math.Abs(x)));
        double loss = Math.Abs(x) * away + Math.Log(1 + Math.Exp(-Math.Abs(x)));
        double slope = x > 0 ? away - q : q - away;
        return (Near.Rounded(loss, 10), Near.Within(slope, 4 * Near.Rounding * away + 10 * Near.Rounding * q), x > 0 == y > 0.5);
    }

    private static (Near, Near, bool) Squared(double x, double y)
        => (Near.Rounded((x - y) * (x - y), 3), Near.Rounded(2 * (x - y), 2), false);

    private static (Near, Near, bool) Robust(double x, double y)
    {
        double size = Math.Abs(x - y), held = Math.Min(size, Delta);
        return (Near.Rounded(held * (size - held / 2), 5), Near.Rounded(Math.Sign(x - y) * held, 2), false);
    }

    private static Expected Of(Formula formula, float[][] x)
    {
        int count = x[0].Length;
        var all = x[0].Zip(x[1], (logit, label) => formula(logit, label)).ToArray();
        var slopes = all.Select(one => Near.Within(one.Slope.Value / count, (one.Slope.Bound + 3 * Near.Rounding * Math.Abs(one.Slope.Value)) / count));
        // The losses are rounded to float each, and added up in double.
        var loss = Near.Within(all.Average(one => one.Loss.Value), all.Average(one => one.Loss.Bound));
        return new([[.. slopes]], [loss, Near.Exactly(all.Count(one => one.Correct)), Near.Exactly(count)]);
    }

    private static Expected OfClasses(int rows, int classes, float[][] x)
    {
        var gradient = new List<Near>();
        double loss = 0, error = 0;
        int correct = 0;
        for (int row = 0; row < rows; row++)
        {
            float[] logits = x[0][(row * classes)..((row + 1) * classes)];
            int label = BitConverter.SingleToInt32Bits(x[1][row]);
            var (max, sum, sumError) = RowCases.Exponentials(logits);
            loss += Math.Log(sum) + (max - logits[label]);
            error += sumError;
            correct += Array.IndexOf(logits, logits.Max()) == label ? 1 : 0;
            gradient.AddRange(RowCases.Shares(logits).Select((share, i) =>
            {
                double slope = share.Value - (i == label ? 1 : 0);
                return Near.Within(slope / rows, (share.Bound + 3 * Near.Rounding * Math.Abs(slope)) / rows);
            }));
        }

        return new([[.. gradient]], [Near.Within(loss / rows, error / rows), Near.Exactly(correct), Near.Exactly(rows)]);
    }
}
