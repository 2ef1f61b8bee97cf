namespace NetGen;

/// <summary>
/// How a parameter tensor is filled when a network is constructed. The values follow from the network's seed and the
/// tensor's place alone. <c>fan_in</c> and <c>fan_out</c> are the extents of a dense layer's kernel (inputs x units).
/// </summary>
public enum Initializer
{
    /// <summary>All zero.</summary>
    Zeros,

    /// <summary>All one.</summary>
    Ones,

    /// <summary>Uniform in <c>±sqrt(6 / (fan_in + fan_out))</c> (Glorot and Bengio, 2010); Keras' default for kernels.</summary>
    GlorotUniform,

    /// <summary>Normal with variance <c>2 / (fan_in + fan_out)</c>, truncated at two standard deviations and rescaled as Keras does.</summary>
    GlorotNormal,

    /// <summary>Uniform in <c>±sqrt(6 / fan_in)</c> (He et al., 2015); for ReLU and its kin.</summary>
    HeUniform,

    /// <summary>Normal with variance <c>2 / fan_in</c>, truncated at two standard deviations and rescaled as Keras does.</summary>
    HeNormal,

    /// <summary>Uniform in <c>±sqrt(3 / fan_in)</c> (LeCun et al., 1998).</summary>
    LecunUniform,

    /// <summary>Normal with variance <c>1 / fan_in</c>, truncated at two standard deviations and rescaled as Keras does.</summary>
    LecunNormal,

    /// <summary>Uniform in <c>±0.05</c>.</summary>
    RandomUniform,

    /// <summary>Normal with standard deviation <c>0.05</c>, not truncated.</summary>
    RandomNormal,
}
