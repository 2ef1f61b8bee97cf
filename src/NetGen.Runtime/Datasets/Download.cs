using System.Globalization;
using System.Security.Cryptography;

namespace NetGen.Datasets;

/// <summary>A file of a data set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">The SHA-256 of the published file, in lower case.</param>
internal sealed record PublishedFile(string Name, string Sha256);

/// <summary>Downloads the files of a data set, and checks what arrives.</summary>
/// <param name="client">Makes the requests.</param>
/// <param name="addresses">Where the files are published; each is tried in turn, and ends with a slash.</param>
/// <param name="folder">Where the files go; it is created.</param>
internal sealed class Download(HttpClient client, IReadOnlyList<string> addresses, string folder)
{
    /// <summary>How long to wait for the next bytes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Downloads one file. It stands in the folder only when it arrived whole and with the right hash.</summary>
    /// <param name="file">The file.</param>
    /// <param name="progress">Is told how many bytes are here.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">No address gave the file; the message says of each why.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task FetchAsync(PublishedFile file, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var failures = new List<DownloadException>();
        foreach (var address in addresses)
        {
            try
            {
                await FetchAsync(file, address, progress, cancellation).ConfigureAwait(false);
                return;
            }
            catch (DownloadException failure)
            {
                failures.Add(failure);
            }
        }

        throw new IOException(
            $"{string.Join(" ", failures.Select(failure => failure.Message))} Nothing of it was kept; try again, or put the file into the folder "
                + $"'{folder}' by other means.",
            failures[0]);
    }

    private async Task FetchAsync(PublishedFile file, string address, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        // A name of its own: two programs may download at once.
        var part = Path.Combine(folder, $"{Path.GetRandomFileName()}.part");
        try
        {
            var hash = await WriteAsync(file.Name, address, part, progress, cancellation).ConfigureAwait(false);
            if (hash != file.Sha256)
                throw new DownloadException($"{address}{file.Name} is not the published file: its SHA-256 is {hash}, expected {file.Sha256}.", null);
            File.Move(part, Path.Combine(folder, file.Name), overwrite: true);
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var reason = failure is HttpRequestException
                ? failure.Message.TrimEnd('.')
                : string.Create(CultureInfo.InvariantCulture, $"no answer for {Patience.TotalSeconds} s");
            throw new DownloadException($"{address}{file.Name} could not be downloaded: {reason}.", failure);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Writes what arrives to a file and returns its SHA-256.</summary>
    private async Task<string> WriteAsync(string name, string address, string path, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        using var response = await client.GetAsync(new Uri(address + name), HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var length = response.Content.Headers.ContentLength;
        using var arriving = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        using var written = File.Create(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        int count;
        while ((count = await ReadAsync().ConfigureAwait(false)) > 0)
        {
            hash.AppendData(buffer, 0, count);
            await written.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            progress?.Report(new(name, written.Position, length));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        async Task<int> ReadAsync()
        {
            patience.CancelAfter(Patience);
            try
            {
                return await arriving.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            }
            catch (IOException lost)
            {
                throw new HttpRequestException($"the connection was lost ({lost.Message})", lost);
            }
            finally
            {
                // A slow disk is not a silent server.
                patience.CancelAfter(Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Why one address did not give a file.</summary>
    private sealed class DownloadException(string message, Exception? inner) : IOException(message, inner);
}
