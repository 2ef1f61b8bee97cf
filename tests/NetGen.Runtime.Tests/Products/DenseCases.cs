using NetGen.Kernels.Products;

namespace NetGen.Runtime.Tests.Products;

/// <summary>The shapes and widths that the tests of the products walk through; theories pass them by name.</summary>
internal static class DenseCases
{
    /// <summary>Batches around the heights of the tiles.</summary>
    public static readonly int[] Rows = [0, 1, 2, 5, 6, 7, 13, 32, 129];

    private static readonly Dictionary<string, DenseRunner> Runners = [];

    static DenseCases()
    {
        Add<N1, N1>();
        Add<N7, N10>();
        Add<N8, N64>();
        Add<N10, N7>();
        Add<N15, N17>();
        Add<N16, N16>();
        Add<N17, N8>();
        Add<N33, N100>();
        Add<N64, N15>();
        Add<N64, N64>();
        Add<N100, N1>();
        Add<N1, N33>();
        Add<N128, N10>();
        Add<N100, N128>();
        Add<N130, N130>();
        AddCostly<N17, N10>();
        AddCostly<N33, N100>();
        AddCostly<N100, N16>();
    }

    public static TheoryData<string> Names => [.. Runners.Keys];

    /// <summary>By a name such as "128x10 Tiles512", or "17x10 costly Tiles512" for an activation that is a second pass.</summary>
    public static DenseRunner Of(string name) => Runners[name];

    private static void Add<TInputs, TUnits>()
        where TInputs : struct, ISize
        where TUnits : struct, ISize
    {
        string shape = $"{TInputs.Value}x{TUnits.Value}";
        var leaky = new Leaky(DenseRunner.Slope);
        Runners.Add($"{shape} {nameof(Tiles512)}", new DenseRunner<Shape<TInputs, TUnits>, Tiles512, Leaky>(leaky));
        Runners.Add($"{shape} {nameof(Tiles256)}", new DenseRunner<Shape<TInputs, TUnits>, Tiles256, Leaky>(leaky));
        Runners.Add($"{shape} {nameof(Tiles128)}", new DenseRunner<Shape<TInputs, TUnits>, Tiles128, Leaky>(leaky));
    }

    private static void AddCostly<TInputs, TUnits>()
        where TInputs : struct, ISize
        where TUnits : struct, ISize
    {
        string shape = $"{TInputs.Value}x{TUnits.Value} costly";
        var leaky = new CostlyLeaky(DenseRunner.Slope);
        Runners.Add($"{shape} {nameof(Tiles512)}", new DenseRunner<Shape<TInputs, TUnits>, Tiles512, CostlyLeaky>(leaky));
        Runners.Add($"{shape} {nameof(Tiles256)}", new DenseRunner<Shape<TInputs, TUnits>, Tiles256, CostlyLeaky>(leaky));
        Runners.Add($"{shape} {nameof(Tiles128)}", new DenseRunner<Shape<TInputs, TUnits>, Tiles128, CostlyLeaky>(leaky));
    }
}
