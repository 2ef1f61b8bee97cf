namespace NetGen.Benchmarks;

/// <summary>A product to measure: the layer's extents, and how many rows it gets.</summary>
public interface IProductShape
{
    /// <summary>The extent of the input's last axis.</summary>
    static abstract int Inputs { get; }

    /// <summary>The extent of the output's last axis.</summary>
    static abstract int Units { get; }

    /// <summary>The rows of input and output.</summary>
    static abstract int Rows { get; }
}

/// <summary>The hidden layer of 784-128-10.</summary>
public readonly struct Product128x784x128 : IProductShape
{
    public static int Rows => 128;

    public static int Inputs => 784;

    public static int Units => 128;
}

/// <summary>512 cubed.</summary>
public readonly struct Product512 : IProductShape
{
    public static int Rows => 512;

    public static int Inputs => 512;

    public static int Units => 512;
}

/// <summary>1024 cubed.</summary>
public readonly struct Product1024 : IProductShape
{
    public static int Rows => 1024;

    public static int Inputs => 1024;

    public static int Units => 1024;
}

/// <summary>2048 cubed.</summary>
public readonly struct Product2048 : IProductShape
{
    public static int Rows => 2048;

    public static int Inputs => 2048;

    public static int Units => 2048;
}

/// <summary>Half a vector of outputs, one sample.</summary>
public readonly struct Product1x64x8 : IProductShape
{
    public static int Rows => 1;

    public static int Inputs => 64;

    public static int Units => 8;
}

/// <summary>Half a vector of outputs.</summary>
public readonly struct Product32x64x8 : IProductShape
{
    public static int Rows => 32;

    public static int Inputs => 64;

    public static int Units => 8;
}

/// <summary>The output layer of 784-128-10.</summary>
public readonly struct Product128x128x10 : IProductShape
{
    public static int Rows => 128;

    public static int Inputs => 128;

    public static int Units => 10;
}

/// <summary>One vector of outputs.</summary>
public readonly struct Product128x64x16 : IProductShape
{
    public static int Rows => 128;

    public static int Inputs => 64;

    public static int Units => 16;
}
