using System.Numerics.Tensors;

namespace NetGen.Datasets;

/// <summary>Handwritten digits: 1,797 grey images of 8 x 8 pixels, ten classes. They lie in the assembly; nothing is downloaded.</summary>
/// <remarks>
/// <i>Optical Recognition of Handwritten Digits</i> (test set) by E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, 1998,
/// https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits, licence CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/).
/// scikit-learn has the same images as <c>load_digits</c>, with pixels from 0 to 16.
/// </remarks>
public static class Digits
{
    private const float Ink = 16;

    /// <summary>What the classes are called, by class index: "0" to "9".</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Reads them.</summary>
    /// <returns>1,797 samples of 64 values from 0 (paper) to 1 (ink), row by row, with the digit as the class index; a new copy with each call.</returns>
    public static Dataset<int> Load()
    {
        var digits = EmbeddedTable.Read("digits", CsvHeader.Absent).ToClassification(^1);
        var features = digits.Features.ToArray();
        TensorPrimitives.Divide(features, Ink, features);
        return Dataset.Classification(features, digits.Labels.ToArray()).WithClassNames(ClassNames);
    }
}
