using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emitted;

/// <summary>What generated code says of what a network computes: saved files are compared by it, so it may not change without a reason.</summary>
public class SignatureTests
{
    [Theory]
    [InlineData("[Dense(3)]", "Dense(3)")]
    [InlineData("[Dense(3, UseBias = false)]", "Dense(3, UseBias = false)")]
    [InlineData("[Dense(3, Relu)]", "Dense(3), Relu")]
    [InlineData("[Dense(3)] [Activation(Relu)]", "Dense(3), Relu")]
    [InlineData("[Dense(3, PRelu)]", "Dense(3), PRelu")]
    [InlineData("[Dense(3)] [PRelu(InitialAlpha = 0.5)]", "Dense(3), PRelu")]
    [InlineData("[Flatten] [Dense(3)] [Softmax]", "Flatten, Dense(3), Softmax")]
    [InlineData("[Dropout(0.25)] [Dense(3)]", "Dense(3)")]
    [InlineData("[Dense(3, KernelInitializer = Initializer.HeNormal, KernelL1 = 0.1, BiasL2 = 0.1, Name = \"last\")] [MeanAbsoluteError]", "Dense(3)")]
    public void It_has_what_outputs_depend_on_and_nothing_else(string layers, string expected) => Assert.Equal($"Input(4), {expected}", SignatureOf(layers));

    [Theory]
    [InlineData("[LeakyRelu]", "LeakyRelu(Slope = 0.01)")]
    [InlineData("[LeakyRelu(Slope = 0.3)]", "LeakyRelu(Slope = 0.3)")]
    [InlineData("[LeakyRelu(Slope = 0.30000001)]", "LeakyRelu(Slope = 0.3)")]
    [InlineData("[LeakyRelu(Slope = 0.12345679)]", "LeakyRelu(Slope = 0.12345679)")]
    [InlineData("[LeakyRelu(Slope = 0)]", "LeakyRelu(Slope = 0)")]
    [InlineData("[LeakyRelu(Slope = 1e-6)]", "LeakyRelu(Slope = 1E-06)")]
    [InlineData("[Elu]", "Elu(Alpha = 1)")]
    [InlineData("[Elu(Alpha = 16777216)]", "Elu(Alpha = 16777216)")]
    public void Numbers_are_those_of_the_kernels_in_the_fewest_digits(string layer, string expected) => Assert.Equal($"Input(4), Dense(3), {expected}, Dense(2)", SignatureOf($"[Dense(3)] {layer} [Dense(2)]"));

    private static string SignatureOf(string layers)
    {
        var line = Networks.FileOf($"[Input(4)] {layers} public partial class Net;").Split('\n').Single(l => l.Contains("Signature: ", StringComparison.Ordinal));
        return line.Trim()["Signature: \"".Length..^"\",".Length];
    }
}
