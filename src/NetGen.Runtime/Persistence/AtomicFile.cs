using Microsoft.Win32.SafeHandles;

namespace NetGen;

/// <summary>Replaces files whole or not at all.</summary>
internal static class AtomicFile
{
    // Where folders cannot be locked, what was not touched for so long is taken for left behind.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Writes a file beside the one that <paramref name="path"/> means and moves it there once it is on the disk; whatever goes wrong, the old file stays.
    /// A symbolic link is followed, to a file that need not be there yet.
    /// </summary>
    /// <remarks>
    /// The new file has the permissions of the old one, and on Linux its owner and group where the process may give files away. Whoever reads has the old
    /// file or the new one and is never kept waiting; of several writers the last one wins. What writers of that file left behind that were killed is
    /// removed first.
    /// </remarks>
    /// <exception cref="IOException">There is no such folder, the path leads to something that is no regular file, or the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its folder takes no new files.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        // Said before anything is written, and in the user's words: the system would name the temporary file.
        var target = TargetFile.ForWriting(path);
        using var folder = Posix.OpenFolder(target.Folder);
        RemoveLeftOvers(target, folder);
        // From here on nobody takes the temporary file for left behind, whoever else writes into this folder.
        if (folder is not null)
            Posix.TryLockTogether(folder);

        var temporary = Path.Combine(target.Folder, TemporaryName.New(target.Name));
        try
        {
            // Closed before it is moved: while it is open, the base library locks it against others.
            using (var stream = Create(temporary, target))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target.FullPath, overwrite: true);
        }
        catch (Exception error)
        {
            TryDelete(temporary);
            if (error is IOException or UnauthorizedAccessException && error.Message.Contains(temporary, StringComparison.Ordinal))
                throw InUsersWords(error, target, temporary);
            throw;
        }
    }

    /// <summary>Opens a file for reading, so that a writer can replace it meanwhile.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static FileStream OpenRead(string path) => Directory.Exists(path)
        ? throw new IOException($"{path}: expected a file, found a folder.")
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Creates the temporary file, which nobody may read who may not read the old one.</summary>
    private static FileStream Create(string temporary, TargetFile target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
        if (OperatingSystem.IsWindows() || !File.Exists(target.FullPath))
            return new FileStream(temporary, options);

        var mode = File.GetUnixFileMode(target.FullPath);
        options.UnixCreateMode = mode & (UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var stream = new FileStream(temporary, options);
        try
        {
            // The owner first: a change of it takes permissions away.
            if (Posix.StatusOf(target.FullPath) is { } old && Posix.StatusOf(temporary) is { } now && (old.User, old.Group) != (now.User, now.Group))
                Posix.TrySetOwner(stream.SafeFileHandle, old.User, old.Group);
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
            return stream;
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Deletes the temporary files of a file that nobody writes any more.</summary>
    /// <remarks>
    /// Every writer has a lock on the folder, from before it makes its temporary file. So once this one has the folder alone, nobody writes what was seen
    /// before.
    /// </remarks>
    private static void RemoveLeftOvers(TargetFile target, SafeFileHandle? folder)
    {
        // Where there is no such lock, who is killed leaves its file behind for good, or for as long as no writer can be so slow.
        if (folder is null && !OperatingSystem.IsWindows())
            return;

        string[] found =
        [
            .. from path in Directory.EnumerateFiles(target.Folder, "*" + TemporaryName.Extension)
               where TemporaryName.IsOf(Path.GetFileName(path), target.Name)
               where folder is not null || DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > LongestPause
               select path,
        ];
        if (found.Length == 0 || (folder is not null && !Posix.TryLockAlone(folder)))
            return;

        foreach (var path in found)
            TryDelete(path);
    }

    private static Exception InUsersWords(Exception error, TargetFile target, string temporary)
    {
        if (error is UnauthorizedAccessException)
            return new UnauthorizedAccessException($"{target.Path}: expected a folder that takes new files, because a file is replaced whole, found "
                + $"no permission for that at '{target.Folder}'.", error);

        var found = error.Message.Replace(temporary, target.Path, StringComparison.Ordinal);
        return new IOException($"{target.Path}: expected a file that can be written, found: {found}", error) { HResult = error.HResult };
    }

    // What went wrong first is what the caller must see.
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }
}
