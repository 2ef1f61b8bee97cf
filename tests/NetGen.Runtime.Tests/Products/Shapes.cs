using NetGen.Kernels;

namespace NetGen.Runtime.Tests.Products;

internal interface ISize
{
    static abstract int Value { get; }
}

internal readonly struct N1 : ISize { public static int Value => 1; }

internal readonly struct N7 : ISize { public static int Value => 7; }

internal readonly struct N8 : ISize { public static int Value => 8; }

internal readonly struct N10 : ISize { public static int Value => 10; }

internal readonly struct N15 : ISize { public static int Value => 15; }

internal readonly struct N16 : ISize { public static int Value => 16; }

internal readonly struct N17 : ISize { public static int Value => 17; }

internal readonly struct N33 : ISize { public static int Value => 33; }

internal readonly struct N64 : ISize { public static int Value => 64; }

internal readonly struct N100 : ISize { public static int Value => 100; }

internal readonly struct N128 : ISize { public static int Value => 128; }

internal readonly struct N130 : ISize { public static int Value => 130; }

internal readonly struct N1100 : ISize { public static int Value => 1100; }

/// <summary>A dense layer of any two sizes.</summary>
internal readonly struct Shape<TInputs, TUnits> : IDenseShape
    where TInputs : struct, ISize
    where TUnits : struct, ISize
{
    public static int Inputs => TInputs.Value;

    public static int Units => TUnits.Value;
}
