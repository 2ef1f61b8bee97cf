namespace NetGen;

/// <summary>A file that a callback writes lines to. After a resume it is cut to where it was when the checkpoint was written, so that no line stands there twice.</summary>
internal sealed class LogFile
{
    private FileStream? _file;
    private long _restoredLength;

    /// <summary>Where the next byte goes.</summary>
    public long Length => _file?.Position ?? 0;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file; made if there is none.</param>
    /// <param name="append">Whether to keep what is in it, to which a line end is added where it has none.</param>
    /// <param name="isRestored">Whether a checkpoint says how much of it to keep.</param>
    public void Open(string path, bool append, bool isRestored)
    {
        _file = new FileStream(TargetFile.ForWriting(path).FullPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var kept = isRestored ? _restoredLength : append ? long.MaxValue : 0;
        _file.SetLength(Math.Min(kept, _file.Length));
        EndLine(_file);
    }

    /// <summary>Whether the file starts with these bytes.</summary>
    public bool StartsWith(ReadOnlySpan<byte> expected)
    {
        var found = new byte[expected.Length];
        _file!.Position = 0;
        var length = _file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
        _file.Position = _file.Length;
        return expected.SequenceEqual(found.AsSpan(0, length));
    }

    /// <summary>The first line of the file, without its end; empty where there is none.</summary>
    public string FirstLine()
    {
        _file!.Position = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        var line = reader.ReadLine() ?? "";
        _file.Position = _file.Length;
        return line;
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

    public void Restore(TrainingState state) => _restoredLength = state.GetInteger("length");

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
