using static NetGen.Runtime.Tests.Data.CsvText;

namespace NetGen.Runtime.Tests.Data;

/// <summary>Which columns make the table.</summary>
public class CsvColumnsTests
{
    private const string Text = "id,when,size,price\nx1,noon,2,10\nx2,night,3,20\n";

    [Fact]
    public void Columns_are_chosen_in_the_order_given()
    {
        var samples = CsvBothWays.Regression(Text, 0, new() { Columns = ["price", "size"] });

        Assert.Equal(["price", "size"], Read(Text, new() { Columns = [^1, 2], Header = CsvHeader.Present }).Header);
        Assert.Equal([10f, 20], samples.Labels);
        Assert.Equal([2f, 3], samples.Features);
    }

    [Fact]
    public void Columns_are_dropped() =>
        Assert.Equal([2f, 3], CsvBothWays.Regression(Text, "price", new() { Drop = ["id", "when"] }).Features);

    [Fact]
    public void Errors_name_the_column_of_the_file()
    {
        Assert.Equal("line 2, column 4: expected a number, found 'x'. Where the column 'd' holds texts, name it in CsvOptions.Categorical, OneHot or Drop.", CsvBothWays.Refused("a,b,c,d\n1,2,3,x\n", "c", new() { Columns = ["d", "c"] }));
        Assert.EndsWith(
            "line 2, column 4: expected a whole number from 0 as the label, found -4.",
            Assert.Throws<InvalidDataException>(() => Read("a,b,c,d\n1,2,3,-4\n", new() { Drop = [0], Header = CsvHeader.Present }).ToClassification("d")).Message);
    }

    [Fact]
    public void Choices_that_cannot_be_are_refused()
    {
        Assert.StartsWith("'Columns' and 'Drop' are both set", Refused(new() { Columns = ["size"], Drop = ["id"] }));
        Assert.StartsWith("'Columns': expected one or more different columns, but there are: 'size', 2.", Refused(new() { Columns = ["size", 2] }));
        Assert.StartsWith("'Columns': expected one or more different columns", Refused(new() { Columns = [], Header = CsvHeader.Present }));
        Assert.StartsWith("'Drop' leaves no column", Refused(new() { Drop = [0, 1, 2, 3], Header = CsvHeader.Present }));
        Assert.StartsWith("There is no column 'cost'; the table has 4 columns: id, when, size, price.", Refused(new() { Drop = ["cost"] }));
    }

    [Fact]
    public void Features_alone_are_those_of_the_samples()
    {
        var options = new CsvOptions { OneHot = ["when"], Drop = ["id"] };
        var table = Read(Text, options);

        Assert.Equal(table.ToRegression("price").Features.ToArray(), table.ToFeatures("price"));
        Assert.Equal([0f, 1, 2, 10, 1, 0, 3, 20], table.ToFeatures());
        Assert.StartsWith("Expected different columns, but there are: 'when', 0.", Assert.Throws<ArgumentException>(() => table.ToFeatures("when", 0)).Message);
    }

    private static string Refused(CsvOptions options)
    {
        var error = Assert.Throws<ArgumentException>(() => Read(Text, options));
        Assert.Equal("options", error.ParamName);
        return error.Message;
    }
}
