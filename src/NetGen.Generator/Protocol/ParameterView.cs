using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>A typed view of a layer's parameters.</summary>
/// <param name="Type">The struct in <c>NetGen</c>.</param>
/// <param name="Extents">What its constructor takes after the span of the parameters.</param>
/// <param name="IsByTensor">Whether its constructor takes a span for each tensor, by its name, in place of one of all parameters.</param>
internal sealed record ParameterView(string Type, EquatableArray<Operand.Extent> Extents, bool IsByTensor = false);
