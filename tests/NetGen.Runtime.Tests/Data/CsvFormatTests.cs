using System.Text;
using static NetGen.Runtime.Tests.Data.CsvText;

namespace NetGen.Runtime.Tests.Data;

/// <summary>Files that are cut, written and damaged in other ways than the usual one.</summary>
public class CsvFormatTests
{
    [Theory]
    [InlineData("1 2 0\n3 4 1\n")]
    [InlineData("  1\t 2   0  \n\n3\t4\t1\t\n")]
    [InlineData("\"1\" 2 0\r\n\"3\"\t\"4\" 1")]
    [InlineData("height width class\n1 2 0\n3 4 1\n")]
    public void Blanks_may_separate_fields(string text)
    {
        var samples = CsvBothWays.Classification(text, ^1, new() { WhitespaceSeparated = true });

        Assert.Equal([1f, 2, 3, 4], samples.Features);
        Assert.Equal([0, 1], samples.Labels);
    }

    [Fact]
    public void Between_blanks_a_quoted_field_may_hold_some() =>
        Assert.Equal(["New York", "x"], Read("\"New York\" 1\nx 2\n", new() { WhitespaceSeparated = true, Categorical = [0] }).Categories(0));

    [Fact]
    public void Between_blanks_rows_and_quotes_are_checked_too()
    {
        var options = new CsvOptions { WhitespaceSeparated = true };

        Assert.Equal("line 2, column 3: expected 2 columns, found 3.", CsvBothWays.Refused("1 2\n3 4 5\n", 0, options));
        Assert.Equal("line 2, column 1: expected a separator after the closing quote, found '4'.", CsvBothWays.Refused("1 2\n\"3\"4 5\n", 0, options));
    }

    [Theory]
    [InlineData("# a comment, with \"quotes\n1,2\n  # another\n3,4\n#")]
    [InlineData("a,b\r\n#\r\n1,2\r\n#3,3\r\n\r\n3,4\r\n# é")]
    public void Lines_of_comment_are_left_out(string text)
    {
        var samples = CsvBothWays.Regression(text, 1, new() { Comment = '#' });

        Assert.Equal([1f, 3], samples.Features);
        Assert.Equal([2f, 4], samples.Labels);
    }

    [Fact]
    public void A_comment_is_a_whole_line_and_counts_as_one()
    {
        Assert.Equal("line 5, column 2: expected a number, found '4 # no comment'. Where the column holds texts, name it in CsvOptions.Categorical, OneHot or Drop.", CsvBothWays.Refused("#\n1,2\n#\n\n3,4 # no comment\n", 0, new() { Comment = '#' }));
        Assert.Equal(["#x", "#y"], Read("1,\"#x\"\n\"2\",#y\n", new() { Comment = '#', Categorical = [1] }).Categories(1));
        Assert.Equal("file: line 1, column 1: expected a number, found '#1'.", Refused("#1,2\n", new() { Header = CsvHeader.Absent }));
    }

    [Theory]
    [InlineData("3,14", 3.14f)]
    [InlineData("-1,5e3", -1500)]
    [InlineData(",25", 0.25f)]
    [InlineData("42", 42)]
    [InlineData("-inf", float.NegativeInfinity)]
    public void Numbers_may_have_a_decimal_comma(string number, float expected)
    {
        var options = new CsvOptions { Separator = ';', DecimalComma = true };

        Assert.Equal([expected, 1], CsvBothWays.Regression($"{number};1;0\n", 2, options).Features);
        Assert.Equal([expected, 1], CsvBothWays.Regression($"\"{number}\",1,0\n", 2, new() { DecimalComma = true }).Features);
    }

    [Fact]
    public void Beside_a_decimal_comma_no_point_is_guessed_about()
    {
        var options = new CsvOptions { Separator = ';', DecimalComma = true };

        Assert.Equal("line 2, column 1: expected a number, found '1.500'. It has a decimal point, and CsvOptions.DecimalComma is set.", CsvBothWays.Refused("1;2\n1.500;2\n", 1, options));
        Assert.Equal("line 2, column 1: expected a number, found '1.500,5'.", CsvBothWays.Refused("1;2\n1.500,5;2\n", 1, options));
    }

    [Theory]
    [InlineData("4\0\0", "4\\0\\0")]
    [InlineData("4\0", "4\\0")]
    [InlineData("4\0x", "4\\0x")]
    [InlineData("\"4\0\"", "4\\0")]
    [InlineData("4\v", "4\\u000B")]
    [InlineData("4\f", "4\\u000C")]
    [InlineData("NaN\0", "NaN\\0")]
    [InlineData("4 %", "4 %")]
    public void Bytes_after_a_number_are_refused(string field, string shown) =>
        Assert.Equal($"line 2, column 2: expected a number, found '{shown}'.", CsvBothWays.Refused($"1,2\n3,{field}\n", 0));

