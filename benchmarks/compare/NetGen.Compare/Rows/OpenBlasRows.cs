using NetGen.Benchmarks;

namespace NetGen.Compare.Rows;

/// <summary>The rows of <see cref="ProductRows"/>, of OpenBLAS.</summary>
internal static class OpenBlasRows
{
    public static IEnumerable<Row> All(OpenBlas blas) =>
    [
        Forward<Product512>(blas, "sgemm-512"),
        Forward<Product1024>(blas, "sgemm-1024"),
        Forward<Product2048>(blas, "sgemm-2048"),
        .. Three<Product128x784x128>(blas, "", "128x784x128"),
        Forward<Product1x64x8>(blas, "narrow-forward-1x64x8"),
        .. Three<Product32x64x8>(blas, "narrow-", "32x64x8"),
        .. Three<Product128x128x10>(blas, "narrow-", "128x128x10"),
        .. Three<Product128x64x16>(blas, "narrow-", "128x64x16"),
    ];

    private static Row[] Three<TShape>(OpenBlas blas, string prefix, string name)
        where TShape : struct, IProductShape
    {
        var (rows, inputs, units) = (TShape.Rows, TShape.Inputs, TShape.Units);
        return
        [
            Forward<TShape>(blas, $"{prefix}forward-{name}"),
            Of(blas, $"{prefix}kernel-gradient-{name}", inputs, units, rows, isTransposedA: true),
            Of(blas, $"{prefix}input-gradient-{name}", rows, inputs, units, isTransposedB: true),
        ];
    }

    private static Row Forward<TShape>(OpenBlas blas, string name)
        where TShape : struct, IProductShape
        => Of(blas, name, TShape.Rows, TShape.Units, TShape.Inputs);

    private static Row Of(OpenBlas blas, string name, int rows, int columns, int depth, bool isTransposedA = false, bool isTransposedB = false)
        => new(
            name,
            () =>
            {
                var a = Floats.Uniform(rows * depth, -1, 1);
                var b = Floats.Uniform(depth * columns, -1, 1);
                var c = new Floats(rows * columns);
                return () => blas.Multiply(rows, columns, depth, a.Span, isTransposedA, b.Span, isTransposedB, c.Span);
            },
            2.0 * rows * columns * depth);
}
