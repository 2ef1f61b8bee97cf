using System.Runtime.InteropServices;

namespace NetGen.Runtime.Tests.Testing;

/// <summary>Which end of guarded floats lies at an unreadable page.</summary>
internal enum Guard
{
    /// <summary>One step past the last float is an access violation.</summary>
    End,

    /// <summary>One step before the first float is an access violation.</summary>
    Start,
}

/// <summary>Floats that touch the end of the process's memory: a step over that end kills the process. What lies beyond their other end is watched for writes.</summary>
/// <remarks>They start as NaN, so that what a kernel did not write shows. Elsewhere than on Linux and Windows both ends are only watched.</remarks>
internal sealed unsafe class GuardedFloats : IDisposable
{
    private const int Watched = 64;
    private const float Canary = -12345.678f;

    private readonly nuint _size;
    private readonly byte* _pages;
    private readonly float* _first;
    private readonly int _length;
    private readonly Guard _guard;

    public GuardedFloats(int length, Guard guard = Guard.End)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint used = ((nuint)(length + Watched) * sizeof(float) + page - 1) / page * page;
        _size = page + used + page;
        _pages = Map(_size);
        float* start = (float*)(_pages + page), end = (float*)(_pages + page + used);
        _first = guard == Guard.Start ? start : end - length;
        _length = length;
        _guard = guard;
        Span.Fill(float.NaN);
        Before.Fill(Canary);
        After.Fill(Canary);
        if (IsProtected)
        {
            Protect(_pages, page);
            Protect(end, page);
        }
    }

    public GuardedFloats(float[] values, Guard guard = Guard.End) : this(values.Length, guard) => values.CopyTo(Span);

    public static bool IsProtected => OperatingSystem.IsLinux() || OperatingSystem.IsWindows();

    public Span<float> Span => new(_first, _length);

    private Span<float> Before => IsProtected && _guard == Guard.Start ? [] : new(_first - Watched, Watched);

    private Span<float> After => IsProtected && _guard == Guard.End ? [] : new(_first + _length, Watched);

    public void AssertNothingElseWritten()
    {
        Assert.False(Before.ContainsAnyExcept(Canary), "Something wrote before the first float.");
        Assert.False(After.ContainsAnyExcept(Canary), "Something wrote past the last float.");
    }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
            munmap(_pages, _size);
        else if (OperatingSystem.IsWindows())
            VirtualFree(_pages, 0, 0x8000 /* MEM_RELEASE */);
        else
            NativeMemory.AlignedFree(_pages);
    }

    private static byte* Map(nuint size)
    {
        void* pages = OperatingSystem.IsLinux() ? mmap(null, size, 3 /* read, write */, 0x22 /* private, anonymous */, -1, 0)
            : OperatingSystem.IsWindows() ? VirtualAlloc(null, size, 0x3000 /* reserve, commit */, 4 /* read, write */)
            : NativeMemory.AlignedAlloc(size, (nuint)Environment.SystemPageSize);
        Assert.True(pages != null && (nint)pages != -1, "There is no memory to guard.");
        return (byte*)pages;
    }

    private static void Protect(void* page, nuint size)
    {
        bool done = OperatingSystem.IsWindows() ? VirtualProtect(page, size, 1 /* no access */, out _) : mprotect(page, size, 0) == 0;
        Assert.True(done, "The guard page could not be protected.");
    }

    [DllImport("libc")]
    private static extern void* mmap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc")]
    private static extern int mprotect(void* address, nuint length, int protection);

    [DllImport("libc")]
    private static extern int munmap(void* address, nuint length);

    [DllImport("kernel32")]
    private static extern void* VirtualAlloc(void* address, nuint size, uint type, uint protection);

    [DllImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool VirtualProtect(void* address, nuint size, uint protection, out uint before);

    [DllImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool VirtualFree(void* address, nuint size, uint type);
}