    [Theory]
    [InlineData("1;2\n3;4\n", "line 1, column 1: expected a number, found '1;2'. It holds semicolons: where they separate fields, set CsvOptions.Separator to ';'.")]
    [InlineData("1 2\n3 4\n", "line 1, column 1: expected a number, found '1 2'. It holds blanks: where they separate fields, set CsvOptions.WhitespaceSeparated.")]
    [InlineData("a;b\n3;4\n", "line 2, column 1: expected a number, found '3;4'. It holds semicolons: where they separate fields, set CsvOptions.Separator to ';'.")]
    [InlineData("a\tb\n3\t4\n", "line 2, column 1: expected a number, found '3\\t4'. It holds tabs: where they separate fields, set CsvOptions.Separator to '\\t'.")]
    [InlineData("a;b\n3,5;4\n", "line 2, column 2: expected 1 columns, found 2. It holds semicolons: where they separate fields, set CsvOptions.Separator to ';'.")]
    public void A_file_with_another_separator_is_told_so(string text, string expected) => Assert.Equal("file: " + expected, Refused(text));

    [Fact]
    public void A_column_that_another_separator_would_give_is_told_so()
    {
        const string Hint = " It holds semicolons: where they separate fields, set CsvOptions.Separator to ';'.";

        Assert.StartsWith("There is no column 'b'; the table has 1 columns: a;b." + Hint, Assert.Throws<ArgumentException>(() => Read("a;b\n").ToRegression("b")).Message);
        Assert.EndsWith("0 columns beside the labels." + Hint, Assert.Throws<InvalidDataException>(() => Read("a;b\n").ToRegression(0)).Message);
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, (byte)'1', 0, (byte)',', 0, (byte)'2', 0 }, 1, 0xff)]
    [InlineData(new byte[] { (byte)'1', (byte)',', (byte)'2', (byte)'\n', (byte)'3', (byte)',', 0xe9, (byte)'\n' }, 2, 0xe9)]
    [InlineData(new byte[] { (byte)'a', 0xe9, (byte)',', (byte)'b', (byte)'\n', (byte)'3', (byte)',', (byte)'4', (byte)'\n' }, 1, 0xe9)]
    [InlineData(new byte[] { (byte)'1', (byte)',', (byte)'2', (byte)'\n', (byte)'#', 0xfc, (byte)'\n', (byte)'3', (byte)',', (byte)'4', (byte)'\n' }, 2, 0xfc)]
    [InlineData(new byte[] { (byte)'1', (byte)',', (byte)'2', (byte)'\n', (byte)'\n', (byte)'#', 0xfc }, 3, 0xfc)]
    public void Text_in_another_encoding_is_refused_whole_or_row_by_row(byte[] text, int line, byte found) =>
        Assert.Equal(
            $"line {line}: expected text in UTF-8, found the byte 0x{found:x2} where no character can start or go on with it.",
            CsvBothWays.Refused<InvalidDataException>(text, 0, new() { Comment = '#' }));

    [Fact]
    public void What_a_file_holds_is_shown_short_and_harmless()
    {
        string field = "\u001b[2J\u202e" + new string('x', 1000);

        string message = CsvBothWays.Refused($"1,2\n3,{field}\n", 0);

        Assert.Equal($"line 2, column 2: expected a number, found '\\u001B[2J\\u202E{new string('x', 85)}...'.", message);
        Assert.EndsWith("expected a separator after the closing quote, found '\\u0007'.", CsvBothWays.Refused("1,2\n\"3\"\u0007,4\n", 0));
        Assert.Contains("found '" + new string('é', 100) + "...'", CsvBothWays.Refused($"1,2\n3,{new string('é', 101)}\n", 0), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_lines_of_comment_take_no_room()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("file.csv", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("# as long as a piece\n\n", 100)) + "1,2\n"));
        using var rows = new CsvRows(path, new CsvFormat(',', Comment: '#'), firstPiece: 32, longestRow: 64);

        Assert.True(rows.TryNext());
        Assert.Equal(201, rows.Line);
        Assert.Equal("1,2\n", Encoding.UTF8.GetString(rows.Row));
        Assert.False(rows.TryNext());
    }

    [Theory]
    [InlineData('"')]
    [InlineData(' ')]
    [InlineData(',')]
    [InlineData('\u00e9')]
    public void A_comment_that_cannot_be_one_is_refused(char comment) =>
        Assert.Contains($"but it is '{comment}'", Assert.Throws<ArgumentException>(() => Read("1", new() { Comment = comment })).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_separators_are_refused() =>
        Assert.StartsWith("'WhitespaceSeparated' takes the place of 'Separator'", Assert.Throws<ArgumentException>(() => Read("1", new() { WhitespaceSeparated = true, Separator = ';' })).Message);
}
