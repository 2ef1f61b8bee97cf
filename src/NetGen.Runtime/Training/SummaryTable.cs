using System.Globalization;

namespace NetGen;

/// <summary>Writes the layer table of a network from its layers: for variants, whose tables would be most of their code.</summary>
internal static class SummaryTable
{
    private const string Gap = "  ";

    /// <summary>The table, and the notes below it. The generator writes the same text for a class without choices.</summary>
    public static string Of(NetworkDescription network)
    {
        List<string[]> rows =
        [
            ["Layer", "Declared as", "Output", "Parameters", "Multiply-adds"],
            ["Input", "", Shape(network.InputShape), "", ""],
        ];

        var first = 0;
        foreach (var layer in network.Layers)
        {
            var parameters = network.Tensors.AsSpan(first, layer.TensorCount);
            rows.Add([layer.Name, layer.Declaration, Shape(layer.OutputShape), Count(Length(parameters)), Count(layer.MultiplyAdds)]);
            first += layer.TensorCount;
        }

        rows.Add(["Total", "", "", Count(Length(network.Tensors)), Count(network.Layers.Sum(l => l.MultiplyAdds))]);

        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(r => r[column].Length)).ToArray();
        return string.Join('\n', rows.Select(row => Line(row, widths)).Concat(network.Notes));
    }

    private static string Line(string[] row, int[] widths) =>
        string.Join(Gap, row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd();

    private static string Shape(int[] extents) => new SampleShape(extents).ToString();

    private static long Length(ReadOnlySpan<ParameterTensor> tensors)
    {
        long length = 0;
        foreach (var tensor in tensors)
            length += tensor.Length;

        return length;
    }

    private static string Count(long count) => count == 0 ? "" : count.ToString("N0", CultureInfo.InvariantCulture);
}
