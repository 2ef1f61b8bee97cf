// A softmax of each row is what one of them is for.
#pragma warning disable NG0021

using System.Text;
using NetGen.EndToEnd.Checkpoints;
using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Training;

[Input(5)]
[Dense(7, Tanh)]
[Dense(3)]
[Softmax]
public partial class OtherActivation;

// What only training knows is different, and the loss, but not what is computed.
[Input(5)]
[Dense(7, KernelInitializer = Initializer.HeNormal, KernelL2 = 0.01)]
[Relu]
[Dropout(0.1)]
[Dense(3, Softmax)]
public partial class TrainedInAnotherWay;

[Input(5)]
[Dense(7)]
[LeakyRelu(Slope = 0.01)]
[Dense(3)]
[Elu(Alpha = 0.5)]
[MeanSquaredError]
public partial class Sloped;

[Input(5)]
[Dense(7)]
[LeakyRelu(Slope = 0.02)]
[Dense(3)]
[Elu(Alpha = 0.5)]
[MeanSquaredError]
public partial class OtherSlope;

[Input(5)]
[Dense(7)]
[LeakyRelu]
[Dense(3)]
[Elu(Alpha = 0.25)]
[MeanSquaredError]
public partial class OtherAlpha;

[Input(4, 2)]
[Dense(3)]
[Flatten]
[Softmax]
public partial class OneSoftmax;

[Input(4, 2)]
[Dense(3)]
[Softmax]
public partial class SoftmaxOfEachRow;

/// <summary>A saved file says which layers it is of, and goes into no network that would compute something else with its parameters.</summary>
public sealed class LayersInFileTests : IDisposable
{
    private const string Layers = "Input(5), Dense(7), Relu, Dense(3), Softmax";

    private readonly TemporaryFolder _folder = new();

    private string Saved => _folder["net.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Other_activations_are_refused_with_both_texts()
    {
        new OtherActivation(seed: 1).Save(Saved);
        var network = new SmallClassifier(seed: 2);
        var before = network.Parameters.ToArray();

        var error = Assert.Throws<InvalidDataException>(() => network.Load(Saved));

        Assert.Equal(
            $"{Saved}: expected a network of the layers '{Layers}', found one of 'Input(5), Dense(7), Tanh, Dense(3), Softmax'. Where the tensors are the same, Load takes them with LoadOptions.AllowOtherLayers.",
            error.Message);
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal("the stream" + error.Message[Saved.Length..], Assert.Throws<InvalidDataException>(() => network.Load(new MemoryStream(File.ReadAllBytes(Saved)))).Message);
    }

    [Fact]
    public void Asked_for_the_parameters_of_other_layers_are_taken()
    {
        var other = new OtherActivation(seed: 1);
        other.Save(Saved);
        var options = new LoadOptions { AllowOtherLayers = true };
        var (ofFile, ofStream) = (new SmallClassifier(seed: 2), new SmallClassifier(seed: 2));

        ofFile.Load(Saved, options);
        ofStream.Load(new MemoryStream(File.ReadAllBytes(Saved)), options);

        Assert.Equal(other.Parameters.ToArray(), ofFile.Parameters.ToArray());
        Assert.Equal(other.Parameters.ToArray(), ofStream.Parameters.ToArray());
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => ofFile.Load(Saved, null!)).ParamName);
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(() => ofFile.Load(new MemoryStream(), null!)).ParamName);
    }

    [Fact]
    public void A_slope_an_alpha_and_what_a_softmax_is_over_are_parts_of_the_layers()
    {
        RefusedBy(new Sloped(seed: 1), new OtherSlope(seed: 2));
        RefusedBy(new Sloped(seed: 1), new OtherAlpha(seed: 2));
        RefusedBy(new OneSoftmax(seed: 1), new SoftmaxOfEachRow(seed: 2));
    }

    [Fact]
    public void How_a_network_is_trained_is_no_part_of_them()
    {
        var network = new SmallClassifier(seed: 1);
        network.Save(Saved);
        var other = new TrainedInAnotherWay(seed: 2);

        other.Load(Saved);

        Assert.Equal(network.Parameters.ToArray(), other.Parameters.ToArray());
    }

    [Fact]
    public void A_file_that_does_not_say_is_taken()
    {
        var network = new OtherActivation(seed: 1);
        network.Save(Saved);
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(Saved));
        var layers = "\"netgen.layers\":\"Input(5), Dense(7), Tanh, Dense(3), Softmax\"";
        Assert.Contains(layers, text, StringComparison.Ordinal);
        // Of the same length, so that all else stays in its place.
        File.WriteAllBytes(Saved, Encoding.Latin1.GetBytes(text.Replace(layers, layers.Replace("netgen.layers", "others.layers", StringComparison.Ordinal), StringComparison.Ordinal)));
        var other = new SmallClassifier(seed: 2);

        other.Load(Saved);

        Assert.Equal(network.Parameters.ToArray(), other.Parameters.ToArray());
    }

    [Fact]
    public void A_training_does_not_resume_from_other_layers_and_changes_nothing()
    {
        var early = new EarlyStopping { Monitor = "loss", RestoreBestWeights = true };
        new OtherActivation(seed: 3).Fit(Lesson.Data, new() { Epochs = 2, Callbacks = [early, new Checkpoint(Saved)] });
        var network = new SmallClassifier(seed: 3);
        var before = network.Parameters.ToArray();

        var error = Assert.Throws<InvalidDataException>(() => network.Fit(
            Lesson.Data, new() { Epochs = 4, ResumeFrom = Saved, Callbacks = [new EarlyStopping { Monitor = "loss", RestoreBestWeights = true }, new Checkpoint(Saved)] }));

        Assert.StartsWith($"{Saved}: expected a network of the layers '{Layers}', found one of 'Input(5), Dense(7), Tanh, Dense(3), Softmax'.", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal(0, network.Steps);
    }

    private void RefusedBy(Network saved, Network network)
    {
        saved.Save(Saved);
        Assert.Contains("expected a network of the layers '", Assert.Throws<InvalidDataException>(() => network.Load(Saved)).Message, StringComparison.Ordinal);
        network.Load(Saved, new LoadOptions { AllowOtherLayers = true });
        Assert.Equal(saved.Parameters.ToArray(), network.Parameters.ToArray());
    }
}
