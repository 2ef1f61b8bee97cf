namespace NetGen;

/// <summary>Replaces files whole or not at all.</summary>
internal static class AtomicFile
{
    private const string Extension = ".tmp";

    /// <summary>Writes a file beside <paramref name="path"/> and moves it there once it is on the disk; whatever goes wrong, the old file stays.</summary>
    /// <remarks>What writers of that file left behind that were killed is removed first.</remarks>
    /// <exception cref="IOException">There is no such folder, a folder has that name, or the file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        // Said before anything is written, and in the user's words: the system would name the temporary file.
        string? folder = Path.GetDirectoryName(full);
        if (folder is not null && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{path}: expected an existing folder to write into, found none at '{folder}'.");
        if (Directory.Exists(full))
            throw new IOException($"{path}: expected a file or nothing, found a folder.");
        RemoveLeftOvers(folder, Path.GetFileName(full));
        string temporary = $"{full}.{Guid.NewGuid():n}{Extension}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
                // Moved before it is closed where the system can, so that no other writer takes it for a left-over.
                if (!OperatingSystem.IsWindows())
                    File.Move(temporary, full, overwrite: true);
            }

            if (OperatingSystem.IsWindows())
                File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    /// <summary>Deletes the temporary files of a file whose writers no longer hold them.</summary>
    private static void RemoveLeftOvers(string? folder, string name)
    {
        if (folder is null)
            return;

        foreach (string path in Directory.EnumerateFiles(folder, "*" + Extension))
        {
            if (!IsTemporaryOf(Path.GetFileName(path.AsSpan()), name))
                continue;

            try
            {
                // A file that is being written cannot be opened like this.
                using var held = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                if (!OperatingSystem.IsWindows())
                    File.Delete(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            if (OperatingSystem.IsWindows())
                TryDelete(path);
        }
    }

    private static bool IsTemporaryOf(ReadOnlySpan<char> file, string name) =>
        file.Length > name.Length + 1 + Extension.Length
        && file.StartsWith(name, StringComparison.Ordinal)
        && file[name.Length] == '.'
        && Guid.TryParseExact(file[(name.Length + 1)..^Extension.Length], "n", out _);

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
