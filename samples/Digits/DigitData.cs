using System.Numerics.Tensors;

namespace Digits;

/// <summary>The file of digits.</summary>
internal static class DigitData
{
    private const float Ink = 16;

    /// <summary>Reads lines of 64 values from 0 to 16 and the digit; the values become 0 to 1.</summary>
    public static Dataset<int> Read(string path)
    {
        var digits = Csv.Read(path).ToClassification(labelColumn: ^1);
        var features = digits.Features.ToArray();
        TensorPrimitives.Divide(features, Ink, features);
        return Dataset.Classification(features, digits.Labels.ToArray());
    }
}
