using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NetGen.Damage;

/// <summary>Files of weights, with a preprocessor or without.</summary>
internal class NetworkFiles : FileKind
{
    private readonly Victim _network = Course.NewNetwork();
    private readonly float[] _before;

    public NetworkFiles(string name, params Func<Preprocessor?>[] preprocessors)
    {
        Name = name;
        _before = _network.Parameters.ToArray();
        Files = [.. preprocessors.Select(make => Saved(make()))];
    }

    public override string Name { get; }

    public override IReadOnlyList<byte[]> Files { get; }

    public override byte[] Damaged(Random random) => WithLength(base.Damaged(random), random);

    public override void Read(string path) => Check(() => _network.Load(path));

    public override void Read(Stream content, string name) => Check(() => _network.Load(content));

    public override string StreamName(string name) => "the stream";

    /// <summary>The length of the header is often made right again, or nothing would ever be looked at behind it.</summary>
    public static byte[] WithLength(byte[] file, Random random)
    {
        if (file.Length <= 8 || random.Next(5) == 0)
            return file;

        // Data of these files have no such byte pair as often as their headers have.
        var end = file.AsSpan(8).LastIndexOf("]}"u8);
        if (end < 0)
            return file;

        var header = end + 2;
        while (header < file.Length - 8 && file[8 + header] is (byte)'}' or (byte)' ')
            header++;
        BinaryPrimitives.WriteInt64LittleEndian(file, header);
        return file;
    }

    /// <summary>What is refused changes nothing.</summary>
    private void Check(Action load)
    {
        var preprocessor = _network.Preprocessor;
        try
        {
            load();
            _before.CopyTo(_network.Parameters);
        }
        catch
        {
            if (!ReferenceEquals(preprocessor, _network.Preprocessor) || !MemoryMarshal.AsBytes(_network.Parameters).SequenceEqual(MemoryMarshal.AsBytes(_before.AsSpan())))
                throw new InvalidOperationException("A file was refused and has changed the network.");
            throw;
        }
    }

    private static byte[] Saved(Preprocessor? preprocessor)
    {
        var network = Course.NewNetwork();
        preprocessor?.Fit(Course.Data.Features, Course.Data.SampleLength);
        network.Preprocessor = preprocessor;
        var stream = new MemoryStream();
        network.Save(stream);
        return stream.ToArray();
    }
}
