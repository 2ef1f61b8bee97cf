namespace NetGen.Runtime.Tests.Reports;

/// <summary>Texts in tables that other programs read.</summary>
public class TextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("=HYPERLINK(\"http://example.org\")")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("-cmd|' /C calc'!A0")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    [InlineData("  =1+1")]
    [InlineData("\uFF1D1+1")]
    [InlineData("-")]
    [InlineData("--1")]
    [InlineData("-1,5")]
    public void What_a_spreadsheet_takes_for_a_formula_is_marked_as_a_text(string text)
    {
        var field = CsvText.Field(text);

        Assert.Equal("'" + text, field.StartsWith('"') ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : field);
    }

    [Theory]
    [InlineData("-0.5")]
    [InlineData("+3")]
    [InlineData("-1E-05")]
    [InlineData("-Infinity")]
    [InlineData("NaN")]
    [InlineData("1-2")]
    [InlineData("a=b")]
    [InlineData("me@example.org")]
    [InlineData("'quoted'")]
    [InlineData("")]
    public void Numbers_and_other_texts_stay_as_they_are(string text) => Assert.Equal(text, CsvText.Field(text));

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"c\"", "\"say \"\"c\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=a,b", "\"'=a,b\"")]
    public void What_would_end_a_field_is_quoted(string text, string expected) => Assert.Equal(expected, CsvText.Field(text));

    [Theory]
    [InlineData("a | b", "a \\| b")]
    [InlineData("back\\slash", "back\\\\slash")]
    [InlineData("[text](http://example.org)", "\\[text\\](http:&#47;/example.org)")]
    [InlineData("![picture](x.png)", "!\\[picture\\](x.png)")]
    [InlineData("see https://example.org/a/b", "see https:&#47;/example.org/a/b")]
    [InlineData("WWW.example.org", "WWW&#46;example.org")]
    [InlineData("<b>bold</b>", "&lt;b>bold&lt;/b>")]
    [InlineData("<https://example.org>", "&lt;https:&#47;/example.org>")]
    [InlineData("&lt;b&gt;", "&amp;lt;b&amp;gt;")]
    [InlineData("two\r\nlines\tand a\u001b[31m colour", "two lines and a \\[31m colour")]
    [InlineData("*a* `b` ~c~ $d$", "\\*a\\* \\`b\\` \\~c\\~ \\$d\\$")]
    [InlineData("dense1_units _style_", "dense1_units \\_style\\_")]
    [InlineData("0.5, 1e-5: a/b 1.2.3", "0.5, 1e-5: a/b 1.2.3")]
    public void Markdown_reads_as_the_text_that_it_was(string text, string expected) => Assert.Equal(expected, MarkdownText.Cell(text));

    [Fact]
    public void A_table_of_text_has_one_line_a_row_whatever_the_cells_hold() =>
        Assert.Equal("a b   1\nc    20", TextTable.Format([["a\nb", "1"], ["c", "20"]]));
}
