using System.Runtime.InteropServices;
using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Training;

/// <summary>Saved weights come back bit for bit.</summary>
public sealed class SaveLoadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallClassifier _network = new(seed: 1);

    private string Saved => _folder["net.safetensors"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void A_trained_network_predicts_the_same_bits_after_loading(string name)
    {
        var network = Catalogue.Get(name);
        var trial = network.Start(batch: 5, seed: 1);
        trial.TrainStep(new RmsProp());
        var other = network.Create(seed: 2);

        trial.Network.Save(Saved);
        other.Load(Saved);

        Assert.Equal(Bits(trial.Network.Parameters), Bits(other.Parameters));
        Assert.Equal(Predictions(trial.Network, network), Predictions(other, network));
    }

    [Fact]
    public void A_stream_is_as_good_as_a_file()
    {
        var stream = new MemoryStream();
        _network.Save(stream);
        _network.Save(Saved);
        stream.Position = 0;
        var other = new SmallClassifier(seed: 2);

        other.Load(stream);

        Assert.Equal(stream.ToArray(), File.ReadAllBytes(Saved));
        Assert.Equal(Bits(_network.Parameters), Bits(other.Parameters));
    }

    [Fact]
    public void A_loaded_network_trains_on()
    {
        _network.Save(Saved);
        var other = new SmallClassifier(seed: 2);
        other.Load(Saved);
        var inputs = new float[] { 1, -2, 3, -4, 5 };

        _network.TrainStep(inputs, [1], new Sgd());
        other.TrainStep(inputs, [1], new Sgd());

        Assert.Equal(Bits(_network.Parameters), Bits(other.Parameters));
    }

    [Fact]
    public void Saving_over_a_file_replaces_it_and_leaves_nothing_beside_it()
    {
        File.WriteAllBytes(Saved, new byte[100_000]);
        var other = new SmallClassifier(seed: 2);

        _network.Save(Saved);
        other.Save(Saved);
        _network.Load(Saved);

        Assert.Equal(Bits(other.Parameters), Bits(_network.Parameters));
        Assert.Equal([Saved], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Saving_to_a_missing_folder_names_it()
    {
        var path = Path.Combine(_folder["none"], "net.safetensors");

        var error = Assert.Throws<DirectoryNotFoundException>(() => _network.Save(path));

        Assert.Equal($"{path}: expected an existing folder to write into, found none at '{_folder["none"]}'.", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Without_a_path_the_argument_is_named()
    {
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => _network.Save("")).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentNullException>(() => _network.Load((string)null!)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentNullException>(() => _network.Save((Stream)null!)).ParamName);
        Assert.Equal("source", Assert.Throws<ArgumentNullException>(() => _network.Load((Stream)null!)).ParamName);
    }

    private static uint[] Predictions(Network network, NetworkCase kind)
    {
        var random = new Random(3);
        var inputs = new float[7 * kind.InputLength];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = random.NextSingle() - 0.5f;
        var outputs = new float[7 * kind.OutputLength];
        network.Predict(inputs, outputs);
        return Bits(outputs);
    }

    private static uint[] Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, uint>(values).ToArray();
}
