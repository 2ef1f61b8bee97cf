using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace NetGen.Compare.Peers.Onnx;

/// <summary>The network as the exporter wrote it, loaded and known to compute what PyTorch computes.</summary>
internal sealed class OnnxSession
{
    public const int Inputs = 784;
    public const int Outputs = 10;
    public const string Input = "x";
    public const string Output = "y";

    private const float Tolerance = 1e-5f;

    public OnnxSession(string model, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        Session = new InferenceSession(model, options);
        Check(model + ".check.json");
    }

    public InferenceSession Session { get; }

    public string Version { get; } = $"ONNX Runtime for C# {OrtEnv.Instance().GetVersionString()}";

    /// <summary>An input of the exporter's and what PyTorch gave for it stand beside the model.</summary>
    private void Check(string path)
    {
        using var check = JsonDocument.Parse(File.ReadAllText(path));
        var expected = Floats(check, "output");
        using var x = OrtValue.CreateTensorValueFromMemory(Floats(check, "input"), [1, Inputs]);
        using var options = new RunOptions();
        using var results = Session.Run(options, [Input], [x], [Output]);
        var outputs = results[0].GetTensorDataAsSpan<float>();
        for (var i = 0; i < Outputs; i++)
        {
            var difference = Math.Abs(outputs[i] - expected[i]);
            if (!(difference <= Tolerance))
                throw new InvalidDataException($"ONNX Runtime differs from PyTorch by {difference}");
        }
    }

    private static float[] Floats(JsonDocument document, string name)
        => [.. document.RootElement.GetProperty(name).EnumerateArray().Select(element => element.GetSingle())];
}
