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

    public override IEnumerable<byte[]> Extremes => Safetensors.Extremes;

    public override byte[] Damaged(Random random) => Safetensors.Damaged(Any(random), Any(random), random);

    public override void Read(string path) => Check(() => _network.Load(path));

    public override void Read(Stream content, string name) => Check(() => _network.Load(content));

    public override string StreamName(string name) => "the stream";

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
