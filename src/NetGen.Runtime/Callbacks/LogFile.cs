namespace NetGen;

/// <summary>
/// A file that a callback writes lines to. After a resume it is cut to where it was when the checkpoint was written, so that no line stands there twice.
/// </summary>
internal sealed class LogFile
{
    private FileStream? _file;
    private long _restoredLength;

    /// <summary>Where the next byte goes.</summary>
    public long Length => _file?.Position ?? 0;

    /// <summary>Throws unless the file can be opened. It changes nothing, and makes no file.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="IOException">There is a folder or something else of that name that is no file, or another program has the file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Check(string path)
    {
        var full = Path.GetFullPath(path);
        TargetFile.ForWriting(path);
        if (TargetFile.Exists(path))
            new FileStream(full, FileMode.Open, FileAccess.ReadWrite, FileShare.Read).Dispose();
    }

    /// <summary>Throws unless a checkpoint's length is the end of a line of the file, or lies beyond the file: someone may have cut or removed it.</summary>
    /// <param name="state">The state.</param>
    /// <param name="path">The file.</param>
    public static void CheckState(TrainingState state, string path)
    {
        var length = state.GetInteger("length", 0, long.MaxValue);
        using var file = TryRead(path);
        if (file is null || length == 0 || length > file.Length)
            return;

        file.Position = length - 1;
        if (file.ReadByte() != '\n')
            throw state.Invalid("length", $"the end of a line of '{path}', or no such file", TrainingState.Text(length));
    }

    /// <summary>What a file starts with; nothing where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">How much of the file is looked at.</param>
    public static byte[] Start(string path, int most)
    {
        using var file = TryRead(path);
        var bytes = new byte[Math.Min(most, file?.Length ?? 0)];
        if (file is null)
            return bytes;

        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file; made if there is none.</param>
    /// <param name="append">Whether to keep what is in it, to which a line end is added where it has none.</param>
    /// <param name="isRestored">Whether a checkpoint says how much of it to keep.</param>
    public void Open(string path, bool append, bool isRestored)
    {
        Check(path);
        _file = new FileStream(TargetFile.ForWriting(path).FullPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var kept = isRestored ? _restoredLength : append ? long.MaxValue : 0;
        _file.SetLength(Math.Min(kept, _file.Length));
        EndLine(_file);
    }

    /// <summary>Writes lines, so that others see them at once.</summary>
    public void Write(ReadOnlySpan<byte> lines)
    {
        _file!.Write(lines);
        _file.Flush();
    }

    public void Close()
    {
        // Where the disk is full, closing throws too.
        var file = _file;
        _file = null;
        file?.Dispose();
    }

    public void Save(TrainingState state) => state.Set("length", Length);

    public void Restore(TrainingState state) => _restoredLength = state.GetInteger("length", 0, long.MaxValue);

    private static FileStream? TryRead(string path) =>
        TargetFile.Exists(path) ? new FileStream(Path.GetFullPath(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;

    // Whoever wrote the file last may have left it so, and two lines would become one.
    private static void EndLine(FileStream file)
    {
        if (file.Length == 0)
            return;

        file.Position = file.Length - 1;
        if (file.ReadByte() != '\n')
            file.WriteByte((byte)'\n');
    }
}
