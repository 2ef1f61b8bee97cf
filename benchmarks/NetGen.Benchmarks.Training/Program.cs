using System.Globalization;
using NetGen.Benchmarks.Training;

const string Usage = """
    usage: NetGen.Benchmarks.Training overhead [--rounds N] [--terminal] [--processor-time]
           NetGen.Benchmarks.Training soak [--predictions N] [--steps N]
           NetGen.Benchmarks.Training grid FILE [--rounds N]
      --rounds N         15 unless said otherwise
      --terminal         the progress display draws on the console, not into nothing
      --processor-time   not the clock but the time of all processors is taken, for a machine that is not quiet; with NetGenThreads=1
      --predictions N    10,000,000 unless said otherwise
      --steps N          100,000 unless said otherwise
    """;

switch (args)
{
    case ["overhead", ..]:
        Overhead.Run(Number("--rounds", 15), args.Contains("--terminal"), args.Contains("--processor-time"));
        return 0;
    case ["soak", ..]:
        return Soak.Run(Number("--predictions", 10_000_000), Number("--steps", 100_000)) ? 0 : 1;
    case ["grid", var path, ..]:
        Grid.Run(path, Number("--rounds", 5));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

int Number(string option, int otherwise)
{
    var place = Array.IndexOf(args, option);
    return place < 0 ? otherwise : int.Parse(args[place + 1], NumberStyles.None, CultureInfo.InvariantCulture);
}
