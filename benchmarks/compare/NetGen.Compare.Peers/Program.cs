using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using NetGen.Compare.Peers.Onnx;
using NetGen.Compare.Peers.Torch;

namespace NetGen.Compare.Peers;

/// <summary>
/// The workers for what else a C# program can take: one measures TorchSharp, one ONNX Runtime through its C# API. The driver starts them and
/// asks in turn; see <see cref="Worker"/> for the questions.
/// </summary>
internal static partial class Program
{
    private const int LongestReason = 250;

    private static int Main(string[] arguments)
    {
        var isList = arguments is [.., "--list"];
        var side = isList ? arguments[..^1] : arguments;
        if (side is not (["torchsharp", _] or ["onnx-runtime", _, _]) || !int.TryParse(side[1], CultureInfo.InvariantCulture, out var threads) || threads < 1)
        {
            Console.Error.WriteLine("usage: NetGen.Compare.Peers torchsharp THREADS|onnx-runtime THREADS MODEL [--list]");
            return 2;
        }

        if (isList)
        {
            // The names alone want neither the library nor the model.
            new Worker(side[0], side[0] == "torchsharp" ? TorchRows.All() : OnnxRows.All(null)).List();
            return 0;
        }

        Worker worker;
        try
        {
            worker = side[0] == "torchsharp" ? TorchWorker(threads) : OnnxWorker(threads, side[2]);
        }
        catch (Exception error)
        {
            // In place of the greeting, for the driver to put into the rows.
            Console.WriteLine(JsonSerializer.Serialize(new { error = "cannot load: " + ReasonOf(error) }));
            Console.Error.WriteLine(error);
            return 1;
        }

        worker.Serve();
        return 0;
    }

    private static Worker TorchWorker(int threads) => new(TorchLibrary.Load(threads), TorchRows.All());

    private static Worker OnnxWorker(int threads, string model)
    {
        var session = new OnnxSession(model, threads);
        return new Worker(session.Version, OnnxRows.All(session));
    }

    /// <summary>What really went wrong, on one line and without the folders of this machine.</summary>
    private static string ReasonOf(Exception error)
    {
        var message = error.GetBaseException().Message;
        // The loader tells of each place where it looked; of these only the one that it found and could not take says why.
        var lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var telling = lines.FirstOrDefault(line => line.Contains("version `", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? error.GetType().Name;
        var reason = Folders().Replace(telling, "");
        return reason.Length > LongestReason ? reason[..LongestReason] : reason;
    }

    [GeneratedRegex(@"(?<![\w.])/\S*/")]
    private static partial Regex Folders();
}
