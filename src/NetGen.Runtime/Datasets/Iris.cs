namespace NetGen.Datasets;

/// <summary>Flowers of three species of iris, 50 of each, by four lengths. They lie in the assembly; nothing is downloaded.</summary>
/// <remarks>
/// <i>Iris</i> by R. A. Fisher, 1936, UCI Machine Learning Repository, https://archive.ics.uci.edu/dataset/53/iris, licence CC BY 4.0
/// (https://creativecommons.org/licenses/by/4.0/); the values are those of Fisher's article. The samples are sorted by species:
/// divide them with <see cref="Dataset{TLabel}.Split"/>, not with <see cref="Dataset{TLabel}.Take"/>.
/// </remarks>
public static class Iris
{
    private const string Table = "iris";

    /// <summary>What the classes are called, by class index: setosa, versicolor, virginica.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["setosa", "versicolor", "virginica"];

    /// <summary>What the four features are called; they are lengths in cm.</summary>
    public static IReadOnlyList<string> FeatureNames { get; } = EmbeddedTable.FeatureNames(Table);

    /// <summary>Reads them.</summary>
    /// <returns>150 samples of 4 values in cm, with the species as the class index; a new copy with each call.</returns>
    public static Dataset<int> Load() => EmbeddedTable.Read(Table, CsvHeader.Present).ToClassification(^1).WithClassNames(ClassNames);
}
