namespace NetGen.Persistence;

/// <summary>Replaces files in one step.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file beside <paramref name="path"/>, to the disk, then gives it that name; on failure the old file is as it was.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            // What went wrong matters more than a temporary file that cannot be removed either.
            try
            {
                File.Delete(temporary);
            }
            catch (IOException)
            {
            }
            catch (UnauthorizedAccessException)
            {
            }

            throw;
        }
    }
}
