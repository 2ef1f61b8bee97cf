namespace NetGen.Datasets;

/// <summary>The tables that lie in the assembly; <c>Tables/README.md</c> says whose they are.</summary>
internal static class EmbeddedTable
{
    /// <summary>Reads one.</summary>
    /// <param name="name">Its file's name, without <c>.csv.gz</c>.</param>
    /// <param name="header">Whether its first line has the names of the columns.</param>
    public static CsvTable Read(string name, CsvHeader header)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream($"NetGen.Datasets.{name}.csv.gz")!;
        return Csv.Read(stream, $"{name}.csv.gz", new() { Header = header });
    }

    /// <summary>The names of a table's columns but the last, which has the labels.</summary>
    public static IReadOnlyList<string> FeatureNames(string name) => [.. Read(name, CsvHeader.Present).Header.SkipLast(1)];
}
