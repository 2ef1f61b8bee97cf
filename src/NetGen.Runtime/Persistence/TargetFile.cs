namespace NetGen;

/// <summary>The file that a path means, symbolic links followed, once it is known that it may be written.</summary>
/// <param name="path">The path as the user gave it, which messages show.</param>
/// <param name="fullPath">Where the file is or will be; no link.</param>
internal sealed class TargetFile(string path, string fullPath)
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>The path as the user gave it.</summary>
    public string Path => path;

    /// <summary>Where the file is or will be; no link.</summary>
    public string FullPath => fullPath;

    /// <summary>The folder that it is in.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(fullPath) ?? fullPath;

    /// <summary>Its name in the folder.</summary>
    public string Name => System.IO.Path.GetFileName(fullPath);

    /// <summary>Whether there is a file, and not just a link that leads nowhere.</summary>
    public static bool Exists(string path) => File.Exists(path) && File.Exists(Follow(path));

    /// <summary>Where a path leads, whether there is something or not.</summary>
    public static string Follow(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (new FileInfo(full).LinkTarget is null)
            return full;
        if (OperatingSystem.IsWindows())
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;

        // Name by name, as the system does it: a '..' in a link means the folder above the real one.
        var (at, links) = ("/", 0);
        var rest = new Stack<string>(full.Split('/').Reverse());
        while (rest.TryPop(out var name))
        {
            if (name is "" or ".")
                continue;

            var next = name == ".." ? System.IO.Path.GetDirectoryName(at) ?? "/" : System.IO.Path.Join(at, name);
            if (name == ".." || new FileInfo(next).LinkTarget is not { } target)
            {
                at = next;
                continue;
            }

            if (++links > MostLinks)
                throw new IOException($"{path}: expected a file or nothing, found symbolic links that lead to each other.");
            if (target.StartsWith('/'))
                at = "/";
            foreach (var part in target.Split('/').Reverse())
                rest.Push(part);
        }

        return at;
    }

    /// <summary>Finds the file that a path means. Nothing is changed.</summary>
    /// <exception cref="IOException">There is no such folder, or the path leads to something that is no regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only.</exception>
    public static TargetFile ForWriting(string path)
    {
        var target = new TargetFile(path, Follow(path));
        CheckFolder(path, target.Folder);
        if (Directory.Exists(target.FullPath))
            throw new IOException($"{path}: expected a file or nothing, found a folder.");
        // Of the path itself: what leads to a pipe need not have a name of its own.
        if (Posix.StatusOf(System.IO.Path.GetFullPath(path))?.OtherKind is { } kind)
            throw new IOException($"{path}: expected a regular file or nothing, found {kind}.");
        if (File.Exists(target.FullPath) && IsReadOnly(target.FullPath))
            throw new UnauthorizedAccessException($"{path}: expected a file that may be written, found a read-only one; it was left as it is.");
        return target;
    }

    /// <summary>Throws unless the folder is there that a file is to be written into.</summary>
    /// <param name="path">The file as the user gave it.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">It is not.</exception>
    public static void CheckFolder(string path, string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{path}: expected an existing folder to write into, found none at '{folder}'.");
    }

    private static bool IsReadOnly(string file)
    {
        if (OperatingSystem.IsWindows())
            return (File.GetAttributes(file) & FileAttributes.ReadOnly) != 0;

        // The first half is for the superuser, who may write whatever the permissions say.
        const UnixFileMode anyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        return (File.GetUnixFileMode(file) & anyWrite) == 0 || !Posix.MayWrite(file);
    }
}
