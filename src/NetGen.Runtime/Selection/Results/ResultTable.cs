using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>The trials of a search as rows of texts.</summary>
/// <param name="header">The names of the columns.</param>
/// <param name="rows">The cells, row by row.</param>
/// <param name="isNumber">Whether a column holds numbers, which stand at the right.</param>
internal sealed class ResultTable(string[] header, string[][] rows, bool[] isNumber)
{
    private const string Gap = "  ";

    /// <summary>Whether a name is that of a column which every table has.</summary>
    public static bool IsColumn(string name) => name is "trial" or "rank" or "std" or "epochs" or "seconds" or "error";

    /// <summary>To read: rounded, without the folds.</summary>
    public static ResultTable Of(string score, IReadOnlyList<TrialResult> trials)
    {
        var columns = new List<Column>
        {
            new("trial", t => Text(t.Number)),
            new("rank", t => Text(t.Rank)),
        };
        columns.AddRange(ChoiceColumns(trials));
        columns.Add(new(score, t => Rounded(t.Mean, "F4")));
        columns.Add(new("std", t => Rounded(t.StandardDeviation, "F4")));
        columns.Add(new("epochs", t => Rounded(t.Epochs, "0.#")));
        columns.Add(new("seconds", t => Rounded(t.Time.TotalSeconds, "F2")));
        if (trials.Any(t => t.Error is not null))
            columns.Add(new("error", t => t.Error?.Message ?? ""));
        return From(columns, trials);
    }

    /// <summary>To compute with: in full precision, with the folds.</summary>
    public static ResultTable WithFolds(string score, IReadOnlyList<TrialResult> trials)
    {
        var columns = new List<Column>
        {
            new("trial", t => Text(t.Number)),
            new("rank", t => Text(t.Rank)),
        };
        columns.AddRange(ChoiceColumns(trials));
        columns.Add(new("mean_" + score, t => Text(t.Mean)));
        columns.Add(new("std_" + score, t => Text(t.StandardDeviation)));
        for (var i = 0; i < trials.Max(t => (int?)t.Folds.Count); i++)
        {
            var fold = i;
            columns.Add(new($"fold{i + 1}_{score}", t => fold < t.Folds.Count ? Text(t.Folds[fold].Score) : ""));
        }

        columns.Add(new("epochs", t => Text(t.Epochs)));
        columns.Add(new("seconds", t => Text(t.Time.TotalSeconds)));
        columns.Add(new("error", t => t.Error?.Message ?? ""));
        return From(columns, trials);
    }

    public string ToText()
    {
        var lines = rows.Prepend(header).Select(row => row.Select(OneLine).ToArray()).ToList();
        var widths = header.Select((_, i) => lines.Max(line => line[i].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in lines)
            text.Append(string.Join(Gap, row.Select((cell, i) => isNumber[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd()).Append('\n');
        return text.ToString();
    }

    public string ToMarkdown()
    {
        var text = new StringBuilder();
        MarkdownRow(text, header);
        MarkdownRow(text, isNumber.Select(number => number ? "--:" : "---"));
        foreach (var row in rows)
            MarkdownRow(text, row);
        return text.ToString();
    }

    public string ToCsv()
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
            text.Append(string.Join(',', row.Select(Quoted))).Append('\n');
        return text.ToString();
    }

    private static ResultTable From(List<Column> columns, IReadOnlyList<TrialResult> trials)
    {
        string[][] rows = [.. trials.Select(trial => columns.Select(column => column.Cell(trial)).ToArray())];
        return new(
            [.. columns.Select(c => c.Name)],
            rows,
            [.. columns.Select((column, i) => rows.All(row => IsNumber(row[i])))]);
    }

    private static IEnumerable<Column> ChoiceColumns(IReadOnlyList<TrialResult> trials) =>
        trials.Count == 0 ? [] : trials[0].Choices.Select((choice, i) => new Column(choice.Name, trial => trial.Choices[i].Value));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Rounded(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    // A cell without a value leaves its column what it is.
    private static bool IsNumber(string cell) => cell.Length == 0 || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static void MarkdownRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").Append(string.Join(" | ", cells.Select(Escaped))).Append(" |\n");

    private static string Escaped(string cell) => OneLine(cell)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);

    private static string OneLine(string cell) => cell.ReplaceLineEndings(" ");

    private sealed record Column(string Name, Func<TrialResult, string> Cell);
}
