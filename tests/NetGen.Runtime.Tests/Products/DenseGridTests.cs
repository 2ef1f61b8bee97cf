using NetGen.Kernels;
using NetGen.Kernels.Vectors;
using NetGen.Runtime.Tests.Testing;

namespace NetGen.Runtime.Tests.Products;

/// <summary>
/// Every product with each of its three extents at every size up to 130, the others at edges of vectors and tiles, on memory guarded at
/// either end, against the chains that the kernels promise.
/// </summary>
public class DenseGridTests
{
    private const int Largest = 130;

    // Alone, below and above a vector of 16; a tile holds up to 6 rows and 4 vectors, or as many of another width.
    private static readonly int[] Edges = [1, 7, 17, 65];

    [Fact]
    public void Every_number_of_inputs() => ForEachEdge((units, rows) => ForEachSize(from: 1, inputs => Check(inputs, units, rows)));

    [Fact]
    public void Every_number_of_units() => ForEachEdge((inputs, rows) => ForEachSize(from: 1, units => Check(inputs, units, rows)));

    [Fact]
    public void Every_number_of_rows() => ForEachEdge((inputs, units) => ForEachSize(from: 0, rows => Check(inputs, units, rows)));

    private static void ForEachEdge(Action<int, int> check)
    {
        // All pairs but the largest, which take most of the time and no other path.
        foreach (int first in Edges)
        {
            foreach (int second in Edges.Where(second => first + second <= 100))
                check(first, second);
        }
    }

    private static void ForEachSize(int from, Action<int> check)
    {
        for (int size = from; size <= Largest; size++)
            check(size);
    }

    private static void Check(int inputs, int units, int rows)
    {
        var expected = new DenseExpectations(inputs, units, rows);
        float[] output = expected.Output(), plain = expected.Output(biased: false), inputGradient = expected.InputGradient();
        float[] kernelGradient = expected.KernelGradient(), biasGradient = expected.BiasGradient();
        DenseRunner[] runners = [.. DenseRunner.AtEveryWidth(inputs, units), new DenseRunner<Lanes256, CostlyLeaky>(inputs, units, new CostlyLeaky(DenseRunner.Slope))];
        var packed = new float[DenseKernel.PackedLength(inputs, units)];
        DenseKernel.Pack(inputs, units, expected.Kernel, packed);
        foreach (Guard guard in Enum.GetValues<Guard>())
        {
            using GuardedFloats input = new(expected.Input, guard), kernel = new(expected.Kernel, guard), bias = new(expected.Bias, guard);
            using GuardedFloats gradient = new(expected.OutputGradient, guard), packedKernel = new(packed, guard);
            foreach (DenseRunner dense in runners)
            {
                Compare(output, guard, y => dense.Forward(rows, input.Span, kernel.Span, bias.Span, y), $"forward {inputs} x {units}, {rows} rows");
                Compare(plain, guard, y => dense.Forward(rows, input.Span, kernel.Span, [], y), $"without bias {inputs} x {units}, {rows} rows");
                Compare(output, guard, y => dense.ForwardPacked(rows, input.Span, kernel.Span, packedKernel.Span, bias.Span, y), $"packed {inputs} x {units}, {rows} rows");
                Compare(kernelGradient, guard, y => dense.KernelGradient(rows, input.Span, gradient.Span, y), $"kernel gradient {inputs} x {units}, {rows} rows");
                Compare(biasGradient, guard, y => dense.BiasGradient(rows, gradient.Span, y), $"bias gradient {inputs} x {units}, {rows} rows");
                Compare(
                    inputGradient, guard, y => dense.InputGradient(rows, gradient.Span, kernel.Span, input.Span, y),
                    $"input gradient {inputs} x {units}, {rows} rows");
            }

            foreach (GuardedFloats operand in (GuardedFloats[])[input, kernel, bias, gradient])
                operand.AssertNothingElseWritten();
        }
    }

    private static void Compare(float[] expected, Guard guard, Action<Span<float>> run, string what)
    {
        using var result = new GuardedFloats(expected.Length, guard);
        run(result.Span);
        result.AssertNothingElseWritten();
        Reference.AssertSameBits(expected, result.Span, what);
    }
}
