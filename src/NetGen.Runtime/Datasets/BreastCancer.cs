namespace NetGen.Datasets;

/// <summary>Tumours, 357 benign and 212 malignant, by 30 measurements of their cell nuclei. They lie in the assembly; nothing is downloaded.</summary>
/// <remarks>
/// <i>Breast Cancer Wisconsin (Diagnostic)</i> by W. Wolberg, O. Mangasarian, N. Street and W. Street, UCI Machine Learning Repository, 1993,
/// https://archive.ics.uci.edu/dataset/17/breast+cancer+wisconsin+diagnostic, licence CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).
/// scikit-learn has the same table as <c>load_breast_cancer</c>. The features differ in size by thousands: <see cref="Standardize"/> them.
/// </remarks>
public static class BreastCancer
{
    private const string Table = "breast_cancer";

    /// <summary>What the labels 0 and 1 are called: malignant, benign.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["malignant", "benign"];

    /// <summary>What the 30 features are called.</summary>
    public static IReadOnlyList<string> FeatureNames { get; } = EmbeddedTable.FeatureNames(Table);

    /// <summary>Reads them, for a network with one sigmoid output and binary cross-entropy.</summary>
    /// <returns>569 samples of 30 values, with the label 1 where the tumour is benign and 0 where it is malignant; a new copy with each call.</returns>
    public static Dataset<float> Load() => EmbeddedTable.Read(Table, CsvHeader.Present).ToRegression(^1).WithClassNames(ClassNames);
}
