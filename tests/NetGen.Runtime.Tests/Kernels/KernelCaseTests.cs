using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>What holds for every kernel but the products: bounds, formula, in place and allocations, each at every size.</summary>
public class KernelCaseTests
{
    public static TheoryData<string> Names => [.. KernelCases.All.Keys];

    public static TheoryData<string> NamesInPlace => [.. Of(kernel => kernel.InPlace.Length > 0)];

    public static TheoryData<string> NamesThatAllocateNothing => [.. Of(kernel => !kernel.RunAllocates)];

    [Theory, MemberData(nameof(Names))]
    public void It_stays_inside_its_operands_and_near_its_formula(string name)
    {
        KernelCase kernel = KernelCases.All[name];
        foreach (var (rows, width) in kernel.Sizes())
        {
            using Arguments ending = new(kernel, rows, width, Guard.End), starting = new(kernel, rows, width, Guard.Start);
            Expected expected = kernel.Expect(rows, width, ending.Start);
            foreach (Arguments arguments in (Arguments[])[ending, starting])
            {
                kernel.Run(arguments);
                arguments.AssertNothingElseWritten();
                Check(expected, arguments, $"{name} of {rows} x {width}");
            }
        }
    }

    [Theory, MemberData(nameof(NamesInPlace))]
    public void In_place_it_gives_the_same_bits(string name)
    {
        KernelCase kernel = KernelCases.All[name];
        foreach (var (rows, width) in kernel.Sizes())
        {
            using var apart = new Arguments(kernel, rows, width, Guard.End);
            kernel.Run(apart);
            foreach (var shared in kernel.InPlace)
            {
                using var together = new Arguments(kernel, rows, width, Guard.End, shared);
                kernel.Run(together);
                together.AssertNothingElseWritten();
                Assert.Equal(Arguments.Hash([apart]), Arguments.Hash([together]));
            }
        }
    }

    [Theory, MemberData(nameof(NamesThatAllocateNothing))]
    public void It_allocates_nothing(string name)
    {
        KernelCase kernel = KernelCases.All[name];
        using var arguments = new Arguments(kernel, kernel.HasRows ? 5 : 1, 130, Guard.End);
        kernel.Run(arguments);
        Assert.Equal(0, Allocations.Of(() => kernel.Run(arguments)));
    }

    [Fact]
    public void An_allocation_would_be_seen()
    {
        KernelCase kernel = KernelCases.All["adam"];
        using var arguments = new Arguments(kernel, 1, 130, Guard.End);
        Assert.True(Allocations.Of(() => kernel.Run(arguments)) > 0);
    }

    private static IEnumerable<string> Of(Func<KernelCase, bool> kind) => KernelCases.All.Values.Where(kind).Select(kernel => kernel.Name);

    private static void Check(Expected expected, Arguments actual, string what)
    {
        float[][] outputs = [.. actual.Outputs()];
        Assert.Equal(expected.Operands.Length, outputs.Length);
        for (int output = 0; output < outputs.Length; output++)
        {
            string place = $"{what}, output {output} at";
            Assert.Equal(expected.Operands[output].Length, outputs[output].Length);
            for (int i = 0; i < outputs[output].Length; i++)
                expected.Operands[output][i].Check(outputs[output][i], place, i);
        }

        Assert.Equal(expected.Results.Length, actual.Results.Length);
        for (int i = 0; i < expected.Results.Length; i++)
            expected.Results[i].Check(actual.Results[i], $"{what}, result", i);
    }
}
