using NetGen.Kernels;
using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>The kernels that make one value of several, and those that go back from it.</summary>
internal static class MergeCases
{
    /// <summary>How many columns a value has in front of it and behind it, where several stand side by side.</summary>
    private const int Before = 2;

    private const int Behind = 5;

    private static readonly Extent AllColumns = (rows, width) => rows * Columns(width);

    /// <summary>Few values, so that many are equal.</summary>
    private static readonly Fill Few = (random, _, values) =>
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = random.Next(-1, 2);
    };

    public static IEnumerable<KernelCase> All =>
    [
        OfTwo("merge add", (a, b, to) => Merge.Add(a, b, to), (a, b) => Near.Rounded((double)a + b, 1)),
        OfTwo("merge multiply", (a, b, to) => Merge.Multiply(a, b, to), (a, b) => Near.Rounded((double)a * b, 1)),
        OfTwo("merge maximum", (a, b, to) => Merge.Maximum(a, b, to), (a, b) => Near.Exactly(Math.Max(a, b))),
        new("merge divide", Operands.Read(), Operands.Written())
        {
            InPlace = [(1, 0)],
            Run = a => Merge.Divide(a[0], 3, a[1]),
            Expect = (_, _, x) => new([[.. x[0].Select(value => Near.Rounded(value / 3.0, 1))]], []),
        },
        new("merge maximum gradient", new Operand(Use.Read, Operands.Elements, Few), new Operand(Use.Read, Operands.Elements, Few), Operands.Read(), Operands.Written(), Operands.Written())
        {
            InPlace = [(4, 2)],
            Run = a => Merge.MaximumGradient(a[0], a[1], a[2], a[3], a[4]),
            Expect = (_, _, x) => new(
                [[.. x[2].Select((rest, i) => Near.Exactly(x[0][i] == x[1][i] ? rest : 0))], [.. x[2].Select((rest, i) => Near.Exactly(x[0][i] == x[1][i] ? 0 : rest))]], []),
        },
        new("merge put columns", Operands.Read(), new Operand(Use.Updated, AllColumns, Operands.Between(-3, 3)))
        {
            HasRows = true,
            Run = a => Merge.PutColumns(a.Rows, Columns(a.Width), Before, a[0], a[1]),
            Expect = (_, width, x) => new([[.. x[1].Select((old, i) => Near.Exactly(IsInside(i, width) ? x[0][Inside(i, width)] : old))]], []),
        },
        new("merge take columns", new Operand(Use.Read, AllColumns, Operands.Between(-3, 3)), Operands.Written())
        {
            HasRows = true,
            Run = a => Merge.TakeColumns(a.Rows, Columns(a.Width), Before, a[0], a[1]),
            Expect = (_, width, x) => new([[.. x[0].Where((_, i) => IsInside(i, width)).Select(value => Near.Exactly(value))]], []),
        },
        new("merge dot", Operands.Read(), Operands.Read(), new Operand(Use.Written, Operands.Rows))
        {
            HasRows = true,
            Run = a => Merge.Dot(a.Rows, a[0], a[1], a[2]),
            Expect = (rows, width, x) => new([[.. Enumerable.Range(0, rows).Select(row => Dot(Row(x[0], row, width), Row(x[1], row, width)))]], []),
        },
        new("merge scale rows", new Operand(Use.Read, Operands.Rows, Operands.Between(-3, 3)), Operands.Read(), Operands.Written())
        {
            HasRows = true,
            InPlace = [(2, 1)],
            Run = a => Merge.ScaleRows(a.Rows, a[0], a[1], a[2]),
            Expect = (_, width, x) => new([[.. x[1].Select((value, i) => Near.Rounded((double)value * x[0][i / width], 1))]], []),
        },
        new("merge cosine", Operands.Read(), Operands.Read(), new Operand(Use.Written, Operands.Rows))
        {
            HasRows = true,
            Run = a => Merge.Cosine(a.Rows, a[0], a[1], a[2]),
            Expect = (rows, width, x) => new([[.. Enumerable.Range(0, rows).Select(row => Cosine(Row(x[0], row, width), Row(x[1], row, width)))]], []),
        },
        new(
            "merge cosine gradient", Operands.Read(), Operands.Read(), new Operand(Use.Read, Operands.Rows, Operands.Between(-1, 1)),
            new Operand(Use.Read, Operands.Rows, Operands.Between(-3, 3)), Operands.Written())
        {
            HasRows = true,
            Run = a => Merge.CosineGradient(a.Rows, a[0], a[1], a[2], a[3], a[4]),
            Expect = (rows, width, x) => new(
                [[.. Enumerable.Range(0, rows).SelectMany(row => CosineGradient(Row(x[0], row, width), Row(x[1], row, width), x[2][row], x[3][row]))]], []),
        },
    ];

    private delegate void Kernel(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result);

    private static KernelCase OfTwo(string name, Kernel kernel, Func<float, float, Near> formula) => new(name, Operands.Read(), Operands.Read(), Operands.Written())
    {
        InPlace = [(2, 0), (2, 1)],
        Run = a => kernel(a[0], a[1], a[2]),
        Expect = (_, _, x) => new([[.. x[0].Zip(x[1], formula)]], []),
    };

    private static int Columns(int width) => Before + width + Behind;

    private static bool IsInside(int i, int width) => i % Columns(width) is var column && column >= Before && column < Before + width;

    private static int Inside(int i, int width) => (i / Columns(width) * width) + (i % Columns(width)) - Before;

    private static float[] Row(float[] values, int row, int width) => values[(row * width)..((row + 1) * width)];

    private static Near Dot(float[] a, float[] b)
    {
        double[] products = [.. a.Zip(b, (x, y) => (double)x * y)];
        return Near.Within(products.Sum(), Near.SumOf(a.Length) * products.Sum(Math.Abs));
    }

    private static double Norm(float[] a) => Math.Sqrt(Math.Max(a.Sum(x => (double)x * x), 1e-12));

    private static Near Cosine(float[] a, float[] b)
    {
        double norms = Norm(a) * Norm(b);
        var dot = Dot(a, b);
        double value = dot.Value / norms;
        return Near.Within(value, (dot.Bound / norms) + (Math.Abs(value) * ((Near.SumOf(a.Length) * 2) + (6 * Near.Rounding))));
    }

    private static IEnumerable<Near> CosineGradient(float[] a, float[] b, double cosine, double gradient)
    {
        double norm = Norm(a), other = Norm(b), share = Near.SumOf(a.Length) + (8 * Near.Rounding);
        bool isConstant = a.Sum(x => (double)x * x) < 1e-12;
        return a.Zip(b, (x, y) =>
        {
            double along = isConstant ? 0 : cosine * x / norm / norm * gradient, across = y / other / norm * gradient;
            return Near.Within(across - along, 2 * share * (Math.Abs(across) + Math.Abs(along)));
        });
    }
}
