using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.Versioning;
using NetGen.Runtime.Tests.Data;

namespace NetGen.Runtime.Tests.Persistence;

/// <summary>What a path can lead to beside a plain file: links, files with permissions and owners of their own, and what is no file.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class TargetFileTests : IDisposable
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public void A_link_stays_a_link_and_its_file_is_replaced()
    {
        Directory.CreateDirectory(_folder["other"]);
        foreach (var link in new[] { _folder["other/net"], "other/net", "./other/../other/net" })
        {
            _folder.Write("other/net", [1]);
            Link("link", link);

            AtomicFile.Write(_folder["link"], stream => stream.WriteByte(2));

            Assert.Equal(link, new FileInfo(_folder["link"]).LinkTarget);
            Assert.Equal([2], File.ReadAllBytes(_folder["other/net"]));
            Assert.Null(new FileInfo(_folder["other/net"]).LinkTarget);
            Assert.Equal([_folder["other/net"]], Directory.GetFileSystemEntries(_folder["other"]));
        }
    }

    [UnixFact]
    public void A_chain_of_links_is_followed_to_its_end()
    {
        _folder.Write("net", [1]);
        Link("first", "second");
        Link("second", _folder["net"]);

        AtomicFile.Write(_folder["first"], stream => stream.WriteByte(2));

        Assert.Equal([2], File.ReadAllBytes(_folder["net"]));
        Assert.Equal(("second", _folder["net"]), (new FileInfo(_folder["first"]).LinkTarget, new FileInfo(_folder["second"]).LinkTarget));
    }

    [UnixFact]
    public void The_folder_above_in_a_link_is_that_of_the_real_folder()
    {
        Directory.CreateDirectory(_folder["real/inner"]);
        Link("folder", "real/inner");
        Link("real/inner/link", "../net");

        AtomicFile.Write(_folder["folder/link"], stream => stream.WriteByte(1));

        Assert.Equal([1], File.ReadAllBytes(_folder["real/net"]));
        Assert.False(File.Exists(_folder["net"]));
    }

    [UnixFact]
    public void Where_a_link_leads_nowhere_its_file_is_made()
    {
        Link("link", "net");
        Assert.False(TargetFile.Exists(_folder["link"]));

        AtomicFile.Write(_folder["link"], stream => stream.WriteByte(1));

        Assert.True(TargetFile.Exists(_folder["link"]));
        Assert.Equal([1], File.ReadAllBytes(_folder["net"]));
        Assert.Equal("net", new FileInfo(_folder["link"]).LinkTarget);
    }

    [UnixFact]
    public void Links_to_a_missing_folder_or_to_each_other_are_refused()
    {
        Link("link", "none/net");
        Link("a", "b");
        Link("b", "a");

        Assert.Equal($"{_folder["link"]}: expected an existing folder to write into, found none at '{_folder["none"]}'.", Refused<DirectoryNotFoundException>("link"));
        Assert.Equal($"{_folder["a"]}: expected a file or nothing, found symbolic links that lead to each other.", Refused<IOException>("a"));
        Assert.False(File.Exists(_folder["none/net"]) || Directory.Exists(_folder["none"]));
    }

    [UnixFact]
    public void Permissions_are_kept()
    {
        foreach (var mode in new[] { UnixFileMode.UserRead | UnixFileMode.UserWrite, (UnixFileMode)0b110_110_100, (UnixFileMode)0b111_111_111, (UnixFileMode)0b010_000_000 })
        {
            _folder.Write("net", [1]);
            File.SetUnixFileMode(_folder["net"], mode);

            AtomicFile.Write(_folder["net"], stream =>
            {
                // Not even while it is written may others read what they could not read before.
                var temporary = Directory.GetFiles(_folder.Path, "*.tmp").Single();
                Assert.Equal(mode, File.GetUnixFileMode(temporary));
                stream.WriteByte(2);
            });

            Assert.Equal(mode, File.GetUnixFileMode(_folder["net"]));
            File.SetUnixFileMode(_folder["net"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Assert.Equal([2], File.ReadAllBytes(_folder["net"]));
        }
    }

    [UnixFact]
    public void A_new_file_has_the_permissions_that_new_files_have()
    {
        _folder.Write("other", [1]);

        AtomicFile.Write(_folder["net"], stream => stream.WriteByte(1));

        Assert.Equal(File.GetUnixFileMode(_folder["other"]), File.GetUnixFileMode(_folder["net"]));
    }

    [UnixFact(NeedsRoot = true)]
    public void The_owner_and_the_group_are_kept()
    {
        using (var file = File.OpenHandle(_folder.Write("net", [1])))
            Posix.TrySetOwner(file, 1234, 2345);
        File.SetUnixFileMode(_folder["net"], (UnixFileMode)0b110_100_000);

        AtomicFile.Write(_folder["net"], stream => stream.WriteByte(2));

        var status = Posix.StatusOf(_folder["net"])!.Value;
        Assert.Equal((1234u, 2345u), (status.User, status.Group));
        Assert.Equal((UnixFileMode)0b110_100_000, File.GetUnixFileMode(_folder["net"]));
        Assert.Equal([2], File.ReadAllBytes(_folder["net"]));
    }

    [UnixFact]
    public void What_is_no_regular_file_is_refused_and_left()
    {
        using (var process = Process.Start("mkfifo", _folder["pipe"]))
            process.WaitForExit();
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["socket"]));
        Link("device", "/dev/null");
        Link("link", "pipe");

        Assert.Equal($"{_folder["pipe"]}: expected a regular file or nothing, found a pipe.", Refused<IOException>("pipe"));
        Assert.Equal($"{_folder["link"]}: expected a regular file or nothing, found a pipe.", Refused<IOException>("link"));
        Assert.Equal($"{_folder["socket"]}: expected a regular file or nothing, found a socket.", Refused<IOException>("socket"));
        Assert.Equal($"{_folder["device"]}: expected a regular file or nothing, found a device.", Refused<IOException>("device"));
        Assert.Equal("a pipe", Posix.StatusOf(_folder["pipe"])?.OtherKind);
        Assert.Equal("a device", Posix.StatusOf("/dev/null")?.OtherKind);
        Assert.Equal(["device", "link", "pipe", "socket"], Directory.GetFileSystemEntries(_folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [UnixFact]
    public void A_read_only_file_is_refused_and_left_even_for_the_superuser()
    {
        _folder.Write("net", [1]);
        File.SetUnixFileMode(_folder["net"], ReadOnly);
        Link("link", "net");

        Assert.Equal($"{_folder["net"]}: expected a file that may be written, found a read-only one; it was left as it is.", Refused<UnauthorizedAccessException>("net"));
        Assert.StartsWith(_folder["link"], Refused<UnauthorizedAccessException>("link"));

        Assert.Equal(ReadOnly, File.GetUnixFileMode(_folder["net"]));
        Assert.Equal([1], File.ReadAllBytes(_folder["net"]));
    }

    [UnixFact]
    public void Messages_name_the_users_file_and_not_the_temporary_one()
    {
        // No folder for files, whoever asks.
        const string path = "/proc/net.safetensors";

        var error = Record.Exception(() => AtomicFile.Write(path, _ => Assert.Fail("Nothing can be written.")));

        Assert.NotNull(error);
        Assert.True(error is IOException or UnauthorizedAccessException, error.ToString());
        Assert.StartsWith($"{path}: expected ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", error.Message, StringComparison.Ordinal);
    }

    private void Link(string name, string target)
    {
        File.Delete(_folder[name]);
        File.CreateSymbolicLink(_folder[name], target);
    }

    private string Refused<TException>(string name)
        where TException : Exception =>
        Assert.Throws<TException>(() => AtomicFile.Write(_folder[name], _ => Assert.Fail("Nothing may be written."))).Message;
}
