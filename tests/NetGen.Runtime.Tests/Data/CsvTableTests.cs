using static NetGen.Runtime.Tests.Data.CsvText;

namespace NetGen.Runtime.Tests.Data;

/// <summary>From tables to data sets: which columns become what.</summary>
public class CsvTableTests
{
    private static readonly CsvTable Table = Read("a,b,c\n1,2,3\n4,5,6\n");

    [Fact]
    public void A_column_of_labels_is_chosen_by_index_from_the_end_or_by_name()
    {
        Assert.Equal([1, 4], Table.ToClassification(0).Labels.ToArray());
        Assert.Equal([3, 6], Table.ToClassification(^1).Labels.ToArray());
        Assert.Equal([2, 5], Table.ToClassification("b").Labels.ToArray());
        Assert.Equal([1f, 3, 4, 6], Table.ToClassification("b").Features.ToArray());
    }

    [Fact]
    public void Columns_of_targets_come_in_the_order_given()
    {
        var data = Table.ToRegression("c", 0);

        Assert.Equal([3f, 1, 6, 4], data.Labels.ToArray());
        Assert.Equal([2f, 5], data.Features.ToArray());
        Assert.Equal((2, 1, 2), (data.Count, data.SampleLength, data.LabelLength));
    }

    [Fact]
    public void A_column_of_texts_can_be_the_label()
    {
        var table = Read("5.1,setosa\n7.0,versicolor\n4.9,setosa\n", new() { Categorical = [^1] });

        Assert.Equal([0, 1, 0], table.ToClassification(^1).Labels.ToArray());
        Assert.Equal(["setosa", "versicolor"], table.Categories(1));
    }

    [Fact]
    public void A_column_that_is_not_there_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Table.ToClassification(3));
        Assert.Equal("labelColumn", error.ParamName);
        Assert.StartsWith("There is no column 3; the table has 3 columns: a, b, c.", error.Message);
    }

    [Fact]
    public void A_name_that_is_not_there_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Table.ToRegression("A"));
        Assert.Equal("targetColumns", error.ParamName);
        Assert.StartsWith("There is no column 'A'; the table has 3 columns: a, b, c.", error.Message);

        error = Assert.Throws<ArgumentException>(() => Read("1,2\n").ToClassification("a"));
        Assert.StartsWith("There is no column 'a'; the table has 2 columns and no header.", error.Message);

        error = Assert.Throws<ArgumentException>(() => Read("a,b\n1,2\n", new() { Categorical = ["c"] }));
        Assert.Equal("options", error.ParamName);
    }

    [Fact]
    public void Targets_named_twice_or_not_at_all_are_refused()
    {
        Assert.Equal("targetColumns", Assert.Throws<ArgumentException>(() => Table.ToRegression()).ParamName);
        var error = Assert.Throws<ArgumentException>(() => Table.ToRegression(2, "c"));
        Assert.Equal("targetColumns", error.ParamName);
        Assert.StartsWith("Expected one or more different target columns, but there are: 2, 'c'.", error.Message);
    }

    [Fact]
    public void A_table_of_labels_alone_is_refused() =>
        Assert.Equal(
            "file: expected at least one row and one column of features, found 2 rows and 0 columns beside the labels.",
            Assert.Throws<InvalidDataException>(() => Table.ToRegression(0, 1, 2)).Message);

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_row_that_is_not_there_is_refused(int row)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Table[row, 0]);

        Assert.Equal("row", error.ParamName);
        Assert.StartsWith("The table has 2 rows; an index must be from 0 to 1.", error.Message);
    }

    [Fact]
    public void A_column_of_numbers_has_no_categories()
    {
        var error = Assert.Throws<ArgumentException>(() => Table.Categories("a"));

        Assert.Equal("column", error.ParamName);
        Assert.StartsWith("Column 'a' was not read as categorical.", error.Message);
    }
}
