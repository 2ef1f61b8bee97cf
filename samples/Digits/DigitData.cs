namespace Digits;

/// <summary>The file of digits.</summary>
internal static class DigitData
{
    private const int Pixels = 64;
    private const float Ink = 16;

    /// <summary>Reads lines of 64 values from 0 to 16 and the digit; the values become 0 to 1.</summary>
    public static Dataset<int> Read(string path)
    {
        var digits = Csv.ReadFloats(path, new CsvOptions { HasHeader = false }).ToClassification(labelColumn: Pixels);
        var features = digits.Features.ToArray();
        for (var i = 0; i < features.Length; i++)
            features[i] /= Ink;
        return Dataset.Classification(features, digits.Labels.ToArray());
    }
}
