using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>What a call is given, as data: a target says how it is written.</summary>
internal abstract record Operand
{
    private Operand()
    {
    }

    /// <summary>One of the values that a method computes, which has a place in the arena.</summary>
    public sealed record Value(int Id) : Operand;

    /// <summary>What a method is to fill, such as the outputs.</summary>
    public sealed record Result(string Name) : Operand;

    /// <summary>The samples, as one of the network's inputs has them.</summary>
    public sealed record Input(int Index) : Operand;

    /// <summary>The labels of the network's output.</summary>
    public sealed record Labels : Operand;

    /// <summary>The weights of the samples.</summary>
    public sealed record SampleWeights : Operand;

    /// <summary>A parameter.</summary>
    public sealed record Tensor(Parameter Parameter) : Operand;

    /// <summary>A parameter that a product multiplies by, which a predictor has packed.</summary>
    public sealed record Kernel(Parameter Parameter) : Operand;

    /// <summary>The gradient for a parameter.</summary>
    public sealed record Gradient(Parameter Parameter) : Operand;

    /// <summary>How many rows a batch has.</summary>
    public sealed record Rows(int PerSample) : Operand;

    /// <summary>An extent, with its name: so a call says which is which.</summary>
    public sealed record Extent(string Name, int Length) : Operand;

    /// <summary>A number, as the float that kernels take.</summary>
    public sealed record Number(double Real) : Operand;

    /// <summary>A number as the float that kernels take, with its name: so a call says what it is for.</summary>
    public sealed record Option(string Name, double Real) : Operand;

    /// <summary>One of the kernels' structs with its options.</summary>
    public sealed record Struct(string Type, EquatableArray<double> Options) : Operand;

    /// <summary>The random numbers of one layer in this step.</summary>
    public sealed record Draw(int Layer) : Operand;

    /// <summary>An argument that a layer has no use for.</summary>
    public sealed record Missing(string Name) : Operand;
}

/// <summary>What a call does with an operand.</summary>
internal enum Access
{
    Read,
    Write,

    /// <summary>It reads what it then overwrites.</summary>
    Update,
}

/// <summary>An operand of a call.</summary>
/// <param name="Operand">What it is.</param>
/// <param name="Access">What the call does with it.</param>
/// <param name="Over">An operand that the call reads, and over which it may write this one where nothing reads that later.</param>
internal readonly record struct Use(Operand Operand, Access Access = Access.Read, Operand? Over = null)
{
    public static implicit operator Use(Operand operand) => new(operand);
}
