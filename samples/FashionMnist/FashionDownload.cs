using System.Globalization;
using System.Security.Cryptography;

namespace FashionMnist;

/// <summary>Downloads the data set from where its authors (Zalando Research) publish it, and checks what arrives.</summary>
/// <param name="client">Makes the requests.</param>
/// <param name="folder">Where the files go; it is created.</param>
internal sealed class FashionDownload(HttpClient client, string folder)
{
    /// <summary>The address in the data set's own README (github.com/zalandoresearch/fashion-mnist).</summary>
    public const string Address = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";

    private const string Advice = "Nothing of it was kept; try again, or name a folder that has the files with --data.";

    /// <summary>How long to wait for the next bytes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Downloads one file. It stands in the folder only when it arrived whole and with the right hash.</summary>
    /// <param name="file">The file.</param>
    /// <param name="progress">Is told how many bytes are here and how many there are, where the server says.</param>
    /// <exception cref="IOException">The connection failed, or what arrived is not the file.</exception>
    public async Task FetchAsync(FashionFile file, Action<long, long?> progress)
    {
        Directory.CreateDirectory(folder);
        var target = Path.Combine(folder, file.Name);
        // A name of its own: two runs may download at once.
        var part = Path.Combine(folder, $"{Path.GetRandomFileName()}.part");
        try
        {
            var md5 = await WriteAsync(file, part, progress);
            if (md5 != file.Md5)
                throw new IOException($"{Address}{file.Name} is not the published file: its MD5 is {md5}, expected {file.Md5}. {Advice}");
            File.Move(part, target, overwrite: true);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            var reason = failure is HttpRequestException
                ? failure.Message.TrimEnd('.')
                : string.Create(CultureInfo.InvariantCulture, $"no answer for {Patience.TotalSeconds} s");
            throw new IOException($"{Address}{file.Name} could not be downloaded: {reason}. {Advice}", failure);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Writes what arrives to a file and returns its MD5.</summary>
    private async Task<string> WriteAsync(FashionFile file, string path, Action<long, long?> progress)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var response = await client.GetAsync(new Uri(Address + file.Name), HttpCompletionOption.ResponseHeadersRead, patience.Token);
        response.EnsureSuccessStatusCode();
        var length = response.Content.Headers.ContentLength;
        await using var arriving = await response.Content.ReadAsStreamAsync(patience.Token);
        await using var written = File.Create(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var buffer = new byte[81920];
        int count;
        while ((count = await ReadAsync()) > 0)
        {
            hash.AppendData(buffer, 0, count);
            await written.WriteAsync(buffer.AsMemory(0, count));
            progress(written.Position, length);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        async Task<int> ReadAsync()
        {
            patience.CancelAfter(Patience);
            try
            {
                return await arriving.ReadAsync(buffer, patience.Token);
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
}
