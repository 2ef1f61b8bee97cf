using Spectre.Console;

namespace FashionMnist;

/// <summary>Finds, downloads and reads the data set.</summary>
internal static class FashionData
{
    /// <summary>The folder with the four files: the one asked for, else the cache, else Debian's, else they are downloaded into the cache.</summary>
    /// <exception cref="IOException">The folder asked for lacks a file, or a download failed.</exception>
    public static async Task<string> FindAsync(string? asked)
    {
        if (asked is not null)
        {
            var missing = FashionFiles.MissingIn(asked);
            return missing.Length == 0 ? asked : throw new IOException($"The folder '{asked}' lacks {string.Join(", ", missing.Select(file => file.Name))}.");
        }

        string[] places = [FashionFiles.CacheFolder, FashionFiles.DebianFolder];
        if (places.FirstOrDefault(folder => FashionFiles.MissingIn(folder).Length == 0) is { } found)
            return found;
        await DownloadAsync(FashionFiles.CacheFolder);
        return FashionFiles.CacheFolder;
    }

    /// <summary>Reads images, as values from 0 to 1, and their labels.</summary>
    public static Dataset<int> Read(string folder, FashionFile images, FashionFile labels) =>
        ImageDataset.FromIdx(Path.Combine(folder, images.Name), Path.Combine(folder, labels.Name));

    private static async Task DownloadAsync(string folder)
    {
        Console.WriteLine($"Downloading Fashion-MNIST (30 MB, MIT licence, Zalando SE) to {folder}");
        using var client = new HttpClient();
        var download = new FashionDownload(client, folder);
        await AnsiConsole.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                foreach (var file in FashionFiles.MissingIn(folder))
                {
                    var task = context.AddTask(file.Name);
                    await download.FetchAsync(file, (here, length) =>
                    {
                        task.MaxValue = length ?? here;
                        task.Value = here;
                    });
                }
            });
    }
}
