using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Training;

/// <summary>Preprocessors, alone and in a network.</summary>
public sealed class PreprocessorTests : IDisposable
{
    private const int Samples = 70;
    private readonly TemporaryFolder _folder = new();

    private string Saved => _folder["net.safetensors"];

    public static TheoryData<Preprocessor> Kinds => [new Standardize(), new MinMax(), new MinMax(-1, 3)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Standardize_takes_the_mean_away_and_divides_by_the_populations_deviation()
    {
        var standardize = new Standardize();

        standardize.Fit([1, 10, 7, 3, 30, 7, 5, 20, 7, 7, 20, 7], sampleLength: 3);

        Assert.Equal([4f, 20f, 7f], standardize.Mean.ToArray());
        Assert.Equal([(float)Math.Sqrt(5), (float)Math.Sqrt(50), 1f], standardize.Deviation.ToArray());
        var outputs = new float[3];
        standardize.Transform([4 + (float)Math.Sqrt(5), 20, 8], outputs);
        Assert.Equal(1, outputs[0], 1e-6f);
        Assert.Equal([0f, 1f], outputs[1..]);
    }

    [Fact]
    public void A_place_with_one_value_counts_as_constant_in_spite_of_rounding()
    {
        var standardize = new Standardize();

        standardize.Fit(Enumerable.Repeat(0.1f, 999).ToArray(), sampleLength: 1);

        Assert.Equal([1f], standardize.Deviation.ToArray());
        Assert.Equal([0.1f], standardize.Mean.ToArray());
    }

    [Fact]
    public void MinMax_stretches_the_least_to_one_bound_and_the_greatest_to_the_other()
    {
        var minMax = new MinMax(-1, 3);

        minMax.Fit([1, 10, 7, 3, 30, 7, 5, 20, 7], sampleLength: 3);

        var outputs = new float[9];
        minMax.Transform([1, 30, 7, 3, 20, 7, 5, 40, 8], outputs);
        Assert.Equal([-1f, 3f, -1f, 1f, 1f, -1f, 3f, 5f, 3f], outputs);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Inverse_undoes_the_transformation_in_place(Preprocessor preprocessor)
    {
        var data = MakeData(seed: 1);
        var values = data.Features.ToArray();
        preprocessor.Fit(values, 5);

        preprocessor.Transform(values, values);
        Assert.NotEqual(data.Features.ToArray(), values);
        preprocessor.Inverse(values, values);

        for (var i = 0; i < values.Length; i++)
            Assert.Equal(data.Features[i], values[i], 1e-3f);
    }

    [Fact]
    public void What_cannot_be_is_refused_and_changes_nothing()
    {
        var standardize = new Standardize();
        Assert.Throws<InvalidOperationException>(() => standardize.Transform([1], new float[1]));
        standardize.Fit([1, 2, 3, 5], 2);
        var mean = standardize.Mean.ToArray();

        Assert.Equal("features", Assert.Throws<ArgumentException>(() => standardize.Fit([1, 2, 3], 2)).ParamName);
        Assert.Equal("features", Assert.Throws<ArgumentException>(() => standardize.Fit([], 2)).ParamName);
        Assert.Equal("sampleLength", Assert.Throws<ArgumentOutOfRangeException>(() => standardize.Fit([1], 0)).ParamName);
        var error = Assert.Throws<ArgumentException>(() => standardize.Fit([1, 2, 3, float.NaN], 2));
        Assert.Contains("NaN in sample 1 at place 1", error.Message, StringComparison.Ordinal);
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => standardize.Transform([1, 2, 3], new float[3])).ParamName);
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => standardize.Transform([1, 2], new float[3])).ParamName);
        var memory = new float[4];
        Assert.Equal("outputs", Assert.Throws<ArgumentException>(() => standardize.Transform(memory.AsSpan(0, 2), memory.AsSpan(1, 2))).ParamName);
        Assert.Equal("lower", Assert.Throws<ArgumentOutOfRangeException>(() => new MinMax(float.NaN)).ParamName);
        Assert.Equal("upper", Assert.Throws<ArgumentOutOfRangeException>(() => new MinMax(1, 1)).ParamName);
        Assert.Equal(mean, standardize.Mean.ToArray());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_network_with_one_takes_raw_inputs_everywhere(Preprocessor preprocessor)
    {
        var raw = MakeData(seed: 1);
        preprocessor.Fit(raw.Features, 5);
        var features = new float[raw.Features.Length];
        preprocessor.Transform(raw.Features, features);
        var scaled = Dataset.Classification(features, raw.Labels.ToArray());
        var with = new SmallClassifier(seed: 3) { Preprocessor = preprocessor };
        var without = new SmallClassifier(seed: 3);

        Assert.Equal(Gradient(without, scaled), Gradient(with, raw));
        Assert.Equal(without.TrainStep(scaled.Features, scaled.Labels, new Sgd()), with.TrainStep(raw.Features, raw.Labels, new Sgd()));
        Assert.Equal(without.Fit(scaled).Last.Loss, with.Fit(raw).Last.Loss);
        Assert.Equal(without.Parameters.ToArray(), with.Parameters.ToArray());
        Assert.Equal(without.Evaluate(scaled).Loss, with.Evaluate(raw).Loss);
        Assert.Equal(Predictions(without, scaled), Predictions(with, raw));
    }

    [Fact]
    public void A_prediction_is_the_same_alone_and_among_others_and_allocates_nothing()
    {
        var data = MakeData(seed: 1);
        var network = new SmallClassifier(seed: 3);
        network.Fit(data, new() { Preprocessor = new Standardize() });
        var together = new float[3 * Samples];
        network.Predict(data.Features, together);

        var alone = new float[3];
        for (var i = 0; i < Samples; i++)
        {
            network.Predict(data.FeaturesOf(i), alone);
            Assert.Equal(together[(3 * i)..(3 * i + 3)], alone);
        }

        Assert.Equal(0, Allocations.Of(() => network.Predict(data.Features, together)));
        var sgd = new Sgd();
        network.TrainStep(data.Features, data.Labels, sgd);
        Assert.Equal(0, Allocations.Of(() => network.TrainStep(data.Features, data.Labels, sgd)));
    }

    [Fact]
    public void Fit_fits_it_to_the_training_samples_alone_and_leaves_the_users()
    {
        var data = MakeData(seed: 1);
        var network = new SmallClassifier(seed: 3);
        var asked = new Standardize();
        var expected = new Standardize();
        expected.Fit(data.Features[..(56 * 5)], 5);

        network.Fit(data, new() { Preprocessor = asked, ValidationSplit = 0.2 });

        Assert.False(asked.IsFitted);
        var fitted = Assert.IsType<Standardize>(network.Preprocessor);
        Assert.Equal(expected.Mean.ToArray(), fitted.Mean.ToArray());
        Assert.Equal(expected.Deviation.ToArray(), fitted.Deviation.ToArray());

        // The next fold, with the same options.
        var other = MakeData(seed: 2);
        network.Fit(other, new() { Preprocessor = asked });
        expected.Fit(other.Features, 5);
        Assert.Equal(expected.Mean.ToArray(), ((Standardize)network.Preprocessor!).Mean.ToArray());
    }

    [Fact]
    public void Training_refused_leaves_the_network_without_one()
    {
        var network = new SmallClassifier(seed: 3);

        Assert.Throws<ArgumentOutOfRangeException>(() => network.Fit(MakeData(seed: 1), new() { Preprocessor = new Standardize(), Epochs = 0 }));

        Assert.Null(network.Preprocessor);
    }

    [Fact]
    public void A_network_refuses_one_that_does_not_fit_and_its_own_does_not_change()
    {
        var data = MakeData(seed: 1);
        var network = new SmallClassifier(seed: 3);
        Assert.Contains("is not fitted", Assert.Throws<ArgumentException>(() => network.Preprocessor = new Standardize()).Message, StringComparison.Ordinal);
        var shorter = new MinMax();
        shorter.Fit([1, 2, 3], 3);
        Assert.Contains("samples of 3 values; SmallClassifier takes 5", Assert.Throws<ArgumentException>(() => network.Preprocessor = shorter).Message, StringComparison.Ordinal);
        Assert.Null(network.Preprocessor);

        var standardize = new Standardize();
        standardize.Fit(data.Features, 5);
        network.Preprocessor = standardize;
        var before = Predictions(network, data);
        standardize.Fit(MakeData(seed: 2).Features, 5);
        Assert.Throws<InvalidOperationException>(() => network.Preprocessor.Fit(data.Features, 5));
        Assert.Equal(before, Predictions(network, data));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_is_saved_with_the_weights_and_comes_back(Preprocessor preprocessor)
    {
        var data = MakeData(seed: 1);
        var network = new SmallClassifier(seed: 3);
        network.Fit(data, new() { Preprocessor = preprocessor });
        network.Save(Saved);
        var other = new SmallClassifier(seed: 4);

        other.Load(Saved);

        Assert.Equal(preprocessor.GetType(), other.Preprocessor!.GetType());
        Assert.Equal(Predictions(network, data), Predictions(other, data));
        other.Save(_folder["again.safetensors"]);
        Assert.Equal(File.ReadAllBytes(Saved), File.ReadAllBytes(_folder["again.safetensors"]));
    }

    [Fact]
    public void A_file_without_one_takes_it_away()
    {
        new SmallClassifier(seed: 1).Save(Saved);
        var network = new SmallClassifier(seed: 3);
        network.Fit(MakeData(seed: 1), new() { Preprocessor = new Standardize() });

        network.Load(Saved);

        Assert.Null(network.Preprocessor);
    }

    [Fact]
    public void A_damaged_file_changes_neither_the_weights_nor_the_preprocessor()
    {
        var data = MakeData(seed: 1);
        var saved = new SmallClassifier(seed: 3);
        saved.Fit(data, new() { Preprocessor = new Standardize() });
        saved.Save(Saved);
        var whole = File.ReadAllBytes(Saved);
        var network = new SmallClassifier(seed: 4);
        network.Fit(data, new() { Preprocessor = new MinMax() });
        var (parameters, preprocessor) = (network.Parameters.ToArray(), network.Preprocessor);

        // The doubles stand first, five means and five deviations: -1 is none.
        MemoryMarshal.Write(whole.AsSpan(8 + (int)MemoryMarshal.Read<long>(whole) + (9 * sizeof(double))), -1.0);
        foreach (var bytes in new[] { whole, whole[..^4], whole[..100] })
        {
            File.WriteAllBytes(Saved, bytes);
            Assert.Throws<InvalidDataException>(() => network.Load(Saved));
            Assert.Equal(parameters, network.Parameters.ToArray());
            Assert.Same(preprocessor, network.Preprocessor);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_no_float_tells_apart_is_the_same_after_loading(Preprocessor preprocessor)
    {
        var data = Dataset.Classification([1e7f, 0, 2.5e38f, 0, 5, 10000001, float.Epsilon, -1e38f, 0, 5], [0, 1]);
        var network = new SmallClassifier(seed: 3);
        network.Fit(data, new() { Preprocessor = preprocessor });
        network.Save(Saved);
        var other = new SmallClassifier(seed: 4);

        other.Load(Saved);

        Assert.Equal(Predictions(network, data), Predictions(other, data));
        Assert.All(Predictions(other, data), p => Assert.True(float.IsFinite(p)));
        var scaled = new float[10];
        other.Preprocessor!.Transform(data.Features, scaled);
        Assert.Equal(preprocessor is MinMax minMax ? (minMax.Lower, minMax.Upper) : (-1f, 1f), (scaled[0], scaled[5]));
        Assert.Contains("\"F64\"", System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Saved)), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_the_first_version_which_hold_floats_still_load()
    {
        float[][] parts = [[1, 2, 3, 4, 5], [0.5f, 1, 2, 4, 8]];
        var network = new SmallClassifier(seed: 3);
        var other = new SmallClassifier(seed: 4);

        WriteAsFloats(network, ("preprocessing.mean", parts[0]), ("preprocessing.deviation", parts[1]));
        other.Load(Saved);
        var standardize = Assert.IsType<Standardize>(other.Preprocessor);
        Assert.Equal(parts[0], standardize.Mean.ToArray());
        Assert.Equal(parts[1], standardize.Deviation.ToArray());
        Assert.Equal(network.Parameters.ToArray(), other.Parameters.ToArray());

        WriteAsFloats(network, ("preprocessing.minimum", parts[0]), ("preprocessing.scale", parts[1]), ("preprocessing.range", [-1, 3]));
        other.Load(Saved);
        var minMax = Assert.IsType<MinMax>(other.Preprocessor);
        Assert.Equal((-1, 3), (minMax.Lower, minMax.Upper));
        var scaled = new float[5];
        minMax.Transform([1.5f, 3, 5, 8, 13], scaled);
        Assert.Equal([0f, 0, 0, 0, 0], scaled);
    }

    [Theory]
    [InlineData("preprocessing.deviation", 4, "expected shape [5], found [4]")]
    [InlineData("preprocessing.else", 5, "tensor 'preprocessing.deviation': expected shape [5], found no such tensor")]
    public void A_file_with_half_a_preprocessor_is_refused(string name, int length, string message)
    {
        var network = new SmallClassifier(seed: 3);
        WriteAsFloats(network, ("preprocessing.mean", [1, 2, 3, 4, 5]), (name, [.. Enumerable.Repeat(1f, length)]));

        var error = Assert.Throws<InvalidDataException>(() => network.Load(Saved));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(Saved, error.Message, StringComparison.Ordinal);
        Assert.Null(network.Preprocessor);
    }

    /// <summary>Saves a network, and puts floats beside its parameters, as the first version did.</summary>
    private void WriteAsFloats(SmallClassifier network, params (string Name, float[] Values)[] parts)
    {
        network.Preprocessor = null;
        network.Save(Saved);
        var file = File.ReadAllBytes(Saved);
        var start = 8 + (int)MemoryMarshal.Read<long>(file);
        var header = JsonNode.Parse(file.AsSpan(8, start - 8))!.AsObject();
        List<byte> data = [.. file[start..]];
        foreach (var (name, values) in parts)
        {
            header[name] = new JsonObject { ["dtype"] = "F32", ["shape"] = new JsonArray(values.Length), ["data_offsets"] = new JsonArray(data.Count, data.Count + (4 * values.Length)) };
            data.AddRange(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        var text = System.Text.Encoding.UTF8.GetBytes(header.ToJsonString());
        File.WriteAllBytes(Saved, [.. BitConverter.GetBytes((long)text.Length), .. text, .. data]);
    }

    private static float[] Gradient(SmallClassifier network, Dataset<int> data)
    {
        var gradients = new float[network.Parameters.Length];
        network.Gradient(data.Features, data.Labels, gradients);
        return gradients;
    }

    private static float[] Predictions(SmallClassifier network, Dataset<int> data)
    {
        var outputs = new float[data.Count * 3];
        network.Predict(data.Features, outputs);
        return outputs;
    }

    private static Dataset<int> MakeData(int seed)
    {
        var random = new Random(seed);
        var features = new float[Samples * 5];
        for (var i = 0; i < features.Length; i++)
            features[i] = 100 * (i % 5) + (1 + 10 * (i % 5)) * random.NextSingle();
        return Dataset.Classification(features, [.. Enumerable.Range(0, Samples).Select(_ => random.Next(3))]);
    }
}
