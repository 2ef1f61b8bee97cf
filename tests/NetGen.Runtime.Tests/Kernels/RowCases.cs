using NetGen.Kernels;
using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>The kernels that know rows: softmax, PReLU, the bias gradient; and the penalties, which add up.</summary>
internal static class RowCases
{
    private const float L1 = 0.1f;
    private const float L2 = 0.02f;
    private const double MaxNorm = 4;

    public static IEnumerable<KernelCase> All =>
    [
        new("softmax forward", new Operand(Use.Read, Operands.Elements, Operands.Logits), Operands.Written())
        {
            HasRows = true,
            InPlace = [(1, 0)],
            Run = a => Softmax.Forward(a.Rows, a[0], a[1]),
            Expect = (_, width, x) => new([[.. x[0].Chunk(Math.Max(width, 1)).SelectMany(row => Shares(row))]], []),
        },
        new("softmax backward", Operands.Read(0, 1), Operands.Read(), Operands.Written())
        {
            HasRows = true,
            InPlace = [(2, 0), (2, 1)],
            Run = a => Softmax.Backward(a.Rows, a[0], a[1], a[2]),
            Expect = SoftmaxGradient,
        },
        new("prelu forward", Operands.Read(), new Operand(Use.Read, Operands.Columns, Operands.Between(-1, 1)), Operands.Written())
        {
            HasRows = true,
            InPlace = [(2, 0)],
            Run = a => PRelu.Forward(a.Rows, a[0], a[1], a[2]),
            Expect = (_, width, x) => new([[.. x[0].Select((value, i) => value > 0 ? Near.Exactly(value) : Near.Rounded((double)value * x[1][i % width], 1))]], []),
        },
        new(
            "prelu backward", Operands.Read(), new Operand(Use.Read, Operands.Columns, Operands.Between(-1, 1)), Operands.Read(), Operands.Written(),
            new Operand(Use.Written, Operands.Columns))
        {
            HasRows = true,
            InPlace = [(3, 2)],
            Run = a => PRelu.Backward(a.Rows, a[0], a[1], a[2], a[3], a[4]),
            Expect = PReluGradient,
        },
        new("bias gradient", Operands.Read(), new Operand(Use.Written, Operands.Columns))
        {
            HasRows = true,
            Run = a => Dense.BiasGradient(a.Rows, a[0], a[1]),
            Expect = (rows, width, x) => new([ColumnSums(rows, width, i => x[0][i])], []),
        },
        new("max-norm", new Operand(Use.Updated, Operands.Elements, Operands.Between(-3, 3)))
        {
            HasRows = true,
            Run = a => KernelConstraint.MaxNorm(a[0], a.Width, MaxNorm),
            Expect = (rows, width, x) => new([Constrained(rows, width, x[0])], []),
        },
        new("penalty", Operands.Read())
        {
            ResultCount = 1,
            Run = a => a.Results[0] = Regularizer.Penalty(a[0], L1, L2),
            Expect = (_, _, x) => new([], [Penalty(x[0])]),
        },
        new("penalty gradient", Operands.Read(), new Operand(Use.Updated, Operands.Elements, Operands.Between(-1, 1)))
        {
            ResultCount = 1,
            Run = a => a.Results[0] = Regularizer.AddGradient(a[0], L1, L2, a[1]),
            Expect = (_, _, x) => new([[.. x[0].Zip(x[1], PenaltyGradient)]], [Penalty(x[0])]),
        },
    ];

    /// <summary>
    /// The softmax of a row. An exponent off by a rounding of |x - max| makes its exponential off by as large a share; then come the function
    /// itself, the sum, the reciprocal and the product.
    /// </summary>
    public static IEnumerable<Near> Shares(float[] row)
    {
        var (max, sum, error) = Exponentials(row);
        return row.Select(x =>
        {
            double share = Math.Exp(x - max) / sum;
            return Near.Within(share, share * (error + (Math.Abs(x - max) + 4) * Near.Rounding + Near.Function));
        });
    }

    /// <summary>A row's greatest value, its sum of e^(x - max), and how much of that the sum may be off by.</summary>
    public static (double Max, double Sum, double Error) Exponentials(float[] row)
    {
        double max = row.Max();
        double sum = row.Sum(x => Math.Exp(x - max));
        double errors = row.Sum(x => Math.Exp(x - max) * (Math.Abs(x - max) * Near.Rounding + Near.Function));
        return (max, sum, errors / sum + Near.SumOf(row.Length));
    }

    private static Expected SoftmaxGradient(int rows, int width, float[][] x)
    {
        var gradient = new Near[rows * width];
        for (int row = 0; row < rows; row++)
        {
            var products = Enumerable.Range(row * width, width).Select(i => (double)x[0][i] * x[1][i]);
            double mean = products.Sum(), error = products.Sum(Math.Abs) * Near.SumOf(width);
            for (int i = row * width; i < (row + 1) * width; i++)
            {
                double away = x[1][i] - mean;
                gradient[i] = Near.Within(x[0][i] * away, Math.Abs(x[0][i]) * (error + 3 * Near.Rounding * Math.Abs(away)));
            }
        }

        return new([gradient], []);
    }

    private static Expected PReluGradient(int rows, int width, float[][] x)
    {
        var inputs = x[0].Zip(x[2]).Select((pair, i) => pair.First > 0 ? Near.Exactly(pair.Second) : Near.Rounded((double)pair.Second * x[1][i % width], 1));
        return new([[.. inputs], ColumnSums(rows, width, i => Math.Min(0.0, x[0][i]) * x[2][i])], []);
    }

    private static Near[] ColumnSums(int rows, int width, Func<int, double> element)
        => [.. Enumerable.Range(0, width).Select(column =>
        {
            var terms = Enumerable.Range(0, rows).Select(row => element(row * width + column));
            return Near.Within(terms.Sum(), rows * Near.Rounding * terms.Sum(Math.Abs));
        })];

    private static Near[] Constrained(int rows, int width, float[] w)
    {
        var norms = Enumerable.Range(0, width).Select(column => Math.Sqrt(Enumerable.Range(0, rows).Sum(row => Math.Pow(w[row * width + column], 2)))).ToArray();
        return [.. w.Select((value, i) => norms[i % width] > MaxNorm ? Near.Rounded(value * MaxNorm / norms[i % width], 1.001) : Near.Exactly(value))];
    }

    private static Near Penalty(float[] w)
    {
        double penalty = w.Sum(x => L1 * Math.Abs((double)x) + L2 * (double)x * x);
        return new(penalty, (w.Length + 4) * penalty / (1L << 52));
    }

    private static Near PenaltyGradient(float w, float g)
        => Near.Within(g + L1 * Math.Sign(w) + 2.0 * L2 * w, 3 * Near.Rounding * (Math.Abs(g) + L1 + 2 * L2 * Math.Abs(w)));
}
