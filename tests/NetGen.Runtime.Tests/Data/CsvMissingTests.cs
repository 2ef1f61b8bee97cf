using static NetGen.Runtime.Tests.Data.CsvText;

namespace NetGen.Runtime.Tests.Data;

/// <summary>What is missing in a file, and what takes its place in samples.</summary>
public class CsvMissingTests
{
    private const string Text = "size,town,price\n1,Rome,10\n,Oslo,20\n4,,30\n4,Rome,40\n9,Rome,50\n";

    [Theory]
    [InlineData(CsvMissing.Mean, 4.5f)]
    [InlineData(CsvMissing.Median, 4f)]
    [InlineData(CsvMissing.MostFrequent, 4f)]
    public void Missing_values_are_filled_with_what_the_column_has(CsvMissing how, float size)
    {
        var table = Read(Text, new() { Missing = how, Categorical = ["town"] });

        Assert.Equal([1, 1, size, 0, 4, 1, 4, 1, 9, 1], table.ToRegression("price").Features.ToArray());
        Assert.True(float.IsNaN(table[1, "size"]));
        Assert.Equal(size, table.FillValues()["size"]);
        Assert.Equal(1, table.FillValues()["town"]);
    }

    [Fact]
    public void The_lowest_of_the_most_frequent_and_the_middle_of_two_are_taken()
    {
        const string Numbers = "3,0\n3,0\n1,0\n1,0\n2,0\n7,0\n,0\n";

        Assert.Equal(1, Read(Numbers, new() { Missing = CsvMissing.MostFrequent }).ToRegression(1).Features[6]);
        Assert.Equal(2.5f, Read(Numbers, new() { Missing = CsvMissing.Median }).ToRegression(1).Features[6]);
    }

    [Fact]
    public void The_mean_of_large_values_is_exact() =>
        Assert.Equal(5592406, Read("16777216,0\n1,0\n1,0\n,0\n", new() { Missing = CsvMissing.Mean }).ToRegression(1).Features[3]);

    [Fact]
    public void Missing_values_are_filled_with_constants()
    {
        var options = new CsvOptions { Missing = CsvMissing.Constant, FillValue = -1, FillText = "elsewhere", Categorical = ["town"] };

        Assert.Equal([1f, 1, -1, 0, 4, 2, 4, 1, 9, 1], CsvBothWays.Regression(Text, "price", options).Features);
        Assert.Equal(["Oslo", "Rome", "elsewhere"], Read(Text, options).Categories("town"));
        Assert.Equal(["Oslo"], Read("size,town\n1,Oslo\n", options).Categories("town"));
    }

    [Fact]
    public void What_is_filled_in_is_the_float_next_to_a_double_and_never_infinite()
    {
        var options = new CsvOptions { Missing = CsvMissing.Constant, FillValue = 0.1 };

        Assert.Equal([0.1f, 2], Read(",0\n2,0\n", options).ToRegression(1).Features);
        Assert.StartsWith(
            "'FillValue' is 1E+300; expected a number within the range of a float.",
            Assert.Throws<ArgumentException>(() => Read(",0\n", new() { Missing = CsvMissing.Constant, FillValue = 1e300 })).Message);
    }

    [Fact]
    public void A_one_hot_text_is_filled_as_any_other() =>
        Assert.Equal([1f, 0, 0, 1, 1, 0], Read("a,1\nb,2\n,3\n", new() { OneHot = [0], Missing = CsvMissing.MostFrequent }).ToRegression(1).Features.ToArray());

    [Fact]
    public void A_second_table_is_filled_with_what_the_first_has_learnt()
    {
        var first = Read(Text, new() { Missing = CsvMissing.Mean, OneHot = ["town"] });
        var options = new CsvOptions { Missing = CsvMissing.Mean, FillValues = first.FillValues(), Categories = first.Categories(), OneHot = ["town"] };

        Assert.Equal([4.5f, 1, 0, 100, 0, 1], CsvBothWays.Regression("size,town,price\n,Oslo,1\n100,,2\n", "price", options).Features);
        Assert.Equal($"'size': 4.5{Environment.NewLine}'town': Rome{Environment.NewLine}'price': 30", first.FillValues().ToString());
    }

    [Fact]
    public void Labels_are_never_filled_in()
    {
        var options = new CsvOptions { Missing = CsvMissing.Constant };
        const string Unlabelled = "a,b\n1,2\n1,\n";

        Assert.Equal("line 3, column 2: expected a value as the target, found a missing one, and targets are not filled in.", CsvBothWays.Refused(Unlabelled, "b", options));
        Assert.Equal("file: line 3, column 2: expected a whole number from 0 as the label, found NaN.", Assert.Throws<InvalidDataException>(() => Read(Unlabelled, options).ToClassification("b")).Message);
        Assert.Equal([2f, float.NaN], CsvBothWays.Regression(Unlabelled, "b", new() { Missing = CsvMissing.NaN }).Labels);
    }

