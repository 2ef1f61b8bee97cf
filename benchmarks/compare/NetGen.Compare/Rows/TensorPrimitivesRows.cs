using System.Numerics.Tensors;
using NetGen.Benchmarks;

namespace NetGen.Compare.Rows;

/// <summary>The same functions of the platform's own library.</summary>
internal static class TensorPrimitivesRows
{
    private delegate void Function(ReadOnlySpan<float> input, Span<float> output);

    public static IEnumerable<Row> All() =>
    [
        Of("exp-64k", TensorPrimitives.Exp),
        Of("tanh-64k", TensorPrimitives.Tanh),
        Of("sigmoid-64k", TensorPrimitives.Sigmoid),
    ];

    private static Row Of(string name, Function function)
        => new(name, () =>
        {
            var (input, output) = (Floats.Uniform(ElementwiseRows.Length, -6, 6), new Floats(ElementwiseRows.Length));
            return () => function(input.Span, output.Span);
        });
}
