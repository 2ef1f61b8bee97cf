using System.Text;
using NetGen.Runtime.Tests.Data;

namespace NetGen.Runtime.Tests.Selection;

public class SearchJournalTests
{
    private static readonly KeyValuePair<string, string>[] Description = [new("search", "grid"), new("choices", "alpha: 0.1 | \"é\"")];

    private static readonly (TrainingKey Key, FoldResult Result)[] Entries =
    [
        (new(1, 1, 0), new(1, 0.1 + 0.2, 3, TimeSpan.FromTicks(12345678901))),
        (new(1, 2, 0), new(2, double.NaN, 3, TimeSpan.Zero)),
        (new(2, 1, 9), new(1, double.NegativeInfinity, 9, TimeSpan.FromSeconds(1))),
        (new(2, 2, 9), new(2, -1e-300, 9, TimeSpan.FromSeconds(2)) { TrainScore = 0.1 + 0.7 }),
        (new(3, 1, 9), new(1, 0.5, 9, TimeSpan.FromSeconds(2)) { TrainScore = double.NaN }),
    ];

    [Fact]
    public void What_was_written_is_found_with_all_its_bits()
    {
        using var folder = new TemporaryFolder();
        Write(folder["journal"]);

        Assert.Equal(Entries, Read(folder["journal"]));
    }

