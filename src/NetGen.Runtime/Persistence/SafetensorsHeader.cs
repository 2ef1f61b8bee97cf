using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NetGen;

/// <summary>One tensor as a safetensors file describes it; offsets in bytes from the start of the data.</summary>
internal sealed record SafetensorsEntry(string Name, string Type, long[] Shape, long Start, long End);

/// <summary>What the header of a safetensors file says.</summary>
/// <param name="Entries">The tensors in the header's order.</param>
/// <param name="Metadata">The texts among the metadata whose names this library gives.</param>
internal sealed record SafetensorsContent(List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata);

/// <summary>Parses the JSON header of a safetensors file.</summary>
/// <remarks>A header may be 100 MB long and have anything in it, so whatever is kept of it is counted.</remarks>
internal static class SafetensorsHeader
{
    // Far more than any network or training has.
    private const int MostEntries = 1 << 16;
    private const int LongestName = 1 << 16;
    private const int MostExtents = 64;

    private static readonly string[] Types = ["F32", "F64"];

    /// <summary>Parses a header.</summary>
    /// <param name="header">The header, at least one byte.</param>
    /// <param name="source">What error messages call the file.</param>
    /// <param name="isKept">Which of the metadata to keep, by name.</param>
    /// <exception cref="InvalidDataException">The header is not what the format asks for, or has more in it than a network can have.</exception>
    public static SafetensorsContent Parse(ReadOnlySpan<byte> header, string source, Func<string, bool> isKept)
    {
        // The format wants no white space before it, so that what is no safetensors file is seen at once.
        if (!header.StartsWith("{"u8))
            throw new InvalidDataException(
                $"{source}: header: expected a JSON object that starts with '{{', found the byte 0x{header[0]:x2}; this is no safetensors file.");
        if (!Utf8.IsValid(header))
            throw new InvalidDataException($"{source}: header: expected text in UTF-8, found bytes that are none.");
        var json = new Utf8JsonReader(header);
        try
        {
            json.Read();
            var content = new SafetensorsContent([], new(StringComparer.Ordinal));
            var names = new HashSet<string>(StringComparer.Ordinal);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                string name = Name(ref json, source, "tensor");
                if (!names.Add(name))
                    throw new InvalidDataException($"{source}: tensor {Found.Quote(name)}: expected once, found twice.");
                if (names.Count > MostEntries)
                    throw new InvalidDataException($"{source}: header: expected at most {MostEntries} tensors, found more.");
                json.Read();
                if (name == "__metadata__")
                    ReadMetadata(ref json, source, isKept, content.Metadata);
                else
                    content.Entries.Add(Entry(ref json, source, name));
            }

            // Reading on throws where anything but white space follows.
            json.Read();
            return content;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            // What is wrong comes first there, then where in a text of lines, which a header is not.
            var found = Found.Show(error.Message.Split(" LineNumber: ")[0]);
            throw new InvalidDataException($"{source}: header: expected JSON, found after byte {json.BytesConsumed}: {found}", error);
        }
    }

    private static void ReadMetadata(ref Utf8JsonReader json, string source, Func<string, bool> isKept, Dictionary<string, string> metadata)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string key = Name(ref json, source, "metadata");
            json.Read();
            if (!isKept(key))
            {
                json.Skip();
                continue;
            }

            if (json.TokenType != JsonTokenType.String)
                throw new InvalidDataException($"{source}: metadata {Found.Quote(key)}: expected a text, found {json.TokenType}.");
            if (!metadata.TryAdd(key, json.GetString()!))
                throw new InvalidDataException($"{source}: metadata {Found.Quote(key)}: expected once, found twice.");
            if (metadata.Count > MostEntries)
                throw new InvalidDataException($"{source}: metadata: expected at most {MostEntries} texts, found more.");
        }
    }

    private static SafetensorsEntry Entry(ref Utf8JsonReader json, string source, string name)
    {
        string where = $"tensor {Found.Quote(name)}";
        Expect(json.TokenType == JsonTokenType.StartObject, source, where, "a JSON object", json.TokenType);
        string? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            string key = Name(ref json, source, where);
            json.Read();
            bool again = false;
            switch (key)
            {
                case "dtype":
                    Expect(json.TokenType == JsonTokenType.String, source, $"{where}: dtype", "a string", json.TokenType);
                    again = type is not null;
                    type = Type(ref json);
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
                    throw new InvalidDataException($"{source}: {where}: expected dtype, shape and data_offsets, found {Found.Quote(key)}.");
            }

            if (again)
                throw new InvalidDataException($"{source}: {where}: {key}: expected once, found twice.");
        }

        if (type is null || shape is null || offsets is not { Length: 2 })
            throw new InvalidDataException($"{source}: {where}: expected dtype, shape and two data_offsets, found dtype {Found.Show(type ?? "none")}, "
                + $"shape {SafetensorsReader.Show(shape)}, data_offsets {SafetensorsReader.Show(offsets)}.");
        return new(name, type, shape, offsets[0], offsets[1]);
    }

    private static string Name(ref Utf8JsonReader json, string source, string where) => json.ValueSpan.Length <= LongestName
        ? json.GetString()!
        : throw new InvalidDataException($"{source}: header: {where}: expected a name of at most {LongestName} bytes, found one of {json.ValueSpan.Length}.");

    /// <summary>The type, one string for all tensors of it.</summary>
    private static string Type(ref Utf8JsonReader json)
    {
        foreach (var type in Types)
        {
            if (json.ValueTextEquals(type))
                return type;
        }

        return json.GetString()!;
    }

    private static long[] Numbers(ref Utf8JsonReader json, string source, string where)
    {
        Expect(json.TokenType == JsonTokenType.StartArray, source, where, "an array", json.TokenType);
        var numbers = new List<long>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out long number) || number < 0)
                throw new InvalidDataException($"{source}: {where}: expected whole numbers from 0, found {Show(json)}.");
            if (numbers.Count == MostExtents)
                throw new InvalidDataException($"{source}: {where}: expected at most {MostExtents} numbers, found more.");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static string Show(Utf8JsonReader json) =>
        json.TokenType == JsonTokenType.Number ? Found.Show(Encoding.UTF8.GetString(json.ValueSpan)) : json.TokenType.ToString();

    private static void Expect(bool condition, string source, string where, string expected, JsonTokenType found)
    {
        if (!condition)
            throw new InvalidDataException($"{source}: {where}: expected {expected}, found {found}.");
    }
}
