using NetGen.Benchmarks;

namespace NetGen.Compare.Rows;

/// <summary>The products of dense layers.</summary>
internal static class ProductRows
{
    public static IEnumerable<Row> All() =>
    [
        Forward<Product512>("sgemm-512"),
        Forward<Product1024>("sgemm-1024"),
        Forward<Product2048>("sgemm-2048"),
        .. Three<Product128x784x128>("", "128x784x128"),
        Forward<Product1x64x8>("narrow-forward-1x64x8"),
        .. Three<Product32x64x8>("narrow-", "32x64x8"),
        .. Three<Product128x128x10>("narrow-", "128x128x10"),
        .. Three<Product128x64x16>("narrow-", "128x64x16"),
    ];

    private static Row[] Three<TShape>(string prefix, string name)
        where TShape : struct, IProductShape =>
    [
        Forward<TShape>($"{prefix}forward-{name}"),
        new($"{prefix}kernel-gradient-{name}", () => new Product<TShape>().KernelGradient, Product<TShape>.Flops),
        new($"{prefix}input-gradient-{name}", () => new Product<TShape>().InputGradient, Product<TShape>.Flops),
    ];

    private static Row Forward<TShape>(string name)
        where TShape : struct, IProductShape
        => new(name, () => new Product<TShape>().Forward, Product<TShape>.Flops);
}
