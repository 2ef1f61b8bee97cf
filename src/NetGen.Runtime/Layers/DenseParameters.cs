using System.Numerics.Tensors;

namespace NetGen;

/// <summary>The parameters of a dense layer, as views into the network's flat parameter vector.</summary>
public readonly ref struct DenseParameters
{
    /// <summary>Lays the views over <paramref name="parameters"/>: the kernel first, then the bias, if there is one.</summary>
    /// <param name="parameters">The layer's part of the flat vector: <c>inputs * units</c> floats, and <c>units</c> more where the layer has a bias.</param>
    /// <param name="inputs">How many inputs the layer has.</param>
    /// <param name="units">How many outputs the layer has.</param>
    /// <exception cref="ArgumentException">The span's length fits neither form.</exception>
    public DenseParameters(Span<float> parameters, int inputs, int units)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(units);
        long kernel = (long)inputs * units;
        if (parameters.Length != kernel && parameters.Length != kernel + units)
            throw new ArgumentException($"A dense layer of {inputs} inputs and {units} units has {kernel} parameters, or {kernel + units} with a "
                + $"bias, but {parameters.Length} were given.", nameof(parameters));
        Kernel = new TensorSpan<float>(parameters[..(int)kernel], [inputs, units]);
        Bias = parameters[(int)kernel..];
    }

    /// <summary>The weights, shape [inputs, units].</summary>
    public TensorSpan<float> Kernel { get; }

    /// <summary>The bias, one a unit; empty where the layer has none.</summary>
    public Span<float> Bias { get; }
}
