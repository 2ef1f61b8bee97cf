namespace NetGen;

/// <summary>A file that a callback writes lines to. After a resume it is cut to where it was when the checkpoint was written, so that no line stands there twice.</summary>
internal sealed class LogFile
{
    private FileStream? _file;
    private long? _resumedLength;

    /// <summary>Where the next byte goes.</summary>
    public long Length => _file?.Position ?? 0;

    /// <summary>Opens the file.</summary>
    /// <param name="path">The file; made if there is none.</param>
    /// <param name="append">Whether to keep what is in it.</param>
    public void Open(string path, bool append)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{path}: expected an existing folder to write into, found none at '{folder}'.");

        _file = new FileStream(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var kept = append ? _file.Length : 0;
        _file.SetLength(_resumedLength is { } length ? Math.Min(length, _file.Length) : kept);
        _file.Position = _file.Length;
        _resumedLength = null;
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
        _file?.Dispose();
        _file = null;
    }

    public void Save(TrainingState state) => state.Set("length", Length);

    public void Restore(TrainingState state) => _resumedLength = state.GetInteger("length");
}
