namespace NetGen;

/// <summary>Makes labels of the values of a table.</summary>
internal static class CsvLabels
{
    /// <summary>A class index.</summary>
    /// <exception cref="InvalidDataException">The value cannot be one.</exception>
    public static int Class(CsvLayout layout, float value, int line, int column) =>
        // From 2^24 on, a float may be a neighbour of the number in the file.
        value is >= 0 and < 1 << 24 && value == MathF.Floor(value)
            ? (int)value
            : throw layout.Error(line, column, FormattableString.Invariant($"expected a whole number from 0 as the label, found {value}."));

    /// <summary>A target. What is to be predicted is never made up.</summary>
    /// <exception cref="InvalidDataException">It is missing, and the options do not say that it is to be NaN.</exception>
    public static float Target(CsvLayout layout, CsvOptions options, float value, int line, int column) =>
        float.IsNaN(value) && options.Missing != CsvMissing.NaN
            ? throw layout.Error(line, column, "expected a value as the target, found a missing one, and targets are not filled in.")
            : value;

    /// <summary>What the classes are called where targets are classes: a single one of two texts.</summary>
    public static string[]? NamesOf(string[]?[] categories, int[] targets) =>
        targets is [var column] && categories[column] is { Length: 2 } texts ? texts : null;
}
