using static NetGen.Runtime.Tests.Data.CsvText;

namespace NetGen.Runtime.Tests.Data;

/// <summary>Whether the first row names the columns, and what becomes of names.</summary>
public class CsvHeaderTests
{
    private const string Twice = "label,a,b,label\n1,2,3,1\n0,5,6,0\n";

    [Theory]
    [InlineData("?,1\n2,3\n")]
    [InlineData("NA,1\n2,3\n")]
    [InlineData("n/a,1\n2,3\n")]
    [InlineData("NULL,?\n2,3\n")]
    [InlineData("?,?\n2,3\n")]
    public void A_first_row_with_missing_values_is_data(string text)
    {
        var table = Read(text, new() { Missing = CsvMissing.NaN });

        Assert.Empty(table.Header);
        Assert.Equal(2, table.Rows);
        Assert.True(float.IsNaN(table[0, 0]));
        Assert.StartsWith("file: line 1, column 1: expected a value, found '", Refused(text));
    }

    [Theory]
    [InlineData("1,5;2,5\n3;4\n")]
    [InlineData("1,5;2\n3;4\n")]
    [InlineData("-1,5e3;2\n3;4\n")]
    public void A_first_row_with_decimal_commas_is_data(string text)
    {
        var table = Read(text, new() { Separator = ';', DecimalComma = true });

        Assert.Empty(table.Header);
        Assert.Equal([3f, 4], table.Values[2..].ToArray());
        Assert.EndsWith("Where the comma is a decimal one, set CsvOptions.DecimalComma.", Refused(text, new() { Separator = ';' }));
    }

    [Theory]
    [InlineData("1.234,5;2\n")]
    [InlineData("2024-11-26;2\n")]
    public void What_resembles_a_number_is_no_name(string text) =>
        Assert.StartsWith("file: line 1, column 1: expected a number, found '", Refused(text, new() { Separator = ';' }));

    [Theory]
    [InlineData("150,4,setosa\n", "found the text 'setosa' in column 3 beside the value '150' in column 1")]
    [InlineData(",a\n1,2\n", "found the text 'a' in column 2 beside the empty column 1")]
    [InlineData("\n?,a\n1,2\n", "found the text 'a' in column 2 beside the value '?' in column 1")]
    public void A_first_row_of_names_and_values_is_refused(string text, string found)
    {
        string message = CsvBothWays.Refused(text, 0);

        Assert.Contains(found, message, StringComparison.Ordinal);
        Assert.Contains("set CsvOptions.Header to Present or Absent", message, StringComparison.Ordinal);
        Assert.StartsWith(text[0] == '\n' ? "line 2: " : "line 1: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_row_of_names_and_values_is_what_the_options_say()
    {
        Assert.Equal(["country", "1990"], Read("country,1990\n1,2\n", new() { Header = CsvHeader.Present }).Header);
        Assert.Equal([1f], CsvBothWays.Regression("a,1\n", 1, new() { Header = CsvHeader.Absent, Categorical = [0] }).Labels);
    }

    [Fact]
    public void Columns_that_are_not_read_as_numbers_do_not_tell()
    {
        Assert.Empty(Read("11.3,2011-01-28 20:42:59 UTC,x,-73\n", new() { Drop = [1], Categorical = [2] }).Header);
        Assert.Empty(Read("11.3,noon,-73\n", new() { Columns = [0, 2] }).Header);
        Assert.Empty(Read("noon,-73\n", new() { Categories = new((0, ["noon"])) }).Header);
        Assert.Equal(["K", "Na", "Mg"], Read("K,Na,Mg\n1,2,3\n").Header);
        Assert.Equal(["b"], Read("1,b\n1,2\n", new() { Columns = [1] }).Header);
    }

    [Fact]
    public void A_name_that_is_there_twice_cannot_be_chosen()
    {
        const string Expected = "There are several columns 'label', those of index 0 and 3 among them; choose one by its index, and leave the others out with CsvOptions.Drop.";
        var table = Read(Twice);

        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => table.ToClassification("label")).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => table.ToRegression("label")).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => table[0, "label"]).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => Read(Twice, new() { Categorical = ["label"] })).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => Read(Twice, new() { Drop = ["label"] })).Message);
        Assert.StartsWith(Expected, Assert.Throws<ArgumentException>(() => Read(Twice, new() { Categories = new(("label", ["0", "1"])) })).Message);
        Assert.StartsWith(Expected, CsvBothWays.Refused<ArgumentException>(System.Text.Encoding.UTF8.GetBytes(Twice), "label"));
    }

    [Fact]
    public void Of_two_columns_of_a_name_one_may_be_dropped()
    {
        var samples = CsvBothWays.Classification(Twice, "label", new() { Drop = [0] });

        Assert.Equal([2f, 3, 5, 6], samples.Features);
        Assert.Equal([1, 0], samples.Labels);
        Assert.Equal([2f, 5], Read(Twice).ToRegression("a").Labels.ToArray());
    }
}
