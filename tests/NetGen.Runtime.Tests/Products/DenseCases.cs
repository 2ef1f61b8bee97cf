namespace NetGen.Runtime.Tests.Products;

/// <summary>The shapes and widths that the tests of the products walk through; theories pass them by name.</summary>
internal static class DenseCases
{
    /// <summary>Batches around the heights of the tiles.</summary>
    public static readonly int[] Rows = [0, 1, 2, 5, 6, 7, 13, 32, 129];

    private static readonly Dictionary<string, DenseRunner> Runners = [];

    static DenseCases()
    {
        Add(1, 1);
        Add(7, 10);
        Add(8, 64);
        Add(10, 7);
        Add(15, 17);
        Add(16, 16);
        Add(17, 8);
        Add(33, 100);
        Add(64, 15);
        Add(64, 64);
        Add(100, 1);
        Add(1, 33);
        Add(128, 10);
        Add(100, 128);
        Add(130, 130);
        AddCostly(17, 10);
        AddCostly(33, 100);
        AddCostly(100, 16);
    }

    public static TheoryData<string> Names => [.. Runners.Keys];

    /// <summary>By a name such as "128x10 Lanes512", or "17x10 Lanes512 costly" for an activation in two halves.</summary>
    public static DenseRunner Of(string name) => Runners[name];

    private static void Add(int inputs, int units)
    {
        foreach (DenseRunner runner in DenseRunner.AtEveryWidth(inputs, units))
            Runners.Add($"{runner}", runner);
    }

    private static void AddCostly(int inputs, int units)
    {
        foreach (DenseRunner runner in DenseRunner.AtEveryWidth(inputs, units, new CostlyLeaky(DenseRunner.Slope)))
            Runners.Add($"{runner} costly", runner);
    }
}
