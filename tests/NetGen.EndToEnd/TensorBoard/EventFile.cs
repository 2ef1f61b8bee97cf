using System.Buffers.Binary;
using NetGen.EndToEnd.TensorBoards.Schema;

namespace NetGen.EndToEnd.TensorBoards;

/// <summary>Reads event files with nothing of the library: its own checksums, and code that protoc made of the schema.</summary>
internal static class EventFile
{
    /// <summary>The events of a folder's only file.</summary>
    public static List<Event> ReadOnly(string folder) => Read(Assert.Single(Directory.GetFiles(folder)));

    public static List<Event> Read(string path)
    {
        // Shared, as TensorBoard reads it: the file may still be written.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return [.. Records(bytes).Select(Event.Parser.ParseFrom)];
    }

    /// <summary>The curve of that tag: its steps and values.</summary>
    public static IEnumerable<(long Step, float Value)> Scalars(this IEnumerable<Event> events, string tag) =>
        events.Values(tag).Where(v => v.Value.ValueCase == SummaryValue.ValueOneofCase.SimpleValue).Select(v => (v.Step, v.Value.SimpleValue));

    public static IEnumerable<(long Step, SummaryValue Value)> Values(this IEnumerable<Event> events, string tag) =>
        events.Where(e => e.Summary is not null).SelectMany(e => e.Summary.Value.Where(v => v.Tag == tag).Select(v => (e.Step, v)));

    public static IEnumerable<string> Tags(this IEnumerable<Event> events) =>
        events.Where(e => e.Summary is not null).SelectMany(e => e.Summary.Value.Select(v => v.Tag)).Distinct();

    /// <summary>The data of a file's records, their checksums looked at.</summary>
    public static List<byte[]> Records(byte[] bytes)
    {
        var records = new List<byte[]>();
        for (var start = 0; start < bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(start));
            Assert.Equal(MaskedCrc(bytes.AsSpan(start, 8)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(start + 8)));
            var data = bytes.AsSpan(start + 12, length);
            Assert.Equal(MaskedCrc(data), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(start + 12 + length)));
            records.Add(data.ToArray());
            start += 12 + length + 4;
        }

        return records;
    }

    /// <summary>CRC-32C bit by bit.</summary>
    public static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFF;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
        }

        return ~crc;
    }

    private static uint MaskedCrc(ReadOnlySpan<byte> data)
    {
        var crc = Crc(data);
        return unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8u);
    }
}
