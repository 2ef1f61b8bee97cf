using NetGen.EndToEnd.Programs;
using NetGen.EndToEnd.SameBits;

namespace NetGen.EndToEnd.Inlining;

/// <summary>
/// No vector operation is left as a call, in anything that trains or predicts, once the JIT has compiled it for good: where 512 bits are not the hardware's,
/// each would be a tree of calls, 20 times slower. The program runs every layer, activation, loss, optimizer and metric, and refuses to run without one.
/// </summary>
public class InliningTests
{
    [Theory]
    [InlineData(1, "EnableAVX512", "1", "(128|256|512)")]
    [InlineData(2, "EnableAVX512", "1", "(128|256|512)")]
    [InlineData(1, "EnableAVX512", "0", "(128|256)")]
    [InlineData(2, "EnableAVX512", "0", "(128|256)")]
    [InlineData(1, "EnableAVX2", "0", "128")]
    [InlineData(2, "EnableAVX2", "0", "128")]
    public void Every_vector_operation_is_inlined(int threads, string setting, string value, string widths)
    {
        var lines = Run("workout", threads, setting, value);
        Assert.Matches($"^threads {threads}, vectors of {widths} bits, heard$", lines[0]);
        Assert.Empty(lines[1..]);
    }

    [Fact]
    public void A_method_with_too_many_operations_is_found()
    {
        var lines = Run("overgrown", threads: 1, "EnableAVX512", "0");
        Assert.Contains(lines, line => line.Contains("Overgrown", StringComparison.Ordinal) && line.Contains("inline exceeds budget", StringComparison.Ordinal));
    }

    private static string[] Run(string what, int threads, string setting, string value)
    {
        using var elsewhere = new TemporaryFolder();
        (string, string)[] settings = [("NetGenThreads", $"{threads}"), ($"DOTNET_{setting}", value), ("DOTNET_TC_CallCountingDelayMs", "0")];
        var result = Dotnet.Run(elsewhere.Path, settings, Trainee.Program, what).ShouldExitWith(0);
        return result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
