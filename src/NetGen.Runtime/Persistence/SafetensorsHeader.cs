using System.Text.Json;

namespace NetGen.Persistence;

/// <summary>What a header says of one tensor.</summary>
internal readonly record struct SafetensorsEntry(string Type, long[] Shape, long Start, long End);

/// <summary>Reads the JSON header of a safetensors file.</summary>
internal static class SafetensorsHeader
{
    public static Dictionary<string, SafetensorsEntry> Parse(byte[] header, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(header);
            var entries = new Dictionary<string, SafetensorsEntry>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (property.NameEquals("__metadata__"))
                    continue;

                if (!entries.TryAdd(property.Name, Entry(property.Value)))
                    throw SafetensorsReader.Bad(name, $"tensor '{property.Name}': expected once; found twice");
            }

            return entries;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{name}: expected a safetensors header with dtype, shape and data_offsets for each tensor; {e.Message}", e);
        }
    }

    private static SafetensorsEntry Entry(JsonElement value)
    {
        var offsets = Longs(value.GetProperty("data_offsets"));
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] < offsets[0])
            throw new FormatException("data_offsets must be a start and an end.");

        return new SafetensorsEntry(value.GetProperty("dtype").GetString() ?? "null", Longs(value.GetProperty("shape")), offsets[0], offsets[1]);
    }

    private static long[] Longs(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt64())];
}
