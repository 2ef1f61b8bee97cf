using System.Globalization;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>A call into the runtime.</summary>
/// <param name="Callee">The method, with the type that has it, such as <c>global::NetGen.Kernels.Dense.Forward</c>.</param>
/// <param name="TypeArguments">Its type arguments.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Result">The local variable that takes what it returns, with its type; null where it returns nothing.</param>
internal sealed record KernelCall(string Callee, EquatableArray<string> TypeArguments, EquatableArray<Operand> Arguments, string? Result = null);

/// <summary>An argument of a call.</summary>
/// <param name="Text">The expression.</param>
/// <param name="Value">The number of the planned value that it is; -1 for anything else.</param>
internal readonly record struct Operand(string Text, int Value = -1)
{
    public static Operand Input { get; } = new("input");

    /// <summary>The bias of a layer that has none.</summary>
    public static Operand NoBias { get; } = new("bias: default");

    public static Operand Number(double value) => new(((float)value).ToString("R", CultureInfo.InvariantCulture) + "f");

    /// <summary>An extent, with its name: so a call says which is which.</summary>
    public static Operand Extent(string name, int value) => new(FormattableString.Invariant($"{name}: {value}"));

    /// <summary>An optional last argument.</summary>
    public static IEnumerable<Operand> Option(string? text) => text is null ? [] : [new Operand(text)];

    /// <summary>Part of a flat vector, such as the parameters.</summary>
    public static Operand Slice(string vector, int offset, int length) => new($"{vector}.Slice({offset}, {length})");
}
