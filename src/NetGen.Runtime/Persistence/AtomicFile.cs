namespace NetGen;

/// <summary>Replaces files whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file beside <paramref name="path"/> and moves it there once it is on the disk; whatever goes wrong, the old file stays.</summary>
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
        string temporary = $"{full}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
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
