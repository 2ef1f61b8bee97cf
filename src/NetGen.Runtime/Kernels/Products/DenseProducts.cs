namespace NetGen.Kernels.Products;

/// <summary>y = x W: each row of x along the rows of W.</summary>
internal readonly struct ForwardProduct<TShape> : IProduct
    where TShape : struct, IDenseShape
{
    public static int Columns => TShape.Units;

    public static int LeftRowStep => TShape.Inputs;

    public static int LeftDepthStep => 1;

    public static int RightDepthStep => TShape.Units;

    public static int RightColumnStep => 1;

    public static int DepthBlock => 1024;

    // Rows of W that fit the second-level cache together are as fast in place.
    public static int RowsThatPack => (long)TShape.Inputs * TShape.Units > 128 * 1024 ? 32 : int.MaxValue;
}

/// <summary>dW = X^T dY, summed over the rows of the batch: in chains of 256, or of 1024 for a large kernel, that are added up in double.</summary>
internal readonly struct KernelGradientProduct<TShape> : IProduct
    where TShape : struct, IDenseShape
{
    public static int Columns => TShape.Units;

    public static int LeftRowStep => 1;

    public static int LeftDepthStep => TShape.Inputs;

    public static int RightDepthStep => TShape.Units;

    public static int RightColumnStep => 1;

    // Each step of the depth touches another page of x, so a block is shorter here.
    public static int DepthBlock => 256;

    public static int RowsThatPack => 32;

    // To add up costs as much as about 20 steps of a kernel that does not stay in the first-level cache.
    public static int ChainLength => (long)TShape.Inputs * TShape.Units > 16 * 1024 ? 4 * DepthBlock : DepthBlock;
}

/// <summary>dW^T = dY^T X: with few units there are more columns to fill the vectors with along the inputs. The same sums, stored transposed.</summary>
internal readonly struct NarrowKernelGradientProduct<TShape> : IProduct
    where TShape : struct, IDenseShape
{
    /// <summary>Whether it pays: units do not fill a panel, and inputs do, because transposed sums are not read back.</summary>
    public static bool Pays => TShape.Units < Panel.Width && TShape.Inputs >= 2 * Panel.Width && TShape.Inputs % Panel.Width == 0;

    public static int Columns => TShape.Inputs;

    public static int LeftRowStep => 1;

    public static int LeftDepthStep => TShape.Units;

    public static int RightDepthStep => TShape.Inputs;

    public static int RightColumnStep => 1;

    public static int DepthBlock => int.MaxValue;

    public static int RowsThatPack => int.MaxValue;

    public static int ChainLength => KernelGradientProduct<TShape>.ChainLength;
}

/// <summary>dX = dY W^T, with W transposed strip by strip.</summary>
internal readonly struct InputGradientProduct<TShape> : IProduct
    where TShape : struct, IDenseShape
{
    public static int Columns => TShape.Inputs;

    public static int LeftRowStep => TShape.Units;

    public static int LeftDepthStep => 1;

    public static int RightDepthStep => 1;

    public static int RightColumnStep => TShape.Units;

    public static int DepthBlock => 1024;

    public static int RowsThatPack => 0;
}
