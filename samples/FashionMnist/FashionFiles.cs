namespace FashionMnist;

/// <summary>One of the four files of the data set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Md5">The MD5 that its publisher names, in lower case.</param>
internal sealed record FashionFile(string Name, string Md5);

/// <summary>The four files of the data set, and where they may be.</summary>
internal static class FashionFiles
{
    public static readonly FashionFile TrainImages = new("train-images-idx3-ubyte.gz", "8d4fb7e6c68d591d4c3dfef9ec88bf0d");
    public static readonly FashionFile TrainLabels = new("train-labels-idx1-ubyte.gz", "25c81989df183df01b3e8a0aad5dffbe");
    public static readonly FashionFile TestImages = new("t10k-images-idx3-ubyte.gz", "bef4ecab320f06d8554ea6380940ec79");
    public static readonly FashionFile TestLabels = new("t10k-labels-idx1-ubyte.gz", "bb300cfdad3c16e7a12a480ee83cd310");
    public static readonly FashionFile[] All = [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>Where the Debian package <c>dataset-fashion-mnist</c> puts them.</summary>
    public const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    /// <summary>Where this sample keeps what it downloaded.</summary>
    public static string CacheFolder
    {
        get
        {
            var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return Path.Combine(data.Length > 0 ? data : AppContext.BaseDirectory, "NetGen", "fashion-mnist");
        }
    }

    /// <summary>The files that a folder lacks.</summary>
    public static FashionFile[] MissingIn(string folder) => [.. All.Where(file => !File.Exists(Path.Combine(folder, file.Name)))];
}
