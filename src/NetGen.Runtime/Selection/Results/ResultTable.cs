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

    /// <summary>Whether a name is that of a column which a table has of its own, in any case, because many programs do not tell such names apart.</summary>
    /// <param name="name">The name.</param>
    /// <param name="score">What the score is called.</param>
    /// <param name="folds">How many folds there are.</param>
    public static bool IsColumn(string name, string score, int folds) =>
        Columns(score, choices: [], hasTrain: true, hasErrors: true)
            .Concat(FullColumns(score, choices: [], folds, hasTrain: true))
            .Any(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>To read: rounded, without the folds.</summary>
    public static ResultTable Of(string score, IReadOnlyList<TrialResult> trials) =>
        From([.. Columns(score, ChoiceColumns(trials), HasTrain(trials), trials.Any(t => t.Error is not null))], trials);

    /// <summary>To compute with: in full precision, with the folds.</summary>
    public static ResultTable WithFolds(string score, IReadOnlyList<TrialResult> trials) =>
        From([.. FullColumns(score, ChoiceColumns(trials), trials.Max(t => (int?)t.Folds.Count) ?? 0, HasTrain(trials))], trials);

    private static IEnumerable<Column> Columns(string score, IEnumerable<Column> choices, bool hasTrain, bool hasErrors)
    {
        yield return new("trial", t => Text(t.Number));
        yield return new("rank", t => Text(t.Rank));
        foreach (var choice in choices)
            yield return choice;

        yield return new(score, t => Rounded(t.Mean, "F4"));
        yield return new("std", t => Rounded(t.StandardDeviation, "F4"));
        if (hasTrain)
        {
            yield return new("train_" + score, t => Rounded(t.TrainMean, "F4"));
            yield return new("train_std", t => Rounded(t.TrainStandardDeviation, "F4"));
        }

        yield return new("epochs", t => Rounded(t.Epochs, "0.#"));
        yield return new("seconds", t => Rounded(t.Time.TotalSeconds, "F2"));
        if (hasErrors)
            yield return new("error", t => t.Error is null ? "" : Reason.Of(t.Error));
    }

    private static IEnumerable<Column> FullColumns(string score, IEnumerable<Column> choices, int folds, bool hasTrain)
    {
        yield return new("trial", t => Text(t.Number));
        yield return new("rank", t => Text(t.Rank));
        foreach (var choice in choices)
            yield return choice;

        yield return new("mean_" + score, t => Text(t.Mean));
        yield return new("std_" + score, t => Text(t.StandardDeviation));
        foreach (var column in FoldColumns(score, folds, fold => fold.Score))
            yield return column;

        if (hasTrain)
        {
            yield return new("mean_train_" + score, t => Text(t.TrainMean ?? double.NaN));
            yield return new("std_train_" + score, t => Text(t.TrainStandardDeviation ?? double.NaN));
            foreach (var column in FoldColumns("train_" + score, folds, fold => fold.TrainScore ?? double.NaN))
                yield return column;
        }

        yield return new("epochs", t => Text(t.Epochs));
        yield return new("seconds", t => Text(t.Time.TotalSeconds));
        yield return new("error", t => t.Error is null ? "" : Reason.Of(t.Error));
    }

    private static IEnumerable<Column> FoldColumns(string score, int folds, Func<FoldResult, double> value) => Enumerable.Range(0, folds)
        .Select(fold => new Column(
            string.Create(CultureInfo.InvariantCulture, $"fold{fold + 1}_{score}"), t => fold < t.Folds.Count ? Text(value(t.Folds[fold])) : ""));

    private static bool HasTrain(IReadOnlyList<TrialResult> trials) => trials.Any(t => t.TrainMean is not null);

    public string ToText()
    {
        var lines = rows.Prepend(header).Select(row => row.Select(TextTable.OneLine).ToArray()).ToList();
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
            text.Append(string.Join(',', row.Select(CsvText.Field))).Append('\n');
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

    private static string Rounded(double? value, string format) => (value ?? double.NaN).ToString(format, CultureInfo.InvariantCulture);

    // A cell without a value leaves its column what it is.
    private static bool IsNumber(string cell) => cell.Length == 0 || double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static void MarkdownRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").Append(string.Join(" | ", cells.Select(MarkdownText.Cell))).Append(" |\n");

    private sealed record Column(string Name, Func<TrialResult, string> Cell);
}