    [Fact]
    public void A_file_cut_at_any_byte_gives_its_whole_lines_and_can_be_continued()
    {
        using var folder = new TemporaryFolder();
        Write(folder["whole"]);
        var whole = File.ReadAllBytes(folder["whole"]);
        for (var length = 0; length < whole.Length; length++)
        {
            var path = folder.Write("cut", whole[..length]);
            var lines = Math.Max(0, whole[..length].Count(b => b == (byte)'\n') - 1);

            Assert.Equal(Entries[..lines], Read(path));
            using (var journal = SearchJournal.Open(path, Description, _ => { }))
            {
                foreach (var (key, result) in Entries[lines..])
                    journal.Add(key, result, "alpha 0.1");
            }

            Assert.Equal(whole, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void While_a_search_has_it_others_may_read_and_no_second_search_may_open_it()
    {
        using var folder = new TemporaryFolder();
        using var journal = SearchJournal.Open(folder["journal"], Description, _ => { });

        Assert.NotEmpty(ReadBeside(folder["journal"]));
        Assert.Throws<IOException>(() => SearchJournal.Open(folder["journal"], Description, _ => { }));
        journal.Add(Entries[0].Key, Entries[0].Result, "alpha 0.1");
        Assert.Equal(2, ReadBeside(folder["journal"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        static string ReadBeside(string path)
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadToEnd();
        }
    }

    [Fact]
    public void A_last_line_of_zeros_is_dropped()
    {
        using var folder = new TemporaryFolder();
        Write(folder["journal"]);
        var whole = File.ReadAllBytes(folder["journal"]);

        Assert.Equal(Entries, Read(folder.Write("journal", [.. whole, .. new byte[20]])));
        Assert.Equal(Entries, Read(folder.Write("journal", [.. whole, .. new byte[20], (byte)'\n'])));
    }

    [Fact]
    public void The_journal_of_another_search_is_refused_with_what_differs_and_left_as_it_is()
    {
        using var folder = new TemporaryFolder();
        Write(folder["journal"]);
        var before = File.ReadAllBytes(folder["journal"]);

        var error = Assert.Throws<InvalidDataException>(() => SearchJournal.Open(folder["journal"], [new("search", "random"), Description[1]], _ => { }));

        Assert.Contains("'search' is 'grid' there and 'random' here", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(folder["journal"]));
    }

    [Theory]
    [InlineData("a letter")]
    [InlineData("a letter\nin two lines\n")]
    [InlineData("{\"name\": 1}\n")]
    [InlineData("[1]\n")]
    [InlineData("{\"netgen_search_journal\":2}\n")]
    [InlineData("{\"netgen_search_journal\":\"one\"}\n")]
    public void Another_file_is_refused_and_left_as_it_is(string content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("letter", Encoding.UTF8.GetBytes(content));

        Assert.Throws<InvalidDataException>(() => SearchJournal.Open(path, Description, _ => { }));
        Assert.Equal(content, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"trial\":1,\"fold\":1,\"until\":0,\"score\":\"much\",\"epochs\":1,\"ticks\":1}")]
    [InlineData("{\"trial\":1,\"fold\":1.5,\"until\":0,\"score\":1,\"epochs\":1,\"ticks\":1}")]
    [InlineData("{\"trial\":1,\"fold\":1,\"until\":0,\"score\":1,\"epochs\":1,\"choices\":\"\"}")]
    public void Damage_in_the_middle_is_reported_with_its_line(string line)
    {
        using var folder = new TemporaryFolder();
        Write(folder["journal"]);
        var lines = File.ReadAllLines(folder["journal"]).ToList();
        lines.Insert(3, line);
        File.WriteAllLines(folder["journal"], lines);

        var error = Assert.Throws<InvalidDataException>(() => Read(folder["journal"]));

        Assert.Contains("journal(4)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trial", "-1", "a whole number from 1 to 2147483647")]
    [InlineData("trial", "0", "a whole number from 1 to 2147483647")]
    [InlineData("fold", "2147483648", "a whole number from 1 to 2147483647")]
    [InlineData("until", "-1", "a whole number from 0 to 2147483647")]
    [InlineData("epochs", "-9223372036854775808", "a whole number from 0 to 2147483647")]
    [InlineData("epochs", "1.5", "a whole number from 0 to 2147483647")]
    [InlineData("ticks", "-1", "a whole number from 0 to 316224000000000")]
    [InlineData("ticks", "9223372036854775807", "a whole number from 0 to 316224000000000")]
    [InlineData("score", "1e999", "a finite number, 'NaN', 'Infinity' or '-Infinity'")]
    [InlineData("score", "null", "a finite number, 'NaN', 'Infinity' or '-Infinity'")]
    [InlineData("score", "\"much\"", "a finite number, 'NaN', 'Infinity' or '-Infinity'")]
    [InlineData("choices", "[1]", "a text")]
    public void A_value_that_no_training_can_have_is_refused_by_line_and_name(string name, string value, string expected)
    {
        using var folder = new TemporaryFolder();
        Write(folder["journal"]);
        var line = $"{{\"trial\":1,\"fold\":1,\"until\":0,\"score\":1,\"epochs\":1,\"ticks\":1,\"choices\":\"\",\"{name}\":{value}}}";
        var before = File.ReadAllText(folder["journal"]) + line + "\n";
        File.WriteAllText(folder["journal"], before);

        var error = Assert.Throws<InvalidDataException>(() => Read(folder["journal"]));

        Assert.Equal($"{folder["journal"]}(7): '{name}': expected {expected}, found {value}.", error.Message);
        Assert.Equal(before, File.ReadAllText(folder["journal"]));
    }

    [Fact]
    public void A_line_that_is_no_text_is_refused_by_its_number()
    {
        using var folder = new TemporaryFolder();
        Write(folder["journal"]);
        var whole = File.ReadAllBytes(folder["journal"]);
        for (var i = 0; i < whole.Length; i++)
        {
            if (whole[i] == (byte)'\n')
                continue;

            byte[] damaged = [.. whole];
            damaged[i] = 0xFF;
            var path = folder.Write("damaged", damaged);
            var line = whole[..i].Count(b => b == (byte)'\n') + 1;
            if (line == Entries.Length + 1)
            {
                // Torn by a crash, as far as anyone can tell.
                Assert.Equal(Entries[..^1], Read(path));
                continue;
            }

            Assert.StartsWith($"{path}({line}): expected a line of a search's journal, JSON in UTF-8, found '", Assert.Throws<InvalidDataException>(() => Read(path)).Message, StringComparison.Ordinal);
            Assert.Equal(damaged, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void Half_a_character_and_a_long_text_are_shown_as_what_they_are()
    {
        using var folder = new TemporaryFolder();
        Write(folder["journal"]);
        File.AppendAllText(folder["journal"], "{\"trial\":1,\"fold\":1,\"until\":0,\"score\":1,\"epochs\":1,\"ticks\":1,\"choices\":\"\\uD800\"}\n");
        Assert.Contains("journal(7): expected texts of whole characters, found '{", Assert.Throws<InvalidDataException>(() => Read(folder["journal"])).Message, StringComparison.Ordinal);

        File.WriteAllText(folder["journal"], new string('x', 5000) + "\u001b[2J\n");
        Assert.EndsWith($"found '{new string('x', 100)}...'; the file is damaged or no journal.", Assert.Throws<InvalidDataException>(() => Read(folder["journal"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_searches_cannot_have_one_journal_at_a_time()
    {
        using var folder = new TemporaryFolder();
        using var first = SearchJournal.Open(folder["journal"], Description, _ => { });

        Assert.Throws<IOException>(() => SearchJournal.Open(folder["journal"], Description, _ => { }));
    }

    private static void Write(string path)
    {
        using var journal = SearchJournal.Open(path, Description, _ => { });
        foreach (var (key, result) in Entries)
            journal.Add(key, result, "alpha 0.1");
    }

    private static List<(TrainingKey, FoldResult)> Read(string path)
    {
        var found = new List<(TrainingKey, FoldResult)>();
        using var journal = SearchJournal.Open(path, Description, entry => found.Add((entry.Key, entry.Result)));
        return found;
    }
}
