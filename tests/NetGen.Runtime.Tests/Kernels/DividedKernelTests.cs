using NetGen.Runtime.Tests.Testing;
using NetGen.Runtime.Tests.Threading;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>Kernels so long that threads divide them: the same bits from any number of threads, and nothing outside the operands.</summary>
[Collection(nameof(ThreadCount))]
public class DividedKernelTests
{
    // Three times the least that the cheapest kernel gives a thread, and an end that fills no vector.
    private const int Length = 3 * 32 * 1024 + 77;

    public static TheoryData<string> Names => [.. KernelCases.All.Values.Where(kernel => !kernel.HasRows).Select(kernel => kernel.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Any_number_of_threads_gives_the_same_bits(string name)
    {
        KernelCase kernel = KernelCases.All[name];
        string alone = Run(kernel, threads: 1, Guard.End);
        foreach (int threads in (int[])[2, 3, 5])
        {
            foreach (Guard guard in Enum.GetValues<Guard>())
                Assert.Equal(alone, Run(kernel, threads, guard));
        }
    }

    private static string Run(KernelCase kernel, int threads, Guard guard)
    {
        using var count = new ThreadCount(threads);
        using var arguments = new Arguments(kernel, rows: 1, Length, guard);
        kernel.Run(arguments);
        arguments.AssertNothingElseWritten();
        return Arguments.Hash([arguments]);
    }
}
