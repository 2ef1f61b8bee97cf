using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NetGen;

/// <summary>One tensor as a safetensors file describes it; offsets in bytes from the start of the data.</summary>
internal sealed record SafetensorsEntry(string Name, string Type, long[] Shape, long Start, long End);

/// <summary>Parses the JSON header of a safetensors file.</summary>
internal static class SafetensorsHeader
{
    /// <summary>The tensors in the header's order.</summary>
    /// <param name="header">The header, at least one byte.</param>
    /// <param name="source">What error messages call the file.</param>
    /// <param name="metadata">Takes the texts among the metadata; null where nobody asks for them.</param>
    /// <exception cref="InvalidDataException">The header is not what the format asks for.</exception>
    public static List<SafetensorsEntry> Parse(ReadOnlySpan<byte> header, string source, Dictionary<string, string>? metadata = null)
    {
        // The format wants no white space before it, so that what is no safetensors file is seen at once.
        if (!header.StartsWith("{"u8))
            throw new InvalidDataException($"{source}: header: expected a JSON object that starts with '{{', found the byte 0x{header[0]:x2}; this is no safetensors file.");
        if (!Utf8.IsValid(header))
            throw new InvalidDataException($"{source}: header: expected text in UTF-8, found bytes that are none.");
        try
        {
            var json = new Utf8JsonReader(header);
            json.Read();
            var entries = new List<SafetensorsEntry>();
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                string name = json.GetString()!;
                if (!names.Add(name))
                    throw new InvalidDataException($"{source}: tensor '{name}': expected once, found twice.");
                json.Read();
                if (name == "__metadata__")
                    ReadMetadata(ref json, source, metadata);
                else
                    entries.Add(Entry(ref json, source, name));
            }

            // Reading on throws where anything but white space follows.
            json.Read();
            return entries;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{source}: header: expected JSON, found {error.Message}", error);
        }
    }

    private static void ReadMetadata(ref Utf8JsonReader json, string source, Dictionary<string, string>? metadata)
    {
        if (metadata is null || json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            json.Read();
            if (json.TokenType == JsonTokenType.String)
                metadata[key] = json.GetString()!;
            else if (key.StartsWith(NamesFile.Prefix, StringComparison.Ordinal))
                throw new InvalidDataException($"{source}: entry '{ErrorText.Of(key)}': expected a text, found {json.TokenType}.");
            else
                json.Skip();
        }
    }

    private static SafetensorsEntry Entry(ref Utf8JsonReader json, string source, string name)
    {
        string where = $"tensor '{name}'";
        Expect(json.TokenType == JsonTokenType.StartObject, source, where, "a JSON object", json.TokenType);
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string key = json.GetString()!;
            json.Read();
            bool again = false;
            switch (key)
            {
                case "dtype":
                    Expect(json.TokenType == JsonTokenType.String, source, $"{where}: dtype", "a string", json.TokenType);
                    again = type is not null;
                    type = json.GetString();
                    break;
                case "shape":
                    again = shape is not null;
                    shape = Numbers(ref json, source, $"{where}: shape");
                    break;
                case "data_offsets":
                    again = offsets is not null;
                    offsets = Numbers(ref json, source, $"{where}: data_offsets");
                    break;
                default:
                    throw new InvalidDataException($"{source}: {where}: expected dtype, shape and data_offsets, found '{key}'.");
            }

            if (again)
                throw new InvalidDataException($"{source}: {where}: {key}: expected once, found twice.");
        }

        if (type is null || shape is null || offsets is not { Length: 2 })
            throw new InvalidDataException($"{source}: {where}: expected dtype, shape and two data_offsets, found dtype {type ?? "none"}, shape {SafetensorsReader.Show(shape)}, data_offsets {SafetensorsReader.Show(offsets)}.");
        return new(name, type, shape, offsets[0], offsets[1]);
    }

    private static long[] Numbers(ref Utf8JsonReader json, string source, string where)
    {
        Expect(json.TokenType == JsonTokenType.StartArray, source, where, "an array", json.TokenType);
        var numbers = new List<long>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out long number) || number < 0)
                throw new InvalidDataException($"{source}: {where}: expected whole numbers from 0, found {Show(json)}.");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static string Show(Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(json.ValueSpan) : json.TokenType.ToString();

    private static void Expect(bool condition, string source, string where, string expected, JsonTokenType found)
    {
        if (!condition)
            throw new InvalidDataException($"{source}: {where}: expected {expected}, found {found}.");
    }
}
