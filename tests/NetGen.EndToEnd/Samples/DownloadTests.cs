using System.Net;
using System.Security.Cryptography;
using FashionMnist;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Samples;

/// <summary>The download of the Fashion-MNIST sample, against a server that is a function.</summary>
public sealed class DownloadTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * i))];
    private static readonly FashionFile Wanted = new("some-file.gz", Convert.ToHexStringLower(MD5.HashData(Content)));
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_arrives_whole_is_kept()
    {
        var here = 0L;
        long? length = null;
        Uri? address = null;
        var download = Download(request =>
        {
            address = request;
            return new ByteArrayContent(Content);
        });

        await download.FetchAsync(Wanted, (bytes, all) => (here, length) = (bytes, all));

        Assert.Equal(new Uri(FashionDownload.Address + "some-file.gz"), address);
        Assert.Equal(Content, await File.ReadAllBytesAsync(_folder["some-file.gz"]));
        Assert.Equal((Content.Length, Content.Length), (here, length));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_file_with_another_hash_is_not_kept()
    {
        var message = await Failure(_ => new ByteArrayContent(Content[1..]));
        Assert.Contains($"is not the published file: its MD5 is {Convert.ToHexStringLower(MD5.HashData(Content[1..]))}, expected {Wanted.Md5}", message, StringComparison.Ordinal);
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
        var message = await Failure(_ => new StreamContent(new BreakingStream(async stop =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return 0;
        })), patience: 0.2);
        Assert.Contains("some-file.gz could not be downloaded: no answer for 0.2 s", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_the_file_is_named()
    {
        var message = await Failure(_ => null);
        Assert.StartsWith($"{FashionDownload.Address}some-file.gz could not be downloaded: ", message, StringComparison.Ordinal);
        Assert.Contains("404", message, StringComparison.Ordinal);
    }

    private FashionDownload Download(Func<Uri, HttpContent?> serve, double patience = 30) =>
        new(new HttpClient(new Server(serve)), _folder.Path) { Patience = TimeSpan.FromSeconds(patience) };

    /// <summary>The message of a download that fails; no file may be left.</summary>
    private async Task<string> Failure(Func<Uri, HttpContent?> serve, double patience = 30)
    {
        var failure = await Assert.ThrowsAsync<IOException>(() => Download(serve, patience).FetchAsync(Wanted, (_, _) => { }));
        Assert.Empty(Directory.GetFiles(_folder.Path));
        return failure.Message;
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