    [Fact]
    public void Where_there_is_nothing_to_fill_in_the_file_is_refused()
    {
        Assert.EndsWith(
            "line 1, column 1: expected a value, found a missing one, and no value in the column to learn from what to fill in.",
            Assert.Throws<InvalidDataException>(() => Read(",1\n,2\n", new() { Missing = CsvMissing.Mean }).ToRegression(1)).Message);
        Assert.Equal(
            "line 2, column 1: expected a value, found a missing one, and no text in CsvOptions.FillText to fill in.",
            CsvBothWays.Refused("a,1\n,2\n", 1, new() { Missing = CsvMissing.Constant, Categorical = [0] }));
        Assert.Equal(
            "line 1, column 1: expected one of the column's categories, a, to fill in, found 'b' in CsvOptions.FillText.",
            CsvBothWays.Refused(",2\n", 1, new() { Missing = CsvMissing.Constant, FillText = "b", Categories = new((0, ["a"])) }));
    }

    [Fact]
    public void What_a_file_read_row_by_row_cannot_learn_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("file.csv", "1,2\n"u8.ToArray());

        Assert.StartsWith("Csv.Open reads one row after another, and cannot learn the Median to fill in", Assert.Throws<ArgumentException>(() => Csv.Open(path, new() { Missing = CsvMissing.Median })).Message);
        var others = Read("a,b\n1,2\n", new() { Missing = CsvMissing.Mean }).FillValues();
        var file = Csv.Open(path, new() { Missing = CsvMissing.Mean, FillValues = others });
        Assert.StartsWith("Csv.Open cannot learn the Mean of column 0, and 'FillValues' has none for it.", Assert.Throws<ArgumentException>(() => file.ToRegression(1).SampleLength).Message);
    }

    [Fact]
    public void What_to_fill_in_fits_the_options_and_the_columns()
    {
        var numbers = Read("a,b\n1,2\n", new() { Missing = CsvMissing.Mean }).FillValues();
        var texts = Read("a,b\nx,2\n", new() { Missing = CsvMissing.Mean, Categorical = ["a"] }).FillValues();

        Assert.StartsWith("'FillValues' says what to fill in, but 'Missing' is Error", Assert.Throws<ArgumentException>(() => Read("1", new() { FillValues = numbers })).Message);
        Assert.StartsWith("'FillValues' has a text for column 'a', which holds numbers.", Assert.Throws<ArgumentException>(() => Read("a,b\n1,2\n", new() { Missing = CsvMissing.Mean, FillValues = texts }).ToRegression("b")).Message);
        Assert.StartsWith("'FillValues' fills column 'a' with 'x', which is none of its categories: y", Assert.Throws<ArgumentException>(() => Read("a,b\ny,2\n", new() { Missing = CsvMissing.Mean, FillValues = texts, Categorical = ["a"] }).ToRegression("b")).Message);
        Assert.StartsWith("There is no value for column 'c'; there are those for 'a', 'b'.", Assert.Throws<ArgumentException>(() => numbers["c"]).Message);
        Assert.StartsWith("'FillText' is empty", Assert.Throws<ArgumentException>(() => Read("1", new() { FillText = "" })).Message);
        Assert.StartsWith("The table was read with 'Missing' NaN", Assert.Throws<InvalidOperationException>(() => Read("1", new() { Missing = CsvMissing.NaN }).FillValues()).Message);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("#N/A")]
    [InlineData("<NA>")]
    [InlineData("null")]
    [InlineData("None")]
    [InlineData("nan")]
    [InlineData("\"?\"")]
    public void Usual_texts_stand_for_missing_numbers(string text)
    {
        Assert.Equal([1f, float.NaN], CsvBothWays.Regression($"1,2\n{text},3\n", 1, new() { Missing = CsvMissing.NaN }).Features);
        Assert.StartsWith("line 2, column 1: expected a value, found ", CsvBothWays.Refused($"1,2\n{text},3\n", 1));
    }

    [Fact]
    public void Texts_that_are_chosen_stand_for_missing_values_everywhere_and_others_for_none()
    {
        const string Mixed = "-999,NA,1\n5,unknown,2\n";
        var options = new CsvOptions { Missing = CsvMissing.NaN, Categorical = [1], MissingTexts = ["-999", "unknown"] };

        Assert.Equal([float.NaN, 0, 5, float.NaN], CsvBothWays.Regression(Mixed, 2, options).Features);
        Assert.Equal([-999f, 0, 5, 1], CsvBothWays.Regression(Mixed, 2, new() { Missing = CsvMissing.NaN, Categorical = [1] }).Features);
        Assert.Equal("line 1, column 1: expected a number, found '?'.", CsvBothWays.Refused("?,1\n", 1, new() { Missing = CsvMissing.NaN, MissingTexts = [], Header = CsvHeader.Absent }));
    }
}
