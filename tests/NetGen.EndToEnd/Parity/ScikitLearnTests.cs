using System.Text.Json;
using NetGen.Datasets;

namespace NetGen.EndToEnd.Parity;

/// <summary>Accuracies with L-BFGS against those of scikit-learn's <c>MLPClassifier</c>; <c>scikit_learn.py</c> made the numbers.</summary>
public partial class ScikitLearnTests
{
    /// <summary>By how many standard deviations of their difference two means may lie apart: further, in one of thirty thousand cases.</summary>
    private const double Deviations = 4;

    /// <summary>What is noise even where every seed gives the same: one sample in 200 or so on the other side.</summary>
    private const double Grain = 0.004;

    private static readonly JsonElement Fixture = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Parity", "scikit_learn.json"))).RootElement;

    private static readonly JsonElement Moons = Fixture.GetProperty("moons");

    private static readonly JsonElement Cancer = Fixture.GetProperty("cancer");

    private static readonly Dictionary<string, Func<long, Network<float>>> MoonNetworks = new()
    {
        ["5 relu"] = seed => new Moons5Relu(seed),
        ["5 tanh"] = seed => new Moons5Tanh(seed),
        ["10,10,10 relu"] = seed => new Moons101010Relu(seed),
        ["10,10,10 tanh"] = seed => new Moons101010Tanh(seed),
    };

    public static TheoryData<int> MoonCases => [.. Enumerable.Range(0, Moons.GetProperty("cases").GetArrayLength())];

    public static TheoryData<int> CancerCases => [.. Enumerable.Range(0, Cancer.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(MoonCases))]
    public void Two_moons_are_told_apart_as_well_as_by_scikit_learn(int number)
    {
        var expected = Moons.GetProperty("cases")[number];
        var hidden = string.Join(',', expected.GetProperty("hidden").EnumerateArray());
        var create = MoonNetworks[$"{hidden} {expected.GetProperty("activation").GetString()}"];
        var seeds = Moons.GetProperty("seeds").GetInt32();
        var data = Dataset.Regression(Numbers(Moons, "points"), Numbers(Moons, "labels"), Moons.GetProperty("labels").GetArrayLength());
        var (training, test) = (data.Take(Moons.GetProperty("training").GetInt32()), data.Skip(Moons.GetProperty("training").GetInt32()));

        var accuracies = Enumerable.Range(0, seeds).Select(seed =>
        {
            var network = Train(create(seed), training, alpha: 1e-4f, Moons.GetProperty("iterations").GetInt32(), standardize: false);
            return (Training: network.Evaluate(training).Accuracy!.Value, Test: network.Evaluate(test).Accuracy!.Value);
        }).ToList();

        Alike(expected.GetProperty("training"), accuracies.ConvertAll(a => a.Training), seeds);
        Alike(expected.GetProperty("test"), accuracies.ConvertAll(a => a.Test), seeds);
    }

    [Theory]
    [MemberData(nameof(CancerCases))]
    public void The_grid_over_alpha_on_breast_cancer_is_scikit_learns(int number)
    {
        var expected = Cancer.GetProperty("cases")[number];
        var alpha = expected.GetProperty("alpha").GetSingle();
        var folds = Cancer.GetProperty("folds").GetString()!;
        var table = BreastCancer.Load();
        var seeds = Cancer.GetProperty("seeds").GetInt32();

        var means = Enumerable.Range(0, seeds).Select(seed => Enumerable.Range(0, 5).Average(fold =>
        {
            var network = Train(new Tumour(seed), Part(table, folds, f => f != fold), alpha, Cancer.GetProperty("iterations").GetInt32(), standardize: true);
            return network.Evaluate(Part(table, folds, f => f == fold)).Accuracy!.Value;
        })).ToList();

        Alike(expected.GetProperty("accuracy"), means, seeds);
    }

    private static Network<float> Train(Network<float> network, Dataset<float> data, float alpha, int iterations, bool standardize)
    {
        network.Fit(data, new() { Epochs = iterations, Optimizer = new Lbfgs(), Alpha = alpha, Preprocessor = standardize ? new Standardize() : null });
        return network;
    }

    private static void Alike(JsonElement expected, List<double> actual, int seeds)
    {
        var mean = actual.Average();
        var variance = actual.Sum(a => (a - mean) * (a - mean)) / (seeds - 1);
        var (theirs, deviation) = (expected.GetProperty("mean").GetDouble(), expected.GetProperty("deviation").GetDouble());
        Assert.Equal(theirs, mean, Grain + Deviations * Math.Sqrt((variance + deviation * deviation) / seeds));
    }

    /// <summary>The samples whose fold is asked for.</summary>
    private static Dataset<float> Part(Dataset<float> data, string folds, Func<int, bool> isAskedFor)
    {
        var samples = Enumerable.Range(0, data.Count).Where(i => isAskedFor(folds[i] - '0')).ToList();
        return Dataset.Regression(
            [.. samples.SelectMany(i => data.FeaturesOf(i).ToArray())], [.. samples.Select(i => data.LabelsOf(i)[0])], samples.Count);
    }

    private static float[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(n => n.GetSingle())];

    [Input(2)]
    [Dense(5, Relu)]
    [Dense(1, Sigmoid)]
    [BinaryCrossEntropy]
    internal partial class Moons5Relu;

    [Input(2)]
    [Dense(5, Tanh)]
    [Dense(1, Sigmoid)]
    [BinaryCrossEntropy]
    internal partial class Moons5Tanh;

    [Input(2)]
    [Dense(10, Relu)]
    [Dense(10, Relu)]
    [Dense(10, Relu)]
    [Dense(1, Sigmoid)]
    [BinaryCrossEntropy]
    internal partial class Moons101010Relu;

    [Input(2)]
    [Dense(10, Tanh)]
    [Dense(10, Tanh)]
    [Dense(10, Tanh)]
    [Dense(1, Sigmoid)]
    [BinaryCrossEntropy]
    internal partial class Moons101010Tanh;

    [Input(30)]
    [Dense(100, Relu)]
    [Dense(1, Sigmoid)]
    [BinaryCrossEntropy]
    internal partial class Tumour;
}
