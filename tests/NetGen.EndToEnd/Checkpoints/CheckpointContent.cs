using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace NetGen.EndToEnd.Checkpoints;

/// <summary>A safetensors file taken apart: its texts and its arrays, each of which a test can change.</summary>
internal sealed class CheckpointContent
{
    private const string Metadata = "__metadata__";

    /// <summary>The texts of the metadata.</summary>
    public SortedDictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>The tensors.</summary>
    public SortedDictionary<string, Tensor> Tensors { get; } = new(StringComparer.Ordinal);

    public static CheckpointContent Read(byte[] file)
    {
        var content = new CheckpointContent();
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        foreach (var (name, node) in JsonNode.Parse(file.AsSpan(8, length))!.AsObject())
        {
            if (name == Metadata)
            {
                foreach (var (key, value) in node!.AsObject())
                    content.Texts[key] = value!.GetValue<string>();
                continue;
            }

            var offsets = node!["data_offsets"]!.AsArray().Select(o => 8 + length + (int)o!.GetValue<long>()).ToArray();
            int[] shape = [.. node["shape"]!.AsArray().Select(e => e!.GetValue<int>())];
            content.Tensors[name] = new(node["dtype"]!.GetValue<string>(), shape, file[offsets[0]..offsets[1]]);
        }

        return content;
    }

    public byte[] Write()
    {
        var header = new JsonObject { [Metadata] = new JsonObject(Texts.Select(t => KeyValuePair.Create(t.Key, (JsonNode?)t.Value))) };
        var data = new List<byte>();
        foreach (var (name, tensor) in Tensors)
        {
            header[name] = new JsonObject
            {
                ["dtype"] = tensor.Type,
                ["shape"] = new JsonArray([.. tensor.Shape.Select(e => (JsonNode?)e)]),
                ["data_offsets"] = new JsonArray(data.Count, data.Count + tensor.Data.Length),
            };
            data.AddRange(tensor.Data);
        }

        var text = System.Text.Encoding.UTF8.GetBytes(header.ToJsonString());
        return [.. BitConverter.GetBytes((long)text.Length), .. text, .. data];
    }

    public CheckpointContent Copy()
    {
        var copy = new CheckpointContent();
        foreach (var (name, text) in Texts)
            copy.Texts[name] = text;
        foreach (var (name, tensor) in Tensors)
            copy.Tensors[name] = tensor;
        return copy;
    }

    /// <summary>An array in a file.</summary>
    internal sealed record Tensor(string Type, int[] Shape, byte[] Data)
    {
        private int Size => Type == "F64" ? 8 : 4;

        public int Length => Data.Length / Size;

        /// <summary>One that is shorter, or longer by zeros.</summary>
        public Tensor WithLength(int length)
        {
            var data = new byte[length * Size];
            Data.AsSpan(0, Math.Min(data.Length, Data.Length)).CopyTo(data);
            return new(Type, [length], data);
        }

        /// <summary>One with another value at a place.</summary>
        public Tensor With(int place, double value)
        {
            byte[] data = [.. Data];
            if (Size == 8)
                BinaryPrimitives.WriteDoubleLittleEndian(data.AsSpan(place * Size), value);
            else
                BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(place * Size), (float)value);
            return this with { Data = data };
        }

        /// <summary>The same values in the other width.</summary>
        public Tensor WithOtherType() => new(Size == 8 ? "F32" : "F64", [Length], Size == 8 ? new byte[Length * 4] : new byte[Length * 8]);
    }
}
