using NetGen.Runtime.Tests.Data;

namespace NetGen.Runtime.Tests.Persistence;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_file_is_written_and_nothing_beside_it()
    {
        AtomicFile.Write(_folder["net"], stream => stream.Write([1, 2, 3]));

        Assert.Equal([1, 2, 3], OnlyFile());
    }

    [Fact]
    public void An_old_file_is_replaced_whole()
    {
        _folder.Write("net", new byte[100]);

        AtomicFile.Write(_folder["net"], stream => stream.WriteByte(7));

        Assert.Equal([7], OnlyFile());
    }

    [Fact]
    public void The_old_file_stands_until_the_new_one_is_whole()
    {
        _folder.Write("net", [1]);

        AtomicFile.Write(_folder["net"], stream =>
        {
            stream.WriteByte(2);
            stream.Flush();
            Assert.Equal([1], File.ReadAllBytes(_folder["net"]));
        });

        Assert.Equal([2], OnlyFile());
    }

    [Fact]
    public void A_failing_write_leaves_the_old_file_and_nothing_beside_it()
    {
        _folder.Write("net", [1]);
        var error = new IOException("full");

        var thrown = Assert.Throws<IOException>(() => AtomicFile.Write(_folder["net"], stream =>
        {
            stream.WriteByte(2);
            throw error;
        }));

        Assert.Same(error, thrown);
        Assert.Equal([1], OnlyFile());
    }

    [Fact]
    public void A_failing_first_write_leaves_nothing()
    {
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(_folder["net"], _ => throw new InvalidOperationException()));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void What_killed_writers_left_behind_is_removed_and_nothing_else()
    {
        string[] others = [$"{new string('0', 32)}.tmp", "net.tmp", "net.1.tmp", $"other.{Guid.NewGuid():n}.tmp", $"net.{Guid.NewGuid():n}.tmp.bak"];
        foreach (string other in others)
            _folder.Write(other, [1]);
        for (int i = 0; i < 3; i++)
            _folder.Write($"net.{Guid.NewGuid():n}.tmp", [1]);

        AtomicFile.Write(_folder["net"], stream => stream.WriteByte(2));

        Assert.Equal(others.Append("net").Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_that_is_being_written_is_no_left_over()
    {
        AtomicFile.Write(_folder["net"], outer =>
        {
            outer.WriteByte(1);
            AtomicFile.Write(_folder["net"], inner => inner.WriteByte(2));
            Assert.Equal([2], File.ReadAllBytes(_folder["net"]));
        });

        Assert.Equal([1], OnlyFile());
    }

    [Fact]
    public void A_missing_folder_is_named_and_not_made()
    {
        string path = Path.Combine(_folder["none"], "net");

        var error = Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(path, _ => Assert.Fail("Nothing can be written.")));

        Assert.Equal($"{path}: expected an existing folder to write into, found none at '{_folder["none"]}'.", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_folder_of_that_name_is_refused_and_left()
    {
        Directory.CreateDirectory(_folder["net"]);

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(_folder["net"], stream => stream.WriteByte(1)));

        Assert.Equal($"{_folder["net"]}: expected a file or nothing, found a folder.", error.Message);
        Assert.Equal([_folder["net"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    private byte[] OnlyFile()
    {
        Assert.Equal([_folder["net"]], Directory.GetFileSystemEntries(_folder.Path));
        return File.ReadAllBytes(_folder["net"]);
    }
}
