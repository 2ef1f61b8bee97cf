using NetGen.Benchmarks;
using NetGen.Kernels;

namespace NetGen.Compare.Rows;

/// <summary>Functions over as many floats as a second-level cache holds with their results.</summary>
internal static class ElementwiseRows
{
    /// <summary>How many floats.</summary>
    public const int Length = 64 * 1024;

    public static IEnumerable<Row> All() =>
    [
        Of<Exponential>("exp-64k"),
        Of<Tanh>("tanh-64k"),
        Of<Sigmoid>("sigmoid-64k"),
    ];

    private static Row Of<TActivation>(string name)
        where TActivation : struct, IActivation
        => new(name, () =>
        {
            var (input, output) = (Floats.Uniform(Length, -6, 6), new Floats(Length));
            return () => Activations.Forward<TActivation>(input.Span, output.Span);
        });
}
