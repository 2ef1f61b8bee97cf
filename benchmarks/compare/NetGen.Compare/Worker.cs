using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace NetGen.Compare;

/// <summary>
/// Answers questions: each line of the input is "ROW MILLISECONDS", each line of the output a JSON object. The first line of the output,
/// unasked, names the rows and the version. Between questions the process waits for its input, so that another can run.
/// </summary>
internal sealed class Worker(string version, IEnumerable<Row> rows)
{
    private readonly Dictionary<string, Row> _rows = rows.ToDictionary(row => row.Name);
    private readonly Dictionary<string, Action> _prepared = [];

    /// <summary>Prints the names of the rows.</summary>
    public void List()
    {
        foreach (var name in _rows.Keys)
            Console.WriteLine(name);
    }

    /// <summary>Answers until the input ends.</summary>
    public void Serve()
    {
        Write(new { rows = _rows.Keys, version, runtime = RuntimeInformation.FrameworkDescription });
        while (Console.ReadLine() is { } line)
            Answer(line);
    }

    private static void Write(object answer) => Console.WriteLine(JsonSerializer.Serialize(answer));

    private void Answer(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
        {
            Write(new { error = $"'{line}' is no question; expected 'ROW MILLISECONDS'" });
            return;
        }

        if (!_rows.TryGetValue(words[0], out var row))
        {
            Write(new { error = $"there is no row '{words[0]}'; the rows are {string.Join(", ", _rows.Keys)}" });
            return;
        }

        // A row that fails is an answer too: the driver says so, and goes on with the others.
        try
        {
            Measure(row, milliseconds);
        }
        catch (Exception error)
        {
            Write(new { error = $"{error.GetType().Name}: {error.Message.Split('\n')[0]}" });
        }
    }

    private void Measure(Row row, int milliseconds)
    {
        if (!_prepared.TryGetValue(row.Name, out var call))
        {
            call = row.Prepare();
            Measurement.Settle(call);
            _prepared.Add(row.Name, call);
        }

        if (row.CountsBytes)
        {
            Write(new { row = row.Name, bytes = Measurement.BytesPerCall(call) });
            return;
        }

        var (median, minimum, calls) = Measurement.Time(call, milliseconds);
        Write(new { row = row.Name, median, minimum, calls, flops = row.Flops });
    }
}
