using System.Numerics.Tensors;

namespace NetGen;

/// <summary>The parameters of a dense layer: a view of the network's, so that to write it is to change the network.</summary>
public readonly ref struct DenseParameters
{
    /// <summary>Views the parameters of one layer.</summary>
    /// <param name="parameters">The kernel, row-major, then the bias where there is one.</param>
    /// <param name="inputs">The kernel's rows.</param>
    /// <param name="units">The kernel's columns.</param>
    /// <exception cref="ArgumentException">The length fits neither a kernel nor a kernel and its bias.</exception>
    public DenseParameters(Span<float> parameters, int inputs, int units)
    {
        var kernel = checked(inputs * units);
        if (parameters.Length != kernel && parameters.Length != kernel + units)
        {
            throw new ArgumentException(
                $"'parameters' holds {parameters.Length} values; expected {kernel} for a kernel of shape ({inputs}, {units}), or {kernel + units} with a bias.",
                nameof(parameters));
        }

        Kernel = new TensorSpan<float>(parameters[..kernel], [inputs, units]);
        Bias = parameters[kernel..];
    }

    /// <summary>The kernel, of shape (inputs, units).</summary>
    public TensorSpan<float> Kernel { get; }

    /// <summary>The bias, one value for each unit; empty where the layer has none.</summary>
    public Span<float> Bias { get; }
}
