using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetGen;

/// <summary>The few calls of a Unix system for which the base library has no method. Where the system lacks one, the answer is that nothing is known.</summary>
internal static partial class Posix
{
    private const string Library = "libc";
    private const int WriteAccess = 2;
    private const int SharedLock = 1;
    private const int ExclusiveLock = 2;
    private const int WithoutWaiting = 4;
    private const int MostTries = 100;
    private const uint Unchanged = uint.MaxValue;

    // A browser has files too, but none of these calls.
    private static readonly bool IsUnix = !OperatingSystem.IsWindows() && !OperatingSystem.IsBrowser() && !OperatingSystem.IsWasi();

    /// <summary>Kind, permissions and owner of what a path leads to, links followed; null where it leads nowhere, or the system does not tell.</summary>
    public static unsafe FileStatus? StatusOf(string path)
    {
        // The one call of its kind whose answer looks the same on every processor.
        const int currentFolder = -100, answerLength = 256, user = 20, group = 24, mode = 28;
        const uint kindModeAndOwner = 0x1 | 0x2 | 0x8 | 0x10;
        if (!OperatingSystem.IsLinux())
            return null;

        var answer = stackalloc byte[answerLength];
        try
        {
            return StatX(currentFolder, path, 0, kindModeAndOwner, answer) == 0
                ? new(*(ushort*)(answer + mode), *(uint*)(answer + user), *(uint*)(answer + group))
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether this process may write to a file that is there.</summary>
    public static bool MayWrite(string path) => !IsUnix || Access(path, WriteAccess) == 0;

    /// <summary>Gives an open file an owner and a group, as far as the system lets this process do so: to give a file away takes privileges.</summary>
    public static void TrySetOwner(SafeFileHandle file, uint user, uint group)
    {
        if (ChangeOwner(file, user, group) != 0)
            _ = ChangeOwner(file, Unchanged, group);
    }

    /// <summary>Opens a folder, so that it can be locked; null where that is not possible.</summary>
    public static SafeFileHandle? OpenFolder(string path)
    {
        if (!IsUnix)
            return null;

        // Closed in programs that this one starts: they would hold the lock as long as they run.
        var closeOnStart = OperatingSystem.IsLinux() ? 0x80000 : OperatingSystem.IsMacOS() ? 0x1000000 : OperatingSystem.IsFreeBSD() ? 0x100000 : 0;
        var descriptor = Open(path, closeOnStart);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>Takes a lock that keeps all others away, unless another has one.</summary>
    public static bool TryLockAlone(SafeFileHandle file) => IsUnix && Lock(file, ExclusiveLock | WithoutWaiting) == 0;

    /// <summary>Takes a lock that many can have at once, in place of the one that it has.</summary>
    /// <returns>
    /// Whether it came about; where another keeps the lock to itself, which need not be a program of this kind, it is not waited for without end.
    /// </returns>
    public static bool TryLockTogether(SafeFileHandle file)
    {
        if (!IsUnix)
            return false;

        for (var tries = 0; tries < MostTries; tries++)
        {
            if (Lock(file, SharedLock | WithoutWaiting) == 0)
                return true;
            Thread.Sleep(1);
        }

        return false;
    }

    [LibraryImport(Library, EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatX(int folder, string path, int flags, uint mask, byte* answer);

    [LibraryImport(Library, EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);

    [LibraryImport(Library, EntryPoint = "fchown")]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);

    [LibraryImport(Library, EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "flock")]
    private static partial int Lock(SafeFileHandle file, int operation);
}

/// <summary>What the system says of a file.</summary>
/// <param name="Mode">Its kind and its permissions.</param>
/// <param name="User">Who owns it.</param>
/// <param name="Group">Which group it belongs to.</param>
internal readonly record struct FileStatus(int Mode, uint User, uint Group)
{
    private const int Kind = 0xF000;

    /// <summary>What it is where it is no regular file; null where it is one.</summary>
    public string? OtherKind => (Mode & Kind) switch
    {
        0x8000 => null,
        0x1000 => "a pipe",
        0x2000 or 0x6000 => "a device",
        0x4000 => "a folder",
        0xC000 => "a socket",
        _ => "something else",
    };
}
