using System.Text.Json;

namespace NetGen.Runtime.Tests.Metrics;

/// <summary>The data sets of <c>metrics.json</c>, and what <c>metrics.py</c> beside it says of them.</summary>
internal sealed class MetricFixture
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Metrics", "metrics.json"))).RootElement;

    private readonly JsonElement _data;

    private MetricFixture(JsonElement data) => _data = data;

    public static IReadOnlyList<MetricFixture> Classes { get; } = All("classes");

    public static IReadOnlyList<MetricFixture> Targets { get; } = All("targets");

    public static IReadOnlyList<MetricFixture> Regressions { get; } = All("regressions");

    public int Width => _data.GetProperty("width").GetInt32();

    public float[] Outputs => Floats("outputs");

    public float[] FloatLabels => Floats("labels");

    public int[] Labels => [.. _data.GetProperty("labels").EnumerateArray().Select(v => v.GetInt32())];

    public int[][] Confusion => [.. _data.GetProperty("confusion").EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetInt32()).ToArray())];

    public double this[string name] => _data.GetProperty(name).GetDouble();

    /// <summary>Precision, recall and F1 under an averaging.</summary>
    public double[] Average(Averaging averaging) => Doubles(_data.GetProperty("averages").GetProperty(averaging.ToString()));

    /// <summary>Precision, recall and F1 of a class.</summary>
    public double[] Class(int index) => Doubles(_data.GetProperty("each")[index]);

    private static MetricFixture[] All(string name) => [.. Root.GetProperty(name).EnumerateArray().Select(data => new MetricFixture(data))];

    private static double[] Doubles(JsonElement values) => [.. values.EnumerateArray().Select(v => v.GetDouble())];

    private float[] Floats(string name) => [.. _data.GetProperty(name).EnumerateArray().Select(v => v.GetSingle())];
}
