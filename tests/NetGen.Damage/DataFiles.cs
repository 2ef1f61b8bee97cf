using System.IO.Compression;
using System.Text;

namespace NetGen.Damage;

/// <summary>Tables of numbers and texts.</summary>
internal sealed class Tables(bool isPacked) : FileKind
{
    private const string Iris = "sepal,petal,kind\n5.1,1.4,setosa\n7,4.7,versicolor\n6.3,6,virginica\n4.9,1.5,setosa\n";

    private readonly CsvOptions _options = new() { Categorical = [2], Missing = CsvMissing.NaN };

    public override string Name => isPacked ? "csv.gz" : "csv";

    public override IReadOnlyList<byte[]> Files { get; } =
    [
        .. new[] { Iris, Iris.Replace("\n", "\r\n", StringComparison.Ordinal), "1,2,3\n4,5,6\n7,8,9\n", "a,\"b \"\"c\"\"\",d\n1e3,\"-2\",0x\n,NaN,\"?\"\n-1.5e-3,inf,x\n" }.Select(Encoding.UTF8.GetBytes),
    ];

    public override byte[] Damaged(Random random) => isPacked ? Packing.Damaged(Any(random), Any(random), random) : base.Damaged(random);

    public override void Read(string path) => Csv.Read(path, _options);

    public override void Read(Stream content, string name) => Csv.Read(content, name, _options);

    // Nothing announces how long a packed text is: it is as long as it is.
    public override long SizeOf(byte[] content) => isPacked ? Math.Max(content.Length, Packing.UnpackedLength(content)) : content.Length;

    // The column of texts may be gone.
    public override bool IsDocumented(Exception error, string source) => base.IsDocumented(error, source) || error is ArgumentException { ParamName: "options" };
}

/// <summary>Tables that are read row by row, as those that are larger than the memory.</summary>
internal sealed class StreamedTables : FileKind
{
    public override string Name => "csv.open";

    public override IReadOnlyList<byte[]> Files { get; } =
        [.. new[] { "1,2,3\n4,5,6\n7,8,9\n", "a,b,c\r\n1e3,\"-2\",0\r\n,NaN,3\r\n-1.5e-3,inf,4\r\n" }.Select(Encoding.UTF8.GetBytes)];

    public override bool HasStream => false;

    public override void Read(string path)
    {
        var samples = Csv.Open(path, new() { Missing = CsvMissing.NaN }).ToRegression(^1);
        using var reader = samples.Open();
        var (features, labels) = (new float[samples.SampleLength], new float[samples.LabelLength]);
        while (reader.TryRead(features, labels))
        {
        }
    }

    // All columns but the target may be gone.
    public override bool IsDocumented(Exception error, string source) => base.IsDocumented(error, source) || error is ArgumentException { ParamName: "targetColumns" };
}

/// <summary>Arrays of numbers, as MNIST comes.</summary>
internal sealed class Arrays(bool isPacked) : FileKind
{
    public override string Name => isPacked ? "idx.gz" : "idx";

    public override IReadOnlyList<byte[]> Files { get; } =
    [
        [0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 2, 1],
        [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 2, .. Enumerable.Range(0, 12).Select(i => (byte)i)],
        [0, 0, 13, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0x3f, 0x80, 0, 0, 0, 0, 0, 0],
        [0, 0, 14, 1, 0, 0, 0, 1, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0],
    ];

    // A file of 260 KB that announces four values, and has a quarter of a gigabyte.
    public override IEnumerable<byte[]> Extremes => isPacked ? [Packing.Packed([.. Files[0], .. new byte[1 << 28]], CompressionLevel.Optimal)] : [];

    public override byte[] Damaged(Random random) => isPacked ? Packing.Damaged(Any(random), Any(random), random) : base.Damaged(random);

    public override void Read(string path) => Idx.Read(path).ToFloats();

    public override void Read(Stream content, string name) => Idx.Read(content, name).ToFloats();
}

/// <summary>Images that stay on the disk, of which the labels are the same file: an array of one axis can be both.</summary>
internal sealed class Images : FileKind
{
    public override string Name => "idx.images";

    public override IReadOnlyList<byte[]> Files { get; } = [[0, 0, 8, 1, 0, 0, 0, 4, 0, 1, 2, 1], [0, 0, 12, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0]];

    public override bool HasStream => false;

    public override void Read(string path)
    {
        using var images = ImageSource.FromIdx(path, path);
    }
}

/// <summary>Plain samples, which have no header.</summary>
internal sealed class Samples : FileKind
{
    public override string Name => "samples";

    public override IReadOnlyList<byte[]> Files { get; } = [new byte[16], [.. Enumerable.Range(0, 64).Select(i => (byte)i)]];

    public override bool HasStream => false;

    public override void Read(string path)
    {
        using var samples = SampleFile.OpenClassification(path, 3);
        using var other = SampleFile.OpenRegression(path, 2, 2);
    }
}

/// <summary>Files packed with gzip, damaged before they are packed or after.</summary>
internal static class Packing
{
    public static byte[] Damaged(byte[] file, byte[] other, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                // Far more behind the content than it announces.
                return Packed([.. file, .. new byte[1 << random.Next(1, random.Next(100) == 0 ? 26 : 16)]]);
            case 1:
                return [.. Packed(file), .. new byte[random.Next(600)]];
            case 2:
                return [.. Packed(file), .. Packed(other)];
            case < 6:
                return Mutations.Apply(Packed(file), Packed(other), random);
            default:
                return Packed(Mutations.Apply(file, other, random));
        }
    }

    /// <summary>How many bytes come out of a packed file before its end, or before what is no packed data.</summary>
    public static long UnpackedLength(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var piece = new byte[1 << 16];
        var length = 0L;
        try
        {
            for (int read; (read = gzip.Read(piece)) > 0;)
                length += read;
        }
        catch (InvalidDataException)
        {
            // What came before was unpacked.
        }

        return length;
    }

    public static byte[] Packed(byte[] content, CompressionLevel level = CompressionLevel.Fastest)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, level))
            gzip.Write(content);
        return stream.ToArray();
    }
}
