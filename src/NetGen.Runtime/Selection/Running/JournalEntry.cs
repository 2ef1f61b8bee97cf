using System.Text.Json;

namespace NetGen;

/// <summary>A finished training as a line of a journal. Its messages name the value; the file and the line are added by who reads them.</summary>
/// <param name="Key">Which training.</param>
/// <param name="Result">What came out.</param>
/// <param name="Choices">What was chosen.</param>
internal readonly record struct JournalEntry(TrainingKey Key, FoldResult Result, string Choices)
{
    /// <summary>Reads a line.</summary>
    /// <exception cref="InvalidDataException">A value is missing, or one that no training can have.</exception>
    public static JournalEntry Parse(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"expected a finished training with 'trial', 'fold', 'until', 'score', 'epochs' and 'ticks', found {Show(line)}.");

        var key = new TrainingKey(Whole(line, "trial", 1), Whole(line, "fold", 1), Whole(line, "until", 0));
        var ticks = Whole(line, "ticks", 0, HistoryColumns.LongestTime.Ticks);
        var result = new FoldResult(key.Fold, Score(Get(line, "score"), "score"), Whole(line, "epochs", 0), new TimeSpan(ticks))
        {
            TrainScore = line.TryGetProperty("train_score", out var train) ? Score(train, "train_score") : null,
        };
        return new(key, result, Text(Get(line, "choices"), "choices"));
    }

    /// <summary>Throws unless a number lies in a range.</summary>
    public static void Expect(string name, long found, long least, long most)
    {
        if (found < least || found > most)
            throw Invalid(name, least == most
                ? TrainingState.Text(least)
                : $"a whole number from {TrainingState.Text(least)} to {TrainingState.Text(most)}", TrainingState.Text(found));
    }

    /// <summary>An exception that names a value and says what is wrong with it.</summary>
    public static InvalidDataException Invalid(string name, string expected, string found) => new($"'{name}': expected {expected}, found {Found.Show(found)}.");

    private static JsonElement Get(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) ? value : throw Invalid(name, "a value", "none");

    private static int Whole(JsonElement line, string name, int least) => (int)Whole(line, name, least, int.MaxValue);

    private static long Whole(JsonElement line, string name, long least, long most)
    {
        var value = Get(line, name);
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
            throw Invalid(name, $"a whole number from {TrainingState.Text(least)} to {TrainingState.Text(most)}", Show(value));

        Expect(name, number, least, most);
        return number;
    }

    private static double Score(JsonElement score, string name) => score.ValueKind switch
    {
        JsonValueKind.Number when double.IsFinite(score.GetDouble()) => score.GetDouble(),
        JsonValueKind.String when score.ValueEquals("Infinity"u8) => double.PositiveInfinity,
        JsonValueKind.String when score.ValueEquals("-Infinity"u8) => double.NegativeInfinity,
        JsonValueKind.String when score.ValueEquals("NaN"u8) => double.NaN,
        _ => throw Invalid(name, "a finite number, 'NaN', 'Infinity' or '-Infinity'", Show(score)),
    };

    private static string Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Invalid(name, "a text", Show(value));

    private static string Show(JsonElement value) => value.GetRawText();
}
