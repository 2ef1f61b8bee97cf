using NetGen.Runtime.Tests.Data;

namespace NetGen.Runtime.Tests.Persistence;

/// <summary>Many at one file: readers find it whole at any moment, and writers take nothing from each other.</summary>
public sealed class SharedFileTests : IDisposable
{
    private const int Length = 10_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Readers_beside_a_writer_are_never_refused_and_find_a_whole_file()
    {
        const int readers = 16, writes = 50;
        AtomicFile.Write(_folder["net"], stream => stream.Write(Content(0)));
        var writer = Task.Factory.StartNew(
            () =>
            {
                for (var i = 0; i < writes; i++)
                    AtomicFile.Write(_folder["net"], stream => stream.Write(Content(i)));
            },
            TaskCreationOptions.LongRunning);

        Together(readers, _ =>
        {
            for (var i = 0; !writer.IsCompleted; i++)
            {
                // Once as the library reads, once as anybody does.
                using var stream = i % 2 == 0 ? AtomicFile.OpenRead(_folder["net"]) : File.OpenRead(_folder["net"]);
                var content = new byte[Length + 1];
                Assert.Equal(Length, stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false));
                Assert.Equal(-1, content.AsSpan(0, Length).IndexOfAnyExcept(content[0]));
            }
        });

        await writer;
        Assert.Equal([_folder["net"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Writers_of_one_file_never_take_each_others()
    {
        const int writers = 8, writes = 100;

        Together(writers, number =>
        {
            for (var i = 0; i < writes; i++)
                AtomicFile.Write(_folder["net"], stream => stream.Write(Content(number)));
        });

        Assert.Equal([_folder["net"]], Directory.GetFileSystemEntries(_folder.Path));
        var content = File.ReadAllBytes(_folder["net"]);
        Assert.Equal(Content(content[0]), content);
    }

    [Fact]
    public void Who_locks_the_folder_for_something_else_does_not_keep_a_writer_waiting()
    {
        using var folder = Posix.OpenFolder(_folder.Path);
        Assert.True(folder is null || Posix.TryLockAlone(folder));
        _folder.Write($"net.{Guid.NewGuid():n}.tmp", [1]);

        AtomicFile.Write(_folder["net"], stream => stream.WriteByte(2));

        Assert.Equal([2], File.ReadAllBytes(_folder["net"]));
    }

    [Theory]
    [InlineData('n', 240)]
    [InlineData('n', 255)]
    [InlineData('ä', 120)]
    [InlineData('日', 85)]
    public void A_long_name_is_as_good_as_a_short_one(char letter, int length)
    {
        var name = new string(letter, length);
        var leftOver = TemporaryName.New(name);
        Assert.True(TemporaryName.IsOf(leftOver, name));
        _folder.Write(leftOver, [1]);
        // The beginning alone does not make it the same file.
        var other = TemporaryName.New(name[..^1] + 'x');
        _folder.Write(other, [1]);

        AtomicFile.Write(_folder[name], stream => stream.WriteByte(2));

        Assert.Equal([2], File.ReadAllBytes(_folder[name]));
        Assert.Equal(new[] { name, other }.Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    private static byte[] Content(int number)
    {
        var content = new byte[Length];
        content.AsSpan().Fill((byte)number);
        return content;
    }

    private static void Together(int threads, Action<int> work)
    {
        using var start = new Barrier(threads);
        Task.WaitAll(Enumerable.Range(0, threads).Select(number => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                work(number);
            },
            TaskCreationOptions.LongRunning)));
    }
}
