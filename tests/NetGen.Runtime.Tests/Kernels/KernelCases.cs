using NetGen.Runtime.Tests.Losses;
using NetGen.Runtime.Tests.Optimizers;
using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Kernels;

/// <summary>Every kernel but the matrix products, by name. A new kernel joins all tests of this list with one description.</summary>
internal static class KernelCases
{
    public static readonly Dictionary<string, KernelCase> All =
        new[] { ElementwiseCases.All, BatchNormCases.All, MergeCases.All, RowCases.All, LossCases.All, OptimizerCases.All }.SelectMany(cases => cases).ToDictionary(kernel => kernel.Name);
}
