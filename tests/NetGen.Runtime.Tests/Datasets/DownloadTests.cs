using System.Net;
using System.Security.Cryptography;
using NetGen.Datasets;
using NetGen.Runtime.Tests.Data;

namespace NetGen.Runtime.Tests.Datasets;

/// <summary>The download of a data set, against a server that is a function.</summary>
public sealed class DownloadTests : IDisposable
{
    private const string First = "http://first.example/data/";
    private const string Second = "http://second.example/";

    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * i))];
    private static readonly PublishedFile Wanted = new("some-file.gz", Hash(Content));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_arrives_whole_is_kept()
    {
        Uri? address = null;
        var progress = new LastReport();
        var download = Make(request =>
        {
            address = request;
            return new ByteArrayContent(Content);
        });

        await download.FetchAsync(Wanted, progress, default);

        Assert.Equal(new Uri(First + "some-file.gz"), address);
        Assert.Equal(Content, await File.ReadAllBytesAsync(_folder["some-file.gz"]));
        Assert.Equal(new DownloadProgress("some-file.gz", Content.Length, Content.Length), progress.Last);
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task Where_one_address_fails_the_next_is_asked()
    {
        var download = Make(request => request.Host == "second.example" ? new ByteArrayContent(Content) : new ByteArrayContent(Content[1..]));

        await download.FetchAsync(Wanted, null, default);

        Assert.Equal(Content, await File.ReadAllBytesAsync(_folder["some-file.gz"]));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_file_with_another_hash_is_not_kept()
    {
        var message = await Failure(_ => new ByteArrayContent(Content[1..]));
        Assert.Contains($"{First}some-file.gz is not the published file: its SHA-256 is {Hash(Content[1..])}, expected {Wanted.Sha256}.", message, StringComparison.Ordinal);
        Assert.Contains($"{Second}some-file.gz is not the published file", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_connection_leaves_nothing()
    {
        var message = await Failure(_ => new StreamContent(new BreakingStream(_ => throw new IOException("reset by the peer"))));
        Assert.Contains("some-file.gz could not be downloaded: the connection was lost (reset by the peer)", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left()
    {
        var message = await Failure(_ => new StreamContent(new BreakingStream(WaitForEver)), patience: 0.2);
        Assert.Contains("some-file.gz could not be downloaded: no answer for 0.2 s", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_the_file_is_named()
    {
        var message = await Failure(_ => null);
        Assert.StartsWith($"{First}some-file.gz could not be downloaded: ", message, StringComparison.Ordinal);
        Assert.Contains("404", message, StringComparison.Ordinal);
        Assert.Contains("Nothing of it was kept", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_the_message_says_so()
    {
        var message = await Failure(_ => throw new HttpRequestException("No such host is known."));
        Assert.StartsWith($"{First}some-file.gz could not be downloaded: No such host is known. {Second}some-file.gz could not", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cancels_is_not_told_of_a_silent_server()
    {
        using var stop = new CancellationTokenSource();
        var download = Make(_ => new StreamContent(new BreakingStream(token =>
        {
            stop.Cancel();
            return WaitForEver(token);
        })));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download.FetchAsync(Wanted, null, stop.Token));

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static async Task<int> WaitForEver(CancellationToken stop)
    {
        await Task.Delay(Timeout.Infinite, stop);
        return 0;
    }

    private Download Make(Func<Uri, HttpContent?> serve, double patience = 30) =>
        new(new HttpClient(new Server(serve)), [First, Second], _folder.Path) { Patience = TimeSpan.FromSeconds(patience) };

    /// <summary>The message of a download that fails; no file may be left.</summary>
    private async Task<string> Failure(Func<Uri, HttpContent?> serve, double patience = 30)
    {
        var failure = await Assert.ThrowsAsync<IOException>(() => Make(serve, patience).FetchAsync(Wanted, null, default));
        Assert.Empty(Directory.GetFiles(_folder.Path));
        return failure.Message;
    }

    private sealed class LastReport : IProgress<DownloadProgress>
    {
        public DownloadProgress Last { get; private set; }

        public void Report(DownloadProgress value) => Last = value;
    }

    private sealed class Server(Func<Uri, HttpContent?> serve) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(serve(request.RequestUri!) is { } content
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = content }
                : new HttpResponseMessage(HttpStatusCode.NotFound));
    }

    /// <summary>Gives a part of the content, then does something else.</summary>
    private sealed class BreakingStream(Func<CancellationToken, Task<int>> next) : MemoryStream(Content, 0, Content.Length / 2)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? await base.ReadAsync(buffer, cancellationToken) : await next(cancellationToken);
    }
}
