using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>What a layer needs to say what leaves it.</summary>
/// <param name="inputs">What arrives, one for each of its inputs.</param>
/// <param name="reader">The layer's attribute, where what is wrong is reported; null where the layer has been asked before, and took what arrives.</param>
internal sealed class ShapeContext(EquatableArray<TensorType> inputs, AttributeReader? reader = null)
{
    /// <summary>What arrives, one for each input.</summary>
    public EquatableArray<TensorType> Inputs => inputs;

    /// <summary>The shape that arrives at the first input, which most layers have alone.</summary>
    public Shape Input => inputs[0].Shape;

    /// <summary>Says why the layer cannot take what arrives, at one of its arguments.</summary>
    public void Report(DiagnosticDescriptor descriptor, string argument, params object[] arguments) => reader?.Report(descriptor, argument, arguments);
}
