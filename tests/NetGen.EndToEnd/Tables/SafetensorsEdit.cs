using System.Text;
using System.Text.Json.Nodes;

namespace NetGen.EndToEnd.Tables;

/// <summary>Changes the header of a safetensors file.</summary>
internal static class SafetensorsEdit
{
    /// <summary>Sets an entry of the metadata.</summary>
    public static void SetMetadata(string path, string name, JsonNode value)
    {
        var file = File.ReadAllBytes(path);
        var length = (int)BitConverter.ToInt64(file);
        var header = JsonNode.Parse(Encoding.UTF8.GetString(file, 8, length))!;
        header["__metadata__"]![name] = value;
        var changed = Encoding.UTF8.GetBytes(header.ToJsonString());
        File.WriteAllBytes(path, [.. BitConverter.GetBytes((long)changed.Length), .. changed, .. file[(8 + length)..]]);
    }
}
