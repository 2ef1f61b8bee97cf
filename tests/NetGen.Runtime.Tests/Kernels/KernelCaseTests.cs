using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NetGen.Runtime.Tests.Losses;
using NetGen.Runtime.Tests.Optimizers;
using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>What holds for every kernel but the products: bounds, formula, in place, allocations and bits, each at every size.</summary>
[Collection(AnyShape.Collection)]
public class KernelCaseTests
{
    private static readonly Dictionary<string, KernelCase> Cases =
        new[] { ElementwiseCases.All, RowCases.All, LossCases.All, OptimizerCases.All }.SelectMany(cases => cases).ToDictionary(kernel => kernel.Name);

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> NamesInPlace => [.. Cases.Values.Where(kernel => kernel.InPlace.Length > 0).Select(kernel => kernel.Name)];

    public static TheoryData<string> NamesThatAllocateNothing => [.. Cases.Values.Where(kernel => !kernel.RunAllocates).Select(kernel => kernel.Name)];

    [Theory, MemberData(nameof(Names))]
    public void It_stays_inside_its_operands_and_near_its_formula(string name)
    {
        KernelCase kernel = Cases[name];
        foreach (var (rows, width) in kernel.Sizes())
        {
            foreach (Guard guard in Enum.GetValues<Guard>())
            {
                using var arguments = new Arguments(kernel, rows, width, guard);
                kernel.Run(arguments);
                arguments.AssertNothingElseWritten();
                Expected expected = kernel.Expect(rows, width, arguments.Start);
                float[][] outputs = [.. arguments.Outputs()];
                Assert.Equal(expected.Operands.Length, outputs.Length);
                for (int output = 0; output < outputs.Length; output++)
                    Check(expected.Operands[output], [.. outputs[output].Select(value => (double)value)], $"{name} of {rows} x {width}, output {output}");
                Check(expected.Results, arguments.Results, $"{name} of {rows} x {width}, result");
            }
        }
    }

    [Theory, MemberData(nameof(NamesInPlace))]
    public void In_place_it_gives_the_same_bits(string name)
    {
        KernelCase kernel = Cases[name];
        foreach (var (rows, width) in kernel.Sizes())
        {
            using var apart = new Arguments(kernel, rows, width, Guard.End);
            kernel.Run(apart);
            foreach (var shared in kernel.InPlace)
            {
                using var together = new Arguments(kernel, rows, width, Guard.End, shared);
                kernel.Run(together);
                together.AssertNothingElseWritten();
                Assert.Equal(Hash(apart), Hash(together));
            }
        }
    }

    [Theory, MemberData(nameof(NamesThatAllocateNothing))]
    public void It_allocates_nothing(string name)
    {
        KernelCase kernel = Cases[name];
        using var arguments = new Arguments(kernel, kernel.HasRows ? 5 : 1, 130, Guard.End);
        kernel.Run(arguments);
        Assert.Equal(0, AllocatedBy(kernel.Run, arguments));
    }

    [Fact]
    public void An_allocation_would_be_seen()
    {
        KernelCase kernel = Cases["adam"];
        using var arguments = new Arguments(kernel, 1, 130, Guard.End);
        Assert.True(AllocatedBy(kernel.Run, arguments) > 0);
    }

    private static long AllocatedBy(Action<Arguments> run, Arguments arguments)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            run(arguments);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Check(Near[] expected, double[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
            expected[i].Check(actual[i], $"{what} {i}");
    }

    private static string Hash(params IEnumerable<Arguments> runs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Arguments arguments in runs)
        {
            foreach (float[] output in arguments.Outputs())
                hash.AppendData(MemoryMarshal.AsBytes(output.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes(arguments.Results.AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..16];
    }
}
