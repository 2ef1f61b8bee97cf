using System.Globalization;
using System.Text.Json.Nodes;
using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Selection;

/// <summary>Every value of every line of a journal, changed to what it cannot be and to what it might be: refused by file, line and name, or a search that goes on.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private static readonly JsonNode?[] Values =
    [
        -1, 0, 2, 99, int.MaxValue, long.MinValue, long.MaxValue, 2147483591, 0.5, null, "", "NaN", "Infinity", "\u001b[2J" + new string('x', 300), new JsonArray(1), new JsonObject(), true,
    ];

    private readonly TemporaryFolder _folder = new();

    private string Journal => _folder["search.jsonl"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_a_grid() => Check(() => SelectionCases.Grid(journal: Journal), "score", "ticks", "epochs");

    [Fact]
    // Two trials may have chosen the same, and a line may stand for a stage that the search did not come to.
    public void Of_hyperband() => Check(() => new Hyperband<int>
    {
        Data = SelectionCases.Data,
        Folds = new HoldOut(0.2),
        Choices = [SelectionCases.Rate],
        Create = trial => new SmallClassifier(trial.Seed),
        Options = trial => new() { BatchSize = 32, Optimizer = new Adam(trial.Get(SelectionCases.Rate)) },
        MaxEpochs = 4,
        Factor = 2,
        Seed = 7,
        Parallelism = 1,
        Journal = Journal,
    }, "score", "ticks", "epochs", "trial", "until");

    [Theory]
    [InlineData('|', 1)]
    [InlineData('}', 2)]
    public void Bytes_that_are_no_text_are_refused_by_line(char place, int line)
    {
        SelectionCases.Grid(journal: Journal).Run();
        var whole = File.ReadAllBytes(Journal);
        // Within a text of the line: what is chosen.
        var start = line == 1 ? 0 : Array.IndexOf(whole, (byte)'\n');
        whole[Array.IndexOf(whole, (byte)place, start) - (line == 1 ? 0 : 2)] = 0xC3;
        File.WriteAllBytes(Journal, whole);

        var error = Assert.Throws<InvalidDataException>(() => SelectionCases.Grid(journal: Journal).Run());

        Assert.StartsWith($"{Journal}({line}): expected a line of a search's journal, JSON in UTF-8, found '{{", error.Message, StringComparison.Ordinal);
        Assert.Equal(whole, File.ReadAllBytes(Journal));
    }

    [Fact]
    public void One_training_with_two_results_is_refused()
    {
        SelectionCases.Grid(journal: Journal).Run();
        var lines = File.ReadAllLines(Journal);
        File.WriteAllLines(Journal, [.. lines, lines[^1]]);
        SelectionCases.Grid(journal: Journal).Run();

        var again = JsonNode.Parse(lines[^1])!;
        again["score"] = 0.125;
        File.WriteAllLines(Journal, [.. lines, again.ToJsonString()]);
        var error = Assert.Throws<InvalidDataException>(() => SelectionCases.Grid(journal: Journal).Run());

        Assert.StartsWith($"{Journal}({lines.Length + 1}): 'trial': expected each training once, or twice with one result, found 'trial' ", error.Message, StringComparison.Ordinal);
    }

    private void Check(Func<Search<int>> search, params string[] mayPass)
    {
        var whole = search().Run();
        var lines = File.ReadAllLines(Journal);
        Assert.NotNull(Outcome(search(), lines, "", "", 0));

        var (refused, passed) = (0, 0);
        for (var line = 0; line < lines.Length; line++)
        {
            foreach (var (name, _) in JsonNode.Parse(lines[line])!.AsObject())
            {
                foreach (var changed in Changed(lines[line], name))
                {
                    var value = changed.ContainsKey(name) ? changed[name]?.ToJsonString() ?? "null" : "nothing";
                    if (Outcome(search(), [.. lines[..line], changed.ToJsonString(), .. lines[(line + 1)..]], name, value, line + 1) is not { } result)
                    {
                        refused++;
                        continue;
                    }

                    passed++;
                    Assert.True(mayPass.Contains(name), $"'{name}' made {value} in line {line + 1} was accepted.");
                    Assert.Equal(whole.Trials.Count, result.Trials.Count);
                }
            }
        }

        Assert.True(refused > 4 * passed, $"{refused} were refused and {passed} accepted.");
    }

    private static IEnumerable<JsonObject> Changed(string line, string name)
    {
        foreach (var value in Values)
        {
            var changed = JsonNode.Parse(line)!.AsObject();
            if (JsonNode.DeepEquals(changed[name], value))
                continue;
            changed[name] = value?.DeepClone();
            yield return changed;
        }

        var without = JsonNode.Parse(line)!.AsObject();
        without.Remove(name);
        yield return without;
    }

    /// <summary>What came out; null where the journal was refused, and rightly so.</summary>
    private SearchResult<int>? Outcome(Search<int> search, string[] lines, string name, string value, int line)
    {
        File.WriteAllLines(Journal, lines);
        var before = File.ReadAllBytes(Journal);
        try
        {
            var result = search.Run();
            Assert.All(result.Trials, trial => Assert.InRange(trial.Time, TimeSpan.Zero, TimeSpan.FromDays(10_000)));
            return result;
        }
        catch (InvalidDataException error)
        {
            var told = string.Create(CultureInfo.InvariantCulture, $"'{name}' made {value} in line {line}: {error.Message}");
            Assert.True(error.Message.StartsWith(line == 1 ? Journal : $"{Journal}({line}): ", StringComparison.Ordinal) || error.Message.Contains("'trial'", StringComparison.Ordinal), told);
            Assert.True(error.Message.Contains($"'{name}'", StringComparison.Ordinal) || name == "netgen_search_journal", told);
            Assert.DoesNotContain("\u001b", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(new string('x', 101), error.Message, StringComparison.Ordinal);
            Assert.Equal(before, File.ReadAllBytes(Journal));
            return null;
        }
    }
}
