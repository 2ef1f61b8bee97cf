using System.Buffers;
using System.Text;
using System.Text.Json;

namespace NetGen;

/// <summary>The class names and categories of a network as texts in the metadata of its file: JSON, because there is no other structure in them.</summary>
internal static class NamesFile
{
    /// <summary>An array of names, by class index.</summary>
    private const string ClassNamesEntry = NetworkFile.Prefix + "class_names";

    /// <summary>An array of objects: <c>{"column": "town", "texts": ["Oslo", "Rome"]}</c>, the column as a name or an index.</summary>
    private const string CategoriesEntry = NetworkFile.Prefix + "categories";

    /// <summary>The entries of what is known.</summary>
    public static List<(string Name, string Value)> Write(NetworkNames names)
    {
        var entries = new List<(string, string)>();
        if (names.ClassNames is { } classNames)
            entries.Add((ClassNamesEntry, Json(json => WriteTexts(json, classNames))));
        if (names.Categories is { } categories)
            entries.Add((CategoriesEntry, Json(json => WriteCategories(json, categories))));
        return entries;
    }

    /// <summary>What the metadata hold; null where there is no entry.</summary>
    /// <exception cref="InvalidDataException">An entry is damaged, or does not fit the network.</exception>
    public static NetworkNames Read(Dictionary<string, string> metadata, string source, NetworkDescription network)
    {
        var classNames = metadata.TryGetValue(ClassNamesEntry, out var text)
            ? Parse(text, source, ClassNamesEntry, "an array of texts", (ref json) => ClassNames.Checked(ReadTexts(ref json), network, "the array"))
            : null;
        var categories = metadata.TryGetValue(CategoriesEntry, out text)
            ? Parse(text, source, CategoriesEntry, "an array of columns and their texts", (ref json) => ReadCategories(ref json))
            : null;
        return new(classNames, categories);
    }

    private delegate T Reading<T>(ref Utf8JsonReader json);

    private static T Parse<T>(string text, string source, string entry, string expected, Reading<T> read)
    {
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            json.Read();
            var value = read(ref json);
            // Throws where anything but white space follows.
            json.Read();
            return value;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"{source}: entry '{entry}': expected {expected}, found {Found.Quote(text)}: {Found.Reason(error)}", error);
        }
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteTexts(Utf8JsonWriter json, IEnumerable<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteCategories(Utf8JsonWriter json, Categories categories)
    {
        json.WriteStartArray();
        for (var i = 0; i < categories.Columns.Count; i++)
        {
            json.WriteStartObject();
            if (categories.Columns[i] is { Name: { } name })
                json.WriteString("column", name);
            else
                json.WriteNumber("column", Number(categories.Columns[i].Index));
            json.WritePropertyName("texts");
            WriteTexts(json, categories.TextsAt(i));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>An index as one number; below 0 where it counts from the end.</summary>
    private static int Number(Index index) => index.IsFromEnd ? -index.Value : index.Value;

    private static Index ToIndex(int number) => number < 0 ? ^checked(-number) : number;

    private static List<string> ReadTexts(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartArray);
        var texts = new List<string>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref json, JsonTokenType.String);
            texts.Add(json.GetString()!);
        }

        return texts;
    }

    private static Categories ReadCategories(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartArray);
        var columns = new List<(CsvColumn, string[])>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            columns.Add(ReadColumn(ref json));
        return new([.. columns]);
    }

    private static (CsvColumn Column, string[] Texts) ReadColumn(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject);
        ExpectName(ref json, "column");
        CsvColumn column = json.TokenType == JsonTokenType.String ? json.GetString()! : ToIndex(json.GetInt32());
        ExpectName(ref json, "texts");
        string[] texts = [.. ReadTexts(ref json)];
        json.Read();
        Expect(ref json, JsonTokenType.EndObject);
        return (column, texts);
    }

    private static void ExpectName(ref Utf8JsonReader json, string name)
    {
        json.Read();
        Expect(ref json, JsonTokenType.PropertyName);
        if (!json.ValueTextEquals(name))
            throw new FormatException($"{Found.Quote(json.GetString()!)} stands where '{name}' should.");
        json.Read();
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType expected)
    {
        if (json.TokenType != expected)
            throw new FormatException($"{json.TokenType} stands where {expected} should.");
    }
}
