using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>What a layer needs to say what leaves it.</summary>
/// <param name="inputs">What arrives, one for each of its inputs.</param>
/// <param name="reader">The layer's attribute, where what is wrong is reported; null where the layer has been asked before, and took what arrives.</param>
/// <param name="trace">The shapes along the wire to an input, as messages show them.</param>
internal sealed class ShapeContext(EquatableArray<TensorType> inputs, AttributeReader? reader = null, Func<int, string>? trace = null)
{
    /// <summary>What arrives, one for each input.</summary>
    public EquatableArray<TensorType> Inputs => inputs;

    /// <summary>The shape that arrives at the first input, which most layers have alone.</summary>
    public Shape Input => inputs[0].Shape;

    /// <summary>The layer as the user wrote it.</summary>
    public string Text => reader?.Declaration ?? "";

    /// <summary>The shapes from the network's input to one of the layer's, as messages show them.</summary>
    public string Trace(int input) => trace?.Invoke(input) ?? inputs[input].Shape.ToString();

    /// <summary>Says why the layer cannot take what arrives, at one of its arguments.</summary>
    public void Report(DiagnosticDescriptor descriptor, string argument, params object[] arguments) => reader?.Report(descriptor, argument, arguments);
}
