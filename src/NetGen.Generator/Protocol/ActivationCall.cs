using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>An activation as the kernels take it.</summary>
/// <param name="Type">The struct of <c>NetGen.Kernels</c>.</param>
/// <param name="Options">What its constructor takes; none where the default is meant.</param>
internal sealed record ActivationCall(string Type, EquatableArray<double> Options = default)
{
    public static ActivationCall None { get; } = new("Linear");

    /// <summary>What stands for any activation in a backward pass, where its slope was kept.</summary>
    public static ActivationCall KeptSlope { get; } = new("KeptSlope");

    /// <summary>It as a last argument, where it has options.</summary>
    public IEnumerable<Use> Argument => Options.Count == 0 ? [] : [new Operand.Struct(Type, Options)];
}
