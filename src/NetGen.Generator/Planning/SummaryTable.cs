using System.Globalization;
using NetGen.Generator.Graph;

namespace NetGen.Generator.Planning;

/// <summary>
/// Writes the layer table that stands in the class's documentation and in <c>Summary</c>. The runtime's table of the same name writes that of a variant, to
/// the same text.
/// </summary>
internal static class SummaryTable
{
    private const string Gap = "  ";

    public static IEnumerable<string> Lines(NetworkGraph graph)
    {
        var rows = new List<string[]>
        {
            new[] { "Layer", "Declared as", "Output", "Parameters", "Multiply-adds" },
            new[] { "Input", "", graph.Input.ToString(), "", "" },
        };

        // [Dense(128, Relu)] is two nodes and one line.
        foreach (var nodes in graph.Nodes.GroupBy(n => n.Attribute))
            rows.Add([nodes.First().Name, nodes.First().Text, nodes.Last().OutputShape.ToString(), Count(nodes.Sum(ParameterCount)),
                Count(nodes.Sum(n => n.MultiplyAdds))]);

        rows.Add(["Total", "", "", Count(graph.Nodes.Sum(ParameterCount)), Count(graph.Nodes.Sum(n => n.MultiplyAdds))]);

        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(r => r[column].Length)).ToArray();
        return rows.Select(row => Line(row, widths)).Concat(Notes(graph));
    }

    /// <summary>The lines below the table.</summary>
    public static IEnumerable<string> Notes(NetworkGraph graph)
    {
        yield return $"Loss: {graph.Loss.Text}; labels: {Labels(graph)}";

        if (graph.Nodes.SelectMany(n => n.Parameters).Where(p => p.IsFrozen).Sum(p => (long)p.Length) is > 0 and var frozen)
            yield return $"Frozen: {Count(frozen)} of the parameters";

        if (graph.Chosen.Count > 0)
            yield return $"Chosen: {string.Join(", ", graph.Chosen)}";
    }

    private static string Line(string[] row, int[] widths) =>
        string.Join(Gap, row.Select((cell, column) => column < 3 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd();

    private static string Labels(NetworkGraph graph)
    {
        if (!graph.Loss.LabelsAreClasses)
            return graph.Output.Length == 1 ? "one value a sample" : $"{graph.Output.Length} values a sample";

        var count = graph.Output.Rows == 1 ? "one class index" : $"{graph.Output.Rows} class indices";
        return $"{count} a sample, 0 to {graph.Output.Last - 1}";
    }

    private static long ParameterCount(Node node) => node.Parameters.Sum(p => (long)p.Length);

    private static string Count(long count) => count == 0 ? "" : count.ToString("N0", CultureInfo.InvariantCulture);
}
