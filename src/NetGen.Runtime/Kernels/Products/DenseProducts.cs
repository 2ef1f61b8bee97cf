namespace NetGen.Kernels.Products;

/// <summary>The products of a dense layer with a kernel W of [inputs, units].</summary>
internal static unsafe class DenseProducts
{
    // Rows of W that fit the second-level cache together are as fast in place.
    private const int KernelInPlace = 128 * 1024;

    // To add chains up costs as much as about 20 steps of a kernel that does not stay in the first-level cache.
    private const int KernelOfShortChains = 16 * 1024;

    // Each step of the depth of a kernel's gradient touches another page of x, so a block is shorter there.
    private const int BlockOfGradient = 256;

    private const int Block = 1024;

    /// <summary>y = x W: each row of x along the rows of W, which may be packed ahead.</summary>
    public static Operands Forward(int rows, int inputs, int units, float* x, float* kernel, float* y, bool isPacked = false) => new()
    {
        Rows = rows,
        Columns = units,
        Depth = inputs,
        Left = x,
        LeftStep = inputs,
        LeftDepthStep = 1,
        Right = kernel,
        RightStep = isPacked ? Panel.Width : units,
        RightColumnStep = 1,
        IsPacked = isPacked,
        Output = y,
        DepthBlock = Block,
        RowsThatPack = (long)inputs * units > KernelInPlace ? 32 : int.MaxValue,
    };

    /// <summary>dX = dY W^T, with W transposed strip by strip.</summary>
    public static Operands InputGradient(int rows, int inputs, int units, float* outputGradient, float* kernel, float* inputGradient) => new()
    {
        Rows = rows,
        Columns = inputs,
        Depth = units,
        Left = outputGradient,
        LeftStep = units,
        LeftDepthStep = 1,
        Right = kernel,
        RightStep = 1,
        RightColumnStep = units,
        Output = inputGradient,
        DepthBlock = Block,
        RowsThatPack = 0,
    };

    /// <summary>dW = X^T dY, summed over the rows of the batch: in chains of 256, or of 1024 for a large kernel, that are added up in double.</summary>
    public static Operands KernelGradient(int rows, int inputs, int units, float* x, float* outputGradient, float* kernelGradient) => new()
    {
        Rows = inputs,
        Columns = units,
        Depth = rows,
        Left = x,
        LeftStep = 1,
        LeftDepthStep = inputs,
        Right = outputGradient,
        RightStep = units,
        RightColumnStep = 1,
        Output = kernelGradient,
        DepthBlock = BlockOfGradient,
        RowsThatPack = 32,
        ChainLength = ChainLength(inputs, units),
    };

    /// <summary>dW^T = dY^T X: with few units there are more columns to fill the vectors with along the inputs. The same sums, stored transposed.</summary>
    public static Operands NarrowKernelGradient(int rows, int inputs, int units, float* x, float* outputGradient, float* kernelGradient) => new()
    {
        Rows = units,
        Columns = inputs,
        Depth = rows,
        Left = outputGradient,
        LeftStep = 1,
        LeftDepthStep = units,
        Right = x,
        RightStep = inputs,
        RightColumnStep = 1,
        Output = kernelGradient,
        DepthBlock = int.MaxValue,
        RowsThatPack = int.MaxValue,
        ChainLength = ChainLength(inputs, units),
    };

    /// <summary>Whether <see cref="NarrowKernelGradient"/> pays: units do not fill a panel, and inputs do.</summary>
    public static bool IsNarrow(int inputs, int units) => units < Panel.Width && inputs >= 2 * Panel.Width && inputs % Panel.Width == 0;

    private static int ChainLength(int inputs, int units) => (long)inputs * units > KernelOfShortChains ? 4 * BlockOfGradient : BlockOfGradient;
}
