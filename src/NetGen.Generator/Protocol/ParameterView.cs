using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>A typed view of a layer's parameters.</summary>
/// <param name="Type">The struct in <c>NetGen</c>.</param>
/// <param name="Extents">What its constructor takes after the span of the parameters.</param>
internal sealed record ParameterView(string Type, EquatableArray<Operand.Extent> Extents);
