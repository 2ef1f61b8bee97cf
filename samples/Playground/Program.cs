using System.Globalization;
using Playground;
using Samples;

const string Usage = """
    usage: Playground [--data circle|xor|gauss|spiral] [--noise PERCENT] [--activation tanh|relu] [--epochs N]
      --data NAME          the points; spiral unless said otherwise
      --noise PERCENT      how far they stray, from 0 to 50; 0 unless said otherwise
      --activation NAME    of the hidden layers; tanh unless said otherwise
      --epochs N           passes over the points; 200 unless said otherwise
    """;
var options = CommandLine.Parse(args, Usage, counts: ["--epochs"], texts: ["--data", "--noise", "--activation"]);
if (options.ExitCode is { } code)
    return code;

var name = options.Text("--data") ?? "spiral";
var activation = options.Text("--activation") ?? "tanh";
var noise = 0;
if (!PointCloud.Names.Contains(name))
    return Wrong($"The option --data needs one of {string.Join(", ", PointCloud.Names)}, not '{name}'.");
if (activation is not ("tanh" or "relu"))
    return Wrong($"The option --activation needs tanh or relu, not '{activation}'.");
if (options.Text("--noise") is { } percent && !(int.TryParse(percent, NumberStyles.None, CultureInfo.InvariantCulture, out noise) && noise <= 50))
    return Wrong($"The option --noise needs a whole number from 0 to 50, not '{percent}'.");

Terminal.Prepare();

// Half of the points to train on, half to test on.
var (train, test) = PointCloud.Make(name, noise / 100.0, seed: 1).Split(testFraction: 0.5, seed: 1);
Network<float> network = activation == "relu" ? new ReluNetwork(seed: 1) : new TanhNetwork(seed: 1);

var epochs = options.Count("--epochs", otherwise: 200);
var show = new Show(network, train, test, epochs);
network.Fit(train, new()
{
    Epochs = epochs,
    BatchSize = 10,
    Optimizer = new Adam(0.01f),
    ShowProgress = false,
    OnEpoch = show.OnEpoch,
});
return 0;

static int Wrong(string problem)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(Usage);
    return 2;
}
