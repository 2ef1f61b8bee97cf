using System.Globalization;
using NetGen.Benchmarks.Keystrokes;

const string Usage = """
    usage: NetGen.Benchmarks.Keystrokes [--rounds N] [--only PART] [--processor-time]
      --rounds N         60 unless said otherwise
      --only PART        only the rows whose name contains this
      --processor-time   not the clock but the time of all processors is taken, for a machine that is not quiet
    """;

if (args.Contains("--help"))
{
    Console.WriteLine(Usage);
    return 0;
}

var rounds = int.Parse(Option("--rounds") ?? "60", NumberStyles.None, CultureInfo.InvariantCulture);
var rows = Typing.All.Where(row => row.Name.Contains(Option("--only") ?? "", StringComparison.Ordinal)).ToList();
if (rows.Count == 0)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

Console.WriteLine(Report.Header);
foreach (var row in rows)
    Console.WriteLine(Report.Line(row.Name, new Session(row, args.Contains("--processor-time")).Measure(rounds)));

return 0;

string? Option(string name)
{
    var place = Array.IndexOf(args, name);
    return place < 0 || place + 1 == args.Length ? null : args[place + 1];
}
