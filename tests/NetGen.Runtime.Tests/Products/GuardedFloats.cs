using System.Runtime.InteropServices;

namespace NetGen.Runtime.Tests.Products;

/// <summary>Floats that end where the memory of the process ends: one step past the last is an access violation. What lies before them is watched.</summary>
/// <remarks>Elsewhere than on Linux and Windows both sides are only watched for writes.</remarks>
internal sealed unsafe class GuardedFloats : IDisposable
{
    private const int Watched = 64;
    private const float Canary = -12345.678f;

    private readonly nuint _size;
    private readonly byte* _pages;
    private readonly float* _first;
    private readonly int _length;

    public GuardedFloats(int length)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint used = ((nuint)(length + Watched) * sizeof(float) + page - 1) / page * page;
        _size = used + page;
        _pages = Map(_size);
        float* end = (float*)(_pages + used);
        _first = end - length;
        _length = length;
        new Span<float>(_first - Watched, Watched).Fill(Canary);
        if (IsProtected)
            Protect(end, page);
        else
            new Span<float>(end, Watched).Fill(Canary);
    }

    public GuardedFloats(float[] values) : this(values.Length) => values.CopyTo(Span);

    public static bool IsProtected => OperatingSystem.IsLinux() || OperatingSystem.IsWindows();

    public Span<float> Span => new(_first, _length);

    public void AssertNothingElseWritten()
    {
        foreach (float watched in new ReadOnlySpan<float>(_first - Watched, Watched))
            Assert.Equal(Canary, watched);
        if (!IsProtected)
        {
            foreach (float watched in new ReadOnlySpan<float>(_first + _length, Watched))
                Assert.Equal(Canary, watched);
        }
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
