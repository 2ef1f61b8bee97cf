using Microsoft.ML.OnnxRuntime;

namespace NetGen.Compare.Peers.Onnx;

/// <summary>Predictions by ONNX Runtime through its C# API, from and into arrays that are there already.</summary>
internal static class OnnxRows
{
    /// <param name="session">What predicts; null for the names alone.</param>
    public static IEnumerable<Row> All(OnnxSession? session)
    {
        foreach (var batch in new[] { 1, 128, 1024 })
        {
            yield return new Row($"predict-784-128-10-batch-{batch}@bound", () => Bound(session!.Session, batch));
            yield return new Row($"predict-784-128-10-batch-{batch}@run", () => Run(session!.Session, batch));
        }
    }

    /// <summary>Inputs and outputs are bound once: the lightest call there is.</summary>
    private static Action Bound(InferenceSession session, int batch)
    {
        var (x, y) = Values(batch);
        var options = new RunOptions();
        var binding = session.CreateIoBinding();
        binding.BindInput(OnnxSession.Input, x);
        binding.BindOutput(OnnxSession.Output, y);
        return () => session.RunWithBinding(options, binding);
    }

    /// <summary>Inputs and outputs are passed with each call.</summary>
    private static Action Run(InferenceSession session, int batch)
    {
        var (x, y) = Values(batch);
        var options = new RunOptions();
        string[] inputs = [OnnxSession.Input], outputs = [OnnxSession.Output];
        OrtValue[] given = [x], taken = [y];
        return () => session.Run(options, inputs, given, outputs, taken);
    }

    private static (OrtValue Inputs, OrtValue Outputs) Values(int batch)
    {
        var random = new Random(1);
        var inputs = new float[batch * OnnxSession.Inputs];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = random.NextSingle();

        return (
            OrtValue.CreateTensorValueFromMemory(inputs, [batch, OnnxSession.Inputs]),
            OrtValue.CreateTensorValueFromMemory(new float[batch * OnnxSession.Outputs], [batch, OnnxSession.Outputs]));
    }
}
