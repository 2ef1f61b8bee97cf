using System.Runtime.CompilerServices;

namespace NetGen.Runtime.Tests.Testing;

/// <summary>The watch itself can fail.</summary>
public class GuardedFloatsTests
{
    [Fact]
    public void The_watch_notices_a_write_before_the_floats()
    {
        using var floats = new GuardedFloats(3, Guard.End);
        floats.AssertNothingElseWritten();
        Unsafe.Add(ref floats.Span[0], -1) = 0;
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(floats.AssertNothingElseWritten);
    }

    [Fact]
    public void The_watch_notices_a_write_past_the_floats()
    {
        using var floats = new GuardedFloats(3, Guard.Start);
        floats.AssertNothingElseWritten();
        Unsafe.Add(ref floats.Span[0], 3) = 0;
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(floats.AssertNothingElseWritten);
    }

    [Fact]
    public unsafe void The_guarded_end_lies_at_a_page()
    {
        foreach (int length in (int[])[0, 1, 130, 1023, 1024, 1025])
        {
            using GuardedFloats ending = new(length, Guard.End), starting = new(length, Guard.Start);
            fixed (float* end = ending.Span, start = starting.Span)
            {
                Assert.Equal(0, (nint)(end + length) % Environment.SystemPageSize);
                Assert.Equal(0, (nint)start % Environment.SystemPageSize);
            }
        }
    }
}
