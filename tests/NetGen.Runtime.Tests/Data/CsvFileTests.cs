using System.Globalization;
using System.Text;

namespace NetGen.Runtime.Tests.Data;

public sealed class CsvFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a,b,c\n1,2,0\n3,4,1\n")]
    [InlineData("1,2,0\r\n\r\n3,4,1")]
    [InlineData("\"x\",y,z\r1,\"2\",0\r3,4,1\r")]
    [InlineData("\ufeffa,b,c\n 1 , 2 ,0\n   \n\n-3e-1,inf,7\n")]
    public void Rows_are_samples_as_in_a_table(string text)
    {
        var path = Write(text);
        var expected = Csv.Read(path).ToClassification(^1);

        var file = Csv.Open(path);
        var (features, labels) = StreamContents.Of(file.ToClassification(^1));

        Assert.Equal(expected.Features.ToArray(), features);
        Assert.Equal(expected.Labels.ToArray(), labels);
        Assert.Equal(Csv.Read(path).Header, file.Header);
        Assert.Equal(3, file.Columns);
    }

    [Fact]
    public void Targets_come_in_the_order_given_and_texts_as_their_index()
    {
        var path = Write("size,city,price\n1,Rome,10\n2,\"Os\"\"lo\",20\n3,Rome,30\n4,Zürich,40\n");
        var options = new CsvOptions { Categorical = ["city"] };
        var expected = Csv.Read(path, options).ToRegression("price", "size");

        var (features, targets) = StreamContents.Of(Csv.Open(path, options).ToRegression("price", "size"));

        Assert.Equal([1, 0, 1, 2], features);
        Assert.Equal(expected.Features.ToArray(), features);
        Assert.Equal(expected.Labels.ToArray(), targets);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(64)]
    public void However_a_text_is_cut_into_pieces_its_rows_are_the_same(int piece)
    {
        var random = new Random(piece);
        string[] ends = ["\n", "\r\n", "\r"];
        string[] fields = ["1", " 2.5\t", "\"3\"", "\" a\"\"b\r\n,c \"", "", "\"\"", "#4", "\"#\n#\""];
        CsvFormat[] formats = [',', new(',', Comment: '#'), new(',', Whitespace: true), new(',', Whitespace: true, Comment: '#')];
        for (var round = 0; round < 200; round++)
        {
            var text = new StringBuilder();
            for (var row = random.Next(1, 6); row >= 0; row--)
            {
                text.AppendJoin(round % 4 < 2 ? "," : " \t", Enumerable.Range(0, random.Next(1, 4)).Select(_ => fields[random.Next(fields.Length)])).Append(ends[random.Next(3)]);
                if (random.Next(3) == 0)
                    text.Append(" # \"comment").Append(ends[random.Next(3)]);
                if (random.Next(3) == 0)
                    text.Append("  \t").Append(ends[random.Next(3)]);
            }

            if (random.Next(2) == 0)
                text.Append("last,\"one\"");
            var bytes = Encoding.UTF8.GetBytes(text.ToString());

            Assert.Equal(
                Outcome(() => Whole(bytes, formats[round % 4])),
                Outcome(() => Pieces(_folder.Write("rows.csv", bytes), formats[round % 4], piece)));
        }
    }

    [Fact]
    public void A_reading_allocates_nothing_for_a_row()
    {
        var path = Write(string.Concat(Enumerable.Range(0, 5000).Select(i => FormattableString.Invariant($"{i}.25,-{i}e-3,{i % 3},{(i % 2 == 0 ? "left" : "right")}\n"))));
        var stream = Csv.Open(path, new() { Categorical = [^1] }).ToClassification(2);
        var features = new float[stream.SampleLength];
        var labels = new int[1];
        using var reader = stream.Open();
        var read = 0;
        void Read(int count)
        {
            for (var i = 0; i < count && reader.TryRead(features, labels); i++)
                read++;
        }

        Read(10);
        Assert.Equal(0, Allocations.Of(() => Read(1000)));
        Read(int.MaxValue);
        Assert.Equal(5000, read);
    }

    [Theory]
    [InlineData("1,2\n3,x\n", "line 2, column 2: expected a number, found 'x'. Where the column holds texts, name it in CsvOptions.Categorical, OneHot or Drop.")]
    [InlineData("1,2\n\n3\n", "line 3, column 2: expected 2 columns, found 1.")]
    [InlineData("1,2\n3,4,5\n", "line 2, column 3: expected 2 columns, found 3.")]
    [InlineData("1,2\n3,\"4\n5", "line 2, column 2: expected a closing quote, found the end of the file.")]
    [InlineData("1,2\n3,\"4\"x\n", "line 2, column 2: expected a separator after the closing quote, found 'x'.")]
    [InlineData("1,2\n3,\n", "line 2, column 2: expected a value, found an empty field. Where the column lacks values, CsvOptions.Missing says what becomes of them.")]
    [InlineData("1,2\n3,0.5\n", "line 2, column 2: expected a whole number from 0 as the label, found 0.5.")]
    public void What_is_wrong_with_a_row_is_said_when_it_is_read(string text, string problem)
    {
        var path = Write(text);
        var stream = Csv.Open(path).ToClassification(1);

        Assert.Equal($"{path}: {problem}", Assert.Throws<InvalidDataException>(() => StreamContents.Of(stream)).Message);
    }

    [Fact]
    public void A_text_that_is_no_UTF_8_is_refused()
    {
        var path = _folder.Write("latin.csv", [.. "1,a,0\n2,"u8, 0xfc, .. ",1\n"u8]);

        var error = Assert.Throws<InvalidDataException>(() => StreamContents.Of(Csv.Open(path, new() { Categorical = [1] }).ToClassification(2)));

        Assert.Equal($"{path}: line 2: expected text in UTF-8, found the byte 0xfc where no character can start or go on with it.", error.Message);
    }

    [Fact]
    public void A_file_that_is_packed_empty_or_without_features_is_refused()
    {
        var packed = _folder.Write("packed.csv.gz", Packed.Of([49, 44, 50]));
        var empty = Write("\n \n");
        var single = _folder.Write("single.csv", "1\n2\n"u8.ToArray());

        Assert.Contains("found a file packed with gzip; unpack it first", Assert.Throws<InvalidDataException>(() => Csv.Open(packed)).Message, StringComparison.Ordinal);
        Assert.Contains("expected at least one row, found none", Assert.Throws<InvalidDataException>(() => Csv.Open(empty)).Message, StringComparison.Ordinal);
        Assert.Contains("expected at least one column of features", Assert.Throws<InvalidDataException>(() => Csv.Open(single).ToClassification(0)).Message, StringComparison.Ordinal);
        Assert.Equal("labelColumn", Assert.Throws<ArgumentException>(() => Csv.Open(single).ToClassification("price")).ParamName);
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => Csv.Open("")).ParamName);
        File.Delete(packed);
    }

    [Fact]
    public void A_row_without_end_is_refused_before_it_fills_the_memory()
    {
        var path = Write("1,\"" + new string('x', 1000));
        using var rows = new CsvRows(path, ',', firstPiece: 16, longestRow: 256);

        var error = Assert.Throws<InvalidDataException>(() => rows.TryNext());

        Assert.Equal($"{path}: line 1: expected a row of less than 256 bytes, found a longer one; a closing quote may be missing.", error.Message);
    }

    /// <summary>The rows, or what is said of the first that is none: a comment taken for a row may open a quote.</summary>
    private static List<string> Outcome(Func<List<string>> rows)
    {
        try
        {
            return rows();
        }
        catch (InvalidDataException error)
        {
            return [error.Message[error.Message.IndexOf("line", StringComparison.Ordinal)..]];
        }
    }

    private static List<string> Whole(byte[] text, CsvFormat format)
    {
        var rows = new List<string>();
        var row = new List<CsvField>();
        var fields = new CsvFields(text, format, "text");
        while (fields.Next(row))
        {
            var values = new List<string>();
            foreach (var field in row)
                values.Add(fields.Text(field));
            rows.Add(Describe(fields.Line, values));
        }

        return rows;
    }

    private static List<string> Pieces(string path, CsvFormat format, int piece)
    {
        var result = new List<string>();
        using var rows = new CsvRows(path, format, piece);
        while (rows.TryNext())
            result.Add(Describe(rows.Line, Enumerable.Range(0, rows.Fields.Count).Select(i => CsvFields.Text(rows.Bytes(i), rows.Fields[i].Escaped))));
        return result;
    }

    private static string Describe(int line, IEnumerable<string> values) => line.ToString(CultureInfo.InvariantCulture) + "|" + string.Join("|", values);

    private string Write(string text) => _folder.Write("file.csv", Encoding.UTF8.GetBytes(text));
}
