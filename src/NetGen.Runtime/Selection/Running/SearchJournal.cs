using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace NetGen;

/// <summary>
/// The finished trainings of a search in a file of JSON lines, each on the disk before the search goes on. The first line describes the
/// search, so that no other goes on with it; a last line that was torn by a crash is dropped.
/// </summary>
internal sealed class SearchJournal : IDisposable
{
    private const string Marker = "netgen_search_journal";
    private const int Version = 1;
    private const byte NewLine = (byte)'\n';

    // Others may read the file, but no second search may write to it. Where the system does not lock files itself, only this keeps it away.
    private static readonly FileShare Sharing = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;

    private readonly FileStream _file;

    private SearchJournal(FileStream file) => _file = file;

    /// <summary>Opens a journal, or starts one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="description">What must be the same for the journal to be this search's.</param>
    /// <param name="found">
    /// Takes what the journal holds, and throws an <see cref="InvalidDataException"/> that names the value where it is none of this search's.
    /// </param>
    /// <exception cref="InvalidDataException">The file is no journal, one of another search, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be opened, or another search has it.</exception>
    public static SearchJournal Open(string path, IReadOnlyList<KeyValuePair<string, string>> description, Action<JournalEntry> found)
    {
        var file = new FileStream(TargetFile.ForWriting(path).FullPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, Sharing);
        try
        {
            // A second search asks for the file alone and does not get it; who only reads asks for no more than this.
            Posix.TryLockTogether(file.SafeFileHandle);
            var journal = new SearchJournal(file);
            if (file.Length > Array.MaxLength)
                throw NoJournal(path);
            var content = new byte[file.Length];
            file.ReadExactly(content);
            var header = Header(description);
            var end = Read(path, content, header, description, found);
            file.SetLength(end);
            file.Position = end;
            if (end == 0)
                journal.Append(header);
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes a finished training.</summary>
    /// <param name="key">Which one.</param>
    /// <param name="result">What came out.</param>
    /// <param name="chosen">What was chosen, for whoever reads the file.</param>
    public void Add(TrainingKey key, FoldResult result, string chosen) => Append(Line(json =>
    {
        json.WriteNumber("trial", key.Trial);
        json.WriteNumber("fold", key.Fold);
        json.WriteNumber("until", key.Until);
        WriteScore(json, "score", result.Score);
        if (result.TrainScore is { } train)
            WriteScore(json, "train_score", train);
        json.WriteNumber("epochs", result.Epochs);
        json.WriteNumber("ticks", result.Time.Ticks);
        json.WriteString("choices", chosen);
    }));

    public void Dispose() => _file.Dispose();

    /// <summary>The place up to which the content is good.</summary>
    private static int Read(
        string path, byte[] content, byte[] header, IReadOnlyList<KeyValuePair<string, string>> description, Action<JournalEntry> found)
    {
        // A crash may have torn the header itself.
        if (header.AsSpan().StartsWith(content) && content.Length < header.Length)
            return 0;

        int start = 0, number = 1;
        while (Array.IndexOf(content, NewLine, start) is var end && end >= 0)
        {
            if (!TryParse(content.AsMemory(start, end - start), out var line))
            {
                if (number > 1 && end == content.Length - 1)
                    return start;
                var text = Encoding.UTF8.GetString(content, start, end - start);
                throw new InvalidDataException($"{path}({number}): expected a line of a search's journal, JSON in UTF-8, found {Found.Quote(text)}; "
                    + "the file is damaged or no journal.");
            }

            using (line)
                Take(path, number, line.RootElement, description, found);

            start = end + 1;
            number++;
        }

        return number > 1 ? start : throw NoJournal(path);
    }

    private static bool TryParse(ReadOnlyMemory<byte> text, out JsonDocument line)
    {
        line = null!;
        // The parser looks into texts only when they are asked for.
        if (!Utf8.IsValid(text.Span))
            return false;

        try
        {
            line = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Take(
        string path, int number, JsonElement line, IReadOnlyList<KeyValuePair<string, string>> description, Action<JournalEntry> found)
    {
        try
        {
            if (number == 1)
                CheckHeader(path, line, description);
            else
                found(JournalEntry.Parse(line));
        }
        catch (InvalidDataException error) when (number > 1)
        {
            throw new InvalidDataException($"{path}({number}): {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // An escape in a text may be half a character.
            throw new InvalidDataException($"{path}({number}): expected texts of whole characters, found {Found.Quote(line.GetRawText())}.", error);
        }
    }

    private static void CheckHeader(string path, JsonElement header, IReadOnlyList<KeyValuePair<string, string>> description)
    {
        if (header.ValueKind != JsonValueKind.Object || !header.TryGetProperty(Marker, out var version))
            throw NoJournal(path);
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Version)
            throw new InvalidDataException($"{path}(1): '{Marker}': expected version {Version}, found {Found.Show(version.GetRawText())}.");

        foreach (var (name, expected) in description)
        {
            var actual = header.TryGetProperty(name, out var value) ? value.ToString() : "nothing";
            if (actual != expected)
            {
                throw new InvalidDataException(
                    $"{path} is the journal of another search: '{name}' is {Found.QuoteWhereItDiffers(actual, expected)} there and "
                        + $"{Found.QuoteWhereItDiffers(expected, actual)} here. "
                    + "Continue that search, or give this one a file of its own.");
            }
        }
    }

    private static void WriteScore(Utf8JsonWriter json, string name, double score)
    {
        if (double.IsFinite(score))
            json.WriteNumber(name, score);
        else
            json.WriteString(name, ChoiceText.Of(score));
    }

    private static byte[] Header(IReadOnlyList<KeyValuePair<string, string>> description) => Line(json =>
    {
        json.WriteNumber(Marker, Version);
        foreach (var (name, value) in description)
            json.WriteString(name, value);
    });

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        line.WriteByte(NewLine);
        return line.ToArray();
    }

    private static InvalidDataException NoJournal(string path) => new($"{path}: expected the journal of a search, found another file; it was left as it is.");

    private void Append(ReadOnlySpan<byte> line)
    {
        _file.Write(line);
        _file.Flush(flushToDisk: true);
    }
}

/// <summary>Which training of a search.</summary>
/// <param name="Trial">The trial, from 1.</param>
/// <param name="Fold">The fold, from 1.</param>
/// <param name="Until">The epoch after which it was scored, where the search scores a training more than once; 0 where not.</param>
internal readonly record struct TrainingKey(int Trial, int Fold, int Until);
