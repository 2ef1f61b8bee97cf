using static NetGen.Runtime.Tests.Data.CsvText;

namespace NetGen.Runtime.Tests.Data;

/// <summary>Where fields start and end, and what belongs to them; seen through a column of texts.</summary>
public class CsvFieldTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("  blanks around \t", "blanks around")]
    [InlineData("blanks  inside", "blanks  inside")]
    [InlineData("\"quoted\"", "quoted")]
    [InlineData("\"  blanks in quotes \"", "  blanks in quotes ")]
    [InlineData("  \"blanks outside quotes\"\t ", "blanks outside quotes")]
    [InlineData("\"a,b\"", "a,b")]
    [InlineData("\"two\nlines\"", "two\nlines")]
    [InlineData("\"two\r\n\r\nlines\"", "two\r\n\r\nlines")]
    [InlineData("\"say \"\"yes\"\"\"", "say \"yes\"")]
    [InlineData("\"\"\"\"", "\"")]
    [InlineData("\" \"", " ")]
    [InlineData("5\"", "5\"")]
    [InlineData("5\"\"", "5\"\"")]
    [InlineData("a \"b\" c", "a \"b\" c")]
    [InlineData("größe", "größe")]
    public void A_field_holds_what_the_rules_say(string field, string expected)
    {
        foreach (string end in new[] { "\n", "\r\n", "" })
        {
            var table = Read($"text,number\n{field},1\n2,{field}{end}", new() { Header = CsvHeader.Present, Categorical = [0, 1], CategoryOrder = CategoryOrder.FirstAppearance });

            Assert.Equal([expected, "2"], table.Categories("text"));
            Assert.Equal(["1", expected], table.Categories("number"));
        }
    }

    [Fact]
    public void A_quoted_field_may_hold_the_separator_of_the_file() =>
        Assert.Equal(["a\tb"], Read("t\tn\n\"a\tb\"\t1\n", new() { Separator = '\t', Categorical = [0] }).Categories(0));

    [Fact]
    public void Blank_lines_are_skipped_wherever_they_stand() =>
        Assert.Equal([1f, 2, 3, 4], Read("\n \n1,2\n\n\t \r\n3,4\n\n").Values.ToArray());

    [Fact]
    public void Blank_lines_are_skipped_in_a_table_of_one_column_too() =>
        Assert.Equal([1f, 2], Read("1\n\n2\n", new() { Missing = CsvMissing.NaN }).Values.ToArray());

    [Fact]
    public void A_line_of_separators_or_empty_quotes_is_not_blank()
    {
        var options = new CsvOptions { Missing = CsvMissing.NaN };

        Assert.Equal([1, 2, float.NaN, float.NaN], Read("1,2\n,\n", options).Values.ToArray());
        Assert.Equal([1, float.NaN, 2], Read("1\n\"\"\n2\n", options).Values.ToArray());
        Assert.Equal([1, 2, float.NaN, float.NaN], Read("1\t2\n\t\n", new() { Separator = '\t', Missing = CsvMissing.NaN }).Values.ToArray());
    }

    [Fact]
    public void A_missing_text_is_a_missing_value()
    {
        Assert.Equal([1, float.NaN], Read("1,\n", new() { Categorical = [1], Missing = CsvMissing.NaN }).Values.ToArray());
        Assert.Equal("file: line 2, column 1: expected a value, found an empty field. Where the column lacks values, CsvOptions.Missing says what becomes of them.", Refused("a,1\n,2\n", new() { Categorical = [0] }));
    }
}
