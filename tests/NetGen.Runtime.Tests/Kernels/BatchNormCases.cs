using NetGen.Kernels;
using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>Batch normalisation: in prediction, in training, and back.</summary>
internal static class BatchNormCases
{
    private const float Momentum = 0.75f;
    private const float Epsilon = 0.01f;

    private static readonly Operand Factors = new(Use.Read, Operands.Columns, Operands.Between(-2, 2));
    private static readonly Operand Positive = new(Use.Read, Operands.Columns, Operands.Between(0.1, 3));
    private static readonly Operand ByColumn = new(Use.Written, Operands.Columns);

    public static IEnumerable<KernelCase> All =>
    [
        new("batch norm forward", Operands.Read(), Factors, Factors, Factors, Positive, Operands.Written())
        {
            HasRows = true,
            Smallest = 1,
            InPlace = [(5, 0)],
            Run = a => BatchNorm.Forward(a.Rows, a[0], a[1], a[2], a[3], a[4], a[5], Epsilon),
            Expect = (_, width, x) => new([[.. x[0].Select((value, i) => Normal(value, x[3][i % width], x[4][i % width], x[1][i % width], x[2][i % width]))]], []),
        },
        new("batch norm forward without parameters", Operands.Read(), Factors, Positive, Operands.Written())
        {
            HasRows = true,
            Smallest = 1,
            InPlace = [(3, 0)],
            Run = a => BatchNorm.Forward(a.Rows, a[0], default, default, a[1], a[2], a[3], Epsilon),
            Expect = (_, width, x) => new([[.. x[0].Select((value, i) => Normal(value, x[1][i % width], x[2][i % width], 1, 0))]], []),
        },
        new(
            "batch norm in training", Operands.Read(), Factors, Factors, Factors, Positive, Operands.Written(), ByColumn, ByColumn, ByColumn, ByColumn)
        {
            HasRows = true,
            Smallest = 1,
            InPlace = [(5, 0)],
            Run = a => BatchNorm.ForwardInTraining(a.Rows, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], Momentum, Epsilon),
            Expect = Training,
        },
        new(
            "batch norm backward", Operands.Read(), Factors, Factors, Positive, Operands.Read(), Operands.Written(), ByColumn, ByColumn)
        {
            HasRows = true,
            Smallest = 1,
            InPlace = [(5, 4)],
            Run = a => BatchNorm.Backward(a.Rows, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]),
            Expect = Backward,
        },
        new("batch norm backward frozen", Factors, Positive, Operands.Read(), Operands.Written())
        {
            HasRows = true,
            Smallest = 1,
            InPlace = [(3, 2)],
            Run = a => BatchNorm.BackwardFrozen(a.Rows, a[0], a[1], a[2], a[3], Epsilon),
            Expect = (_, width, x) => new(
                [[.. x[2].Select((gradient, i) => Near.Rounded(gradient * x[0][i % width] / Math.Sqrt(x[1][i % width] + Epsilon), 4))]], []),
        },
    ];

    private static Near Normal(double value, double mean, double variance, double gamma, double beta)
    {
        double scale = gamma / Math.Sqrt(variance + Epsilon), scaled = (value - mean) * scale;
        return Near.Within(scaled + beta, 4 * Near.Rounding * (Math.Abs(scaled) + Math.Abs(beta)));
    }

    private static Expected Training(int rows, int width, float[][] x)
    {
        var statistics = Enumerable.Range(0, width).Select(column =>
        {
            double[] values = [.. Enumerable.Range(0, rows).Select(row => (double)x[0][(row * width) + column])];
            double mean = values.Average();
            return (Mean: mean, Variance: values.Average(value => (value - mean) * (value - mean)));
        }).ToArray();

        // Values lie within 3 of 0: so far a sum of 32 of them in float, and what follows from it, may be off.
        const double Off = 3 * 40 * Near.Rounding;
        Near Moved(double before, double now) => Near.Within((Momentum * before) + ((1 - Momentum) * now), 4 * Off);
        return new(
            [
                [.. x[0].Select((value, i) => Shifted(Normal(value, statistics[i % width].Mean, statistics[i % width].Variance, x[1][i % width], x[2][i % width]), Off))],
                [.. statistics.Select(s => Near.Within(s.Mean, Off))],
                [.. statistics.Select(s => Inverse(s.Variance, Off))],
                [.. statistics.Select((s, i) => Moved(x[3][i], s.Mean))],
                [.. statistics.Select((s, i) => Moved(x[4][i], s.Variance))],
            ],
            []);
    }

    // 1 / sqrt(variance + epsilon) is at most 10, and moves by at most half its cube times what the variance is off.
    private static Near Inverse(double variance, double off)
    {
        double inverse = 1 / Math.Sqrt(variance + Epsilon);
        return Near.Within(inverse, (inverse * inverse * inverse * 4 * off) + Near.Rounding * inverse);
    }

    private static Near Shifted(Near near, double off) => near with { Bound = near.Bound + (off * 10 * 2 * (1 + 60)) };

    private static Expected Backward(int rows, int width, float[][] x)
    {
        double Hat(int i) => (x[0][i] - (double)x[2][i % width]) * x[3][i % width];
        double[] beta = new double[width], gamma = new double[width], off = new double[width];
        for (int i = 0; i < rows * width; i++)
        {
            beta[i % width] += x[4][i];
            gamma[i % width] += Hat(i) * x[4][i];
            off[i % width] += (Math.Abs(Hat(i)) + 1) * Math.Abs(x[4][i]) * 40 * Near.Rounding;
        }

        return new(
            [
                [.. x[0].Select((_, i) =>
                {
                    int c = i % width;
                    double scale = (double)x[1][c] * x[3][c], hat = Hat(i);
                    double value = scale * (x[4][i] - (beta[c] / rows) - (hat * gamma[c] / rows));
                    double size = Math.Abs(x[4][i]) + Math.Abs(beta[c] / rows) + Math.Abs(hat * gamma[c] / rows);
                    return Near.Within(value, Math.Abs(scale) * ((8 * Near.Rounding * size) + ((1 + Math.Abs(hat)) * off[c] / rows)));
                })],
                [.. gamma.Select((value, c) => Near.Within(value, off[c]))],
                [.. beta.Select((value, c) => Near.Within(value, off[c]))],
            ],
            []);
    }
}
