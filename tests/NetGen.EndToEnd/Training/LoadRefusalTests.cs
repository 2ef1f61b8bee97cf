using System.IO.Compression;
using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Training;

/// <summary>A file that is not the network's: the exception names it and what is wrong, and the weights are as they were.</summary>
public sealed class LoadRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallClassifier _network = new(seed: 1);

    private string Saved => _folder["net.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var before = _network.Parameters.ToArray();

        Assert.Equal(Saved, Assert.Throws<FileNotFoundException>(() => _network.Load(Saved)).FileName);

        Assert.Equal(before, _network.Parameters.ToArray());
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        new SmallClassifier(seed: 2).Save(Saved);
        var whole = File.ReadAllBytes(Saved);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Saved, whole[..length]);
            Refused("expected ");
        }
    }

    [Fact]
    public void The_file_of_another_network_is_refused()
    {
        new MultiLabel(seed: 2).Save(Saved);
        Refused("expected a network of the layers 'Input(5), Dense(7), Relu, Dense(3), Softmax', found one of 'Input(5), Dense(9), LeakyRelu(Slope = 0.01), Dense(8), Elu(Alpha = 1), ");
        Refused("tensor 'dense1.kernel': expected shape [5, 7], found [5, 9].", allowOtherLayers: true);

        new Regression(seed: 2).Save(Saved);
        Refused("found one of 'Input(4), Dense(17), Tanh, Dense(3)'.");
        Refused("tensor 'hidden.kernel': expected dense1.kernel, dense1.bias, dense2.kernel, dense2.bias, found one that the network does not have.", allowOtherLayers: true);

        new NothingToLearn(seed: 2).Save(Saved);
        Refused("tensor 'dense1.kernel': expected shape [5, 7], found no such tensor.", allowOtherLayers: true);
    }

    [Fact]
    public void A_file_of_another_format_is_refused()
    {
        File.WriteAllText(Saved, """{"weights": [1, 2, 3]}""");
        Refused("this is no safetensors file.");

        using (var zip = new ZipArchive(File.Create(Saved), ZipArchiveMode.Create))
            zip.CreateEntry("data.pkl");
        Refused("this is no safetensors file.");
    }

    /// <summary>Loading the file must fail with words that name it, and leave the weights as they were.</summary>
    private void Refused(string expected, bool allowOtherLayers = false)
    {
        var before = _network.Parameters.ToArray();

        var error = Assert.Throws<InvalidDataException>(() => _network.Load(Saved, new LoadOptions { AllowOtherLayers = allowOtherLayers }));

        Assert.StartsWith($"{Saved}: ", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.Equal(before, _network.Parameters.ToArray());
    }
}
