namespace NetGen.Datasets;

/// <summary>Fashion-MNIST: grey images of clothes, 28 x 28 pixels, ten classes; 60,000 to train on and 10,000 to test on. Downloaded once, 30 MB.</summary>
/// <remarks>
/// Han Xiao, Kashif Rasul, Roland Vollgraf, Zalando Research, 2017, MIT licence, https://github.com/zalandoresearch/fashion-mnist.
/// </remarks>
public static class FashionMnist
{
    internal const string TrainImages = "train-images-idx3-ubyte.gz";
    internal const string TrainLabels = "train-labels-idx1-ubyte.gz";
    internal const string TestImages = "t10k-images-idx3-ubyte.gz";
    internal const string TestLabels = "t10k-labels-idx1-ubyte.gz";

    private const int Pixels = 28 * 28;

    /// <summary>Where the Debian package <c>dataset-fashion-mnist</c> puts the files.</summary>
    private const string DebianFolder = "/usr/share/datasets/fashion-mnist";

    /// <summary>The four files, with what their SHA-256 must be: that of the files whose MD5 the authors name in their README.</summary>
    internal static readonly PublishedFile[] Files =
    [
        new(TrainImages, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        new(TrainLabels, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        new(TestImages, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        new(TestLabels, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
    ];

    /// <summary>Where the authors publish them: their README's address, then the repository itself.</summary>
    private static readonly string[] Addresses =
    [
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
    ];

    /// <summary>What the classes are called, by class index.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>Where the files are kept unless a folder is named: <c>NetGen/fashion-mnist</c> in the user's local application data.</summary>
    public static string CacheFolder => DataFolder.Of("fashion-mnist");

    /// <summary>Reads the data set, and downloads what is missing.</summary>
    /// <param name="folder">
    /// Where the four files are, or go. Null for the first of these that has them all: <see cref="CacheFolder"/>, and where Debian's package
    /// <c>dataset-fashion-mnist</c> puts them; where neither has, they go into the first.
    /// </param>
    /// <param name="download">Whether to download what is missing; false to refuse instead.</param>
    /// <returns>60,000 samples and 10,000, of 784 values from 0 to 1, row by row, with the class index.</returns>
    /// <exception cref="IOException">
    /// A file is missing and may not be downloaded, or could not be, or what arrived is not the published file; nothing of it was kept.
    /// </exception>
    /// <exception cref="InvalidDataException">A file that was there already is damaged, or is another; the message names it.</exception>
    public static (Dataset<int> Train, Dataset<int> Test) Load(string? folder = null, bool download = true) =>
        // On a thread of the pool: whoever waits here may hold what the continuations would need.
        Task.Run(() => LoadAsync(folder, download)).GetAwaiter().GetResult();

    /// <summary>As <see cref="Load"/>, without blocking the caller while files are downloaded.</summary>
    /// <param name="folder">Where the four files are, or go; null for the usual places.</param>
    /// <param name="download">Whether to download what is missing; false to refuse instead.</param>
    /// <param name="progress">Is told how a download goes, on any thread.</param>
    /// <param name="cancellation">Ends a download; nothing of the file under way is kept.</param>
    /// <returns>60,000 samples and 10,000, of 784 values from 0 to 1, row by row, with the class index.</returns>
    /// <exception cref="IOException">
    /// A file is missing and may not be downloaded, or could not be, or what arrived is not the published file; nothing of it was kept.
    /// </exception>
    /// <exception cref="InvalidDataException">A file that was there already is damaged, or is another; the message names it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<(Dataset<int> Train, Dataset<int> Test)> LoadAsync(
        string? folder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        string[] places = folder is null ? [CacheFolder, DebianFolder] : [folder];
        var found = Array.Find(places, place => MissingIn(place).Length == 0) ?? places[0];
        if (MissingIn(found) is { Length: > 0 } missing)
        {
            if (!download)
                throw new IOException($"The folder '{found}' lacks {string.Join(", ", missing.Select(file => file.Name))}.");

            using var client = new HttpClient();
            var fetch = new Download(client, Addresses, found);
            foreach (var file in missing)
                await fetch.FetchAsync(file, progress, cancellation).ConfigureAwait(false);
        }

        cancellation.ThrowIfCancellationRequested();
        return (Read(found, TrainImages, TrainLabels), Read(found, TestImages, TestLabels));
    }

    private static PublishedFile[] MissingIn(string folder) => [.. Files.Where(file => !File.Exists(Path.Combine(folder, file.Name)))];

    private static Dataset<int> Read(string folder, string images, string labels)
    {
        var data = ImageDataset.FromIdx(Path.Combine(folder, images), Path.Combine(folder, labels));
        return data.SampleLength == Pixels
            ? data.WithClassNames(ClassNames)
            : throw new InvalidDataException($"{Path.Combine(folder, images)}: expected images of 28 x 28 pixels, found {data.SampleLength} pixels.");
    }
}
