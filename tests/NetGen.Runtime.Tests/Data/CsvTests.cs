using System.Globalization;
using System.Text;
using static NetGen.Runtime.Tests.Data.CsvText;

namespace NetGen.Runtime.Tests.Data;

/// <summary>What a table holds: rows, headers, numbers.</summary>
public class CsvTests
{
    [Theory]
    [InlineData("1,2\n3,4\n")]
    [InlineData("1,2\n3,4")]
    [InlineData("1,2\r\n3,4\r\n")]
    [InlineData("1,2\r3,4\r")]
    [InlineData("\ufeff1,2\n3,4\n")]
    [InlineData(" 1 ,\t2\n3, 4 \n")]
    [InlineData("\"1\",\"2\"\n 3,\"4\" \n")]
    public void Rows_of_numbers_are_read(string text)
    {
        var table = Read(text);

        Assert.Equal((2, 2), (table.Rows, table.Columns));
        Assert.Equal([1f, 2, 3, 4], table.Values.ToArray());
        Assert.Empty(table.Header);
        Assert.Equal(3, table[1, 0]);
        Assert.Equal(2, table[0, ^1]);
    }

    [Fact]
    public void A_header_is_seen_by_itself()
    {
        var table = Read("\ufeffheight, width \n1,2\n");

        Assert.Equal(["height", "width"], table.Header);
        Assert.Equal(1, table.Rows);
        Assert.Equal(2, table[0, "width"]);
    }

    [Fact]
    public void A_header_may_be_said_to_be_there_or_not()
    {
        Assert.Equal(["1990", "1991"], Read("1990,1991\n3,4\n", new() { Header = CsvHeader.Present }).Header);
        Assert.Equal("file: line 1, column 1: expected a number, found 'a'. Where the column holds texts, name it in CsvOptions.Categorical, OneHot or Drop.", Refused("a,b\n1,2\n", new() { Header = CsvHeader.Absent }));
    }

    [Theory]
    [InlineData("inf,1\n")]
    [InlineData("NaN,1\n")]
    [InlineData(",1\n")]
    public void A_first_row_of_unusual_numbers_is_no_header(string text) =>
        Assert.Equal(1, Read(text, new() { Missing = CsvMissing.NaN }).Rows);

    [Fact]
    public void A_header_alone_is_a_table_without_rows()
    {
        var table = Read("a,b\n");

        Assert.Equal((0, 2), (table.Rows, table.Columns));
        Assert.StartsWith("file: expected at least one row", Assert.Throws<InvalidDataException>(() => table.ToClassification(0)).Message);
    }

    [Fact]
    public void Another_separator_may_be_chosen()
    {
        Assert.Equal([1f, 2, 3, 4], Read("1;2\n3;4\n", new() { Separator = ';' }).Values.ToArray());
        Assert.Equal([1f, float.NaN, 3, 4], Read(" 1\t\n3\t4\n", new() { Separator = '\t', Missing = CsvMissing.NaN }).Values.ToArray());
        Assert.Equal([1f, 2, 3, 4], Read("1 2\n3 4\n", new() { Separator = ' ' }).Values.ToArray());
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('é')]
    public void A_separator_that_cannot_be_one_is_refused(char separator)
    {
        var error = Assert.Throws<ArgumentException>(() => Read("1", new() { Separator = separator }));

        Assert.Equal("options", error.ParamName);
        Assert.Contains($"it is '{separator}'", error.Message);
    }

    [Theory]
    [InlineData("-1.5e3", -1500)]
    [InlineData("+.25", 0.25f)]
    [InlineData("inf", float.PositiveInfinity)]
    [InlineData("-Inf", float.NegativeInfinity)]
    [InlineData("+INF", float.PositiveInfinity)]
    [InlineData("Infinity", float.PositiveInfinity)]
    [InlineData("-infinity", float.NegativeInfinity)]
    [InlineData("1e-60", 0)]
    [InlineData("3.4028235e38", float.MaxValue)]
    [InlineData("16777217", 16777216)]
    public void Every_way_to_write_a_number_is_read(string text, float expected) =>
        Assert.Equal([expected], Read(text, new() { Header = CsvHeader.Absent }).Values.ToArray());

    [Fact]
    public void Numbers_do_not_follow_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        // As in Germany; the culture itself may not be installed.
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NumberGroupSeparator = ".";
        try
        {
            CultureInfo.CurrentCulture = german;
            Assert.Equal([1.5f, 2], Read("1.5;2", new() { Separator = ';' }).Values.ToArray());
            Assert.Equal("file: line 2, column 1: expected a number, found '1,5'. Where the comma is a decimal one, set CsvOptions.DecimalComma.", Refused("1;2\n1,5;2", new() { Separator = ';' }));
            var error = Assert.Throws<InvalidDataException>(() => Read("1,0.5").ToClassification(1));
            Assert.Equal("file: line 1, column 2: expected a whole number from 0 as the label, found 0.5.", error.Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Missing_values_are_nan_where_asked_for() =>
        Assert.Equal([1, float.NaN, float.NaN, float.NaN], Read("1,\nnan,\"\"\n", new() { Missing = CsvMissing.NaN }).Values.ToArray());

    [Fact]
    public void A_packed_file_is_read_from_its_path_and_named_in_errors()
    {
        using var folder = new TemporaryFolder();
        string good = folder.Write("good.csv.gz", Packed.Of(Encoding.UTF8.GetBytes("a,b\n1,2\n")));
        string bad = folder.Write("bad.csv", "1,x\n"u8.ToArray());

        Assert.Equal([1f, 2], Csv.Read(good).Values.ToArray());
        var error = Assert.Throws<InvalidDataException>(() => Csv.Read(bad, new() { Header = CsvHeader.Absent }));
        Assert.Equal($"{bad}: line 1, column 2: expected a number, found 'x'. Where the column holds texts, name it in CsvOptions.Categorical, OneHot or Drop.", error.Message);
    }

    [Fact]
    public void Without_file_or_name_the_argument_is_named()
    {
        Assert.Equal("path", Assert.Throws<ArgumentException>(() => Csv.Read("")).ParamName);
        Assert.Equal("stream", Assert.Throws<ArgumentNullException>(() => Csv.Read(null!, "file")).ParamName);
        Assert.Equal("name", Assert.Throws<ArgumentNullException>(() => Csv.Read(Stream.Null, null!)).ParamName);
    }
}
