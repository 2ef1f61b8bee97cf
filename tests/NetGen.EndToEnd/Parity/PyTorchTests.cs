using System.Text.Json;
using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Parity;

/// <summary>Outputs, losses, gradients and steps against PyTorch's; <c>pytorch.py</c> made the numbers.</summary>
public class PyTorchTests
{
    private static readonly JsonElement Fixture = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Parity", "pytorch.json"))).RootElement;

    public static TheoryData<string> Networks => [.. Fixture.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("network").GetString()!)];

    public static TheoryData<int> Optimizers => [.. Enumerable.Range(0, Fixture.GetProperty("sgd").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Outputs_loss_and_gradient_are_PyTorchs(string name)
    {
        var expected = Fixture.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("network").GetString() == name);
        var trial = Catalogue.Get(name).Start(Numbers(expected, "inputs"), Numbers(expected, "labels"));
        Numbers(expected, "parameters").CopyTo(trial.Network.Parameters);

        var outputs = new float[expected.GetProperty("outputs").GetArrayLength()];
        trial.Network.Predict(trial.Inputs, outputs);
        var gradient = new float[trial.Network.Parameters.Length];
        var loss = trial.Gradient(gradient);

        Equal(Numbers(expected, "outputs"), outputs, 2e-6f);
        Equal([(float)expected.GetProperty("loss").GetDouble()], [loss], 2e-6f);
        Equal(Numbers(expected, "gradient"), gradient, 2e-6f);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Steps_of_SGD_are_PyTorchs(int number)
    {
        var expected = Fixture.GetProperty("sgd")[number];
        var sgd = new Sgd(0.1f, (float)expected.GetProperty("momentum").GetDouble(), expected.GetProperty("nesterov").GetBoolean());
        var trial = Catalogue.Get(nameof(SmallClassifier)).Start(Numbers(expected, "inputs"), Numbers(expected, "labels"));
        Numbers(expected, "parameters").CopyTo(trial.Network.Parameters);

        for (var step = 0; step < 10; step++)
            trial.TrainStep(sgd);

        Equal(Numbers(expected, "trained"), trial.Network.Parameters, 5e-6f);
    }

    private static float[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(n => (float)n.GetDouble())];

    private static void Equal(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
