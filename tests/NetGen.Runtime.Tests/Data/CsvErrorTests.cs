using System.Text;
using static NetGen.Runtime.Tests.Data.CsvText;

namespace NetGen.Runtime.Tests.Data;

/// <summary>Damaged tables: the message names the file, the line in it, and the column.</summary>
public class CsvErrorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\r\n \t\n")]
    [InlineData("\ufeff")]
    public void A_file_of_nothing_is_refused(string text) => Assert.Equal("file: line 1: expected at least one row, found none.", Refused(text));

    [Theory]
    [InlineData("1,2\n3,x\n", "line 2, column 2: expected a number, found 'x'. Where the column holds texts, name it in CsvOptions.Categorical, OneHot or Drop.")]
    [InlineData("a,b\n1,2\n3,4 5\n", "line 3, column 2: expected a number, found '4 5'.")]
    [InlineData("1,2\n\"1,000\",2\n", "line 2, column 1: expected a number, found '1,000'.")]
    [InlineData("1,2\n3,\"a \"\"b\"\"\"\n", "line 2, column 2: expected a number, found 'a \"b\"'. Where the column holds texts, name it in CsvOptions.Categorical, OneHot or Drop.")]
    [InlineData("1,2\n3,5\"\n", "line 2, column 2: expected a number, found '5\"'.")]
    [InlineData("1,2\n3,\" \"\n", "line 2, column 2: expected a number, found ' '.")]
    [InlineData("1,2\n3,information\n", "line 2, column 2: expected a number, found 'information'. Where the column holds texts, name it in CsvOptions.Categorical, OneHot or Drop.")]
    [InlineData("1,2\n3,1e39\n", "line 2, column 2: expected a number within the range of a float, found '1e39'.")]
    public void A_bad_number_is_named(string text, string expected) => Assert.Equal("file: " + expected, Refused(text));

    [Theory]
    [InlineData("1,2\n,4\n", "line 2, column 1: expected a value, found an empty field. Where the column lacks values, CsvOptions.Missing says what becomes of them.")]
    [InlineData("1,2\n3,\n", "line 2, column 2: expected a value, found an empty field. Where the column lacks values, CsvOptions.Missing says what becomes of them.")]
    [InlineData("1,2\n3,\"\"\n", "line 2, column 2: expected a value, found an empty field. Where the column lacks values, CsvOptions.Missing says what becomes of them.")]
    [InlineData("1,2\n3,nan\n", "line 2, column 2: expected a value, found NaN. Where the column lacks values, CsvOptions.Missing says what becomes of them.")]
    public void A_missing_value_is_named(string text, string expected) => Assert.Equal("file: " + expected, Refused(text));

    [Theory]
    [InlineData("1,2,3\n4,5\n", "line 2, column 3: expected 3 columns, found 2.")]
    [InlineData("1,2\n3,4\n5,6,7,8\n", "line 3, column 3: expected 2 columns, found 4.")]
    [InlineData("a,b\n1\n", "line 2, column 2: expected 2 columns, found 1.")]
    [InlineData("1,2\n3,4,\n", "line 2, column 3: expected 2 columns, found 3.")]
    public void A_row_of_another_length_is_named(string text, string expected) => Assert.Equal("file: " + expected, Refused(text));

    [Theory]
    [InlineData("1,2\n3,\"4\n", "line 2, column 2: expected a closing quote, found the end of the file.")]
    [InlineData("1,2\n\"3\"4,5\n", "line 2, column 1: expected a separator after the closing quote, found '4'.")]
    [InlineData("1,2\n\"3\" é,5\n", "line 2, column 1: expected a separator after the closing quote, found 'é'.")]
    public void A_bad_quote_is_named(string text, string expected) => Assert.Equal("file: " + expected, Refused(text));

    [Theory]
    [InlineData("\n\na,b\n\n1,2\n \t\n3,x\n", 7)]
    [InlineData("a,b\r\n\r\n1,2\r\n3,x\r\n", 4)]
    [InlineData("a,b\r\r1,2\r3,x\r", 4)]
    [InlineData("\"a\n\n\",b\n1,2\n3,x\n", 5)]
    [InlineData("\"a\r\n\r\n\",b\r\n1,2\r\n3,x", 5)]
    [InlineData("\"a\r\",b\r1,2\r3,x", 4)]
    [InlineData("a,b\n1,2\n\"\n3\n\",x\n", 3)]
    public void The_line_is_the_one_in_the_file(string text, int line) =>
        Assert.StartsWith($"file: line {line}, column ", Refused(text));

    [Theory]
    [InlineData("a,b\n\n1,2\n\n3,-1\n", "line 5, column 2: expected a whole number from 0 as the label, found -1.")]
    [InlineData("\"a\n\",b\n1,0.5\n", "line 3, column 2: expected a whole number from 0 as the label, found 0.5.")]
    [InlineData("1,16777216\n", "line 1, column 2: expected a whole number from 0 as the label, found 16777216.")]
    [InlineData("1,2\n1,inf\n", "line 2, column 2: expected a whole number from 0 as the label, found Infinity.")]
    [InlineData("1,2\n1,\n", "line 2, column 2: expected a whole number from 0 as the label, found NaN.")]
    public void A_label_that_is_no_class_is_named_with_its_line_in_the_file(string text, string expected)
    {
        var table = Read(text, new() { Missing = CsvMissing.NaN });

        Assert.Equal("file: " + expected, Assert.Throws<InvalidDataException>(() => table.ToClassification(1)).Message);
    }

    [Fact]
    public void Text_in_another_encoding_is_refused()
    {
        Assert.StartsWith("file: line 2: expected text in UTF-8, found the byte 0xe9", RefusedBytes([.. "1,2\n3,"u8, 0xe9, (byte)'\n']));
        Assert.StartsWith("file: line 1: expected text in UTF-8, found the byte 0xff", RefusedBytes([0xff, 0xfe, .. Encoding.Unicode.GetBytes("1,2\n")]));
    }

    [Fact]
    public void A_damaged_packed_file_is_refused() =>
        Assert.StartsWith("file: expected gzip data, found a damaged file", RefusedBytes(Packed.Of("1,2\n3,4\n"u8.ToArray())[..^4]));

    private static string RefusedBytes(byte[] file) =>
        Assert.Throws<InvalidDataException>(() => Csv.Read(new MemoryStream(file), "file")).Message;

}
