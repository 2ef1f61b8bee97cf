namespace NetGen.Runtime.Tests.Products;

/// <summary>Products one element at a time: as the chain of fused multiply-adds that the kernels promise, and in double.</summary>
internal static class Reference
{
    /// <summary>The left operand at (row, k) and the right one at (k, column).</summary>
    public delegate float Element(int first, int second);

    /// <summary>fma(left_k, right_k, sum) from 0 over k ascending.</summary>
    public static float Chain(int depth, int row, int column, Element left, Element right)
    {
        float sum = 0;
        for (int k = 0; k < depth; k++)
            sum = MathF.FusedMultiplyAdd(left(row, k), right(k, column), sum);
        return sum;
    }

    /// <summary>The chains of blocks of the depth, each from 0, added up in double in ascending order.</summary>
    public static float Blocks(int block, int depth, int row, int column, Element left, Element right)
    {
        double sum = 0;
        for (int start = 0; start < depth; start += block)
        {
            int first = start;
            sum += Chain(Math.Min(block, depth - first), row, column, (i, k) => left(i, first + k), (k, j) => right(first + k, j));
        }

        return (float)sum;
    }

    /// <summary>The sum in double, and the bound of a chain's error: depth * 2^-24 * sum of |left_k right_k|, doubled for what comes after it.</summary>
    public static (double Sum, double Bound) InDouble(int depth, int row, int column, Element left, Element right)
    {
        double sum = 0, size = 0;
        for (int k = 0; k < depth; k++)
        {
            double product = (double)left(row, k) * right(k, column);
            sum += product;
            size += Math.Abs(product);
        }

        return (sum, 2 * (depth + 1) * size / (1 << 24));
    }

    /// <summary>Numbers between -1 and 1 that follow from the seed.</summary>
    public static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        var numbers = new float[count];
        for (int i = 0; i < count; i++)
            numbers[i] = 2 * random.NextSingle() - 1;
        return numbers;
    }

    public static void AssertSameBits(float[] expected, ReadOnlySpan<float> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (BitConverter.SingleToInt32Bits(expected[i]) != BitConverter.SingleToInt32Bits(actual[i]))
                Assert.Fail($"{what}: element {i} is {actual[i]:R}, expected {expected[i]:R}.");
        }
    }
}
