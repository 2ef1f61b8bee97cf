using static NetGen.Runtime.Tests.Data.CsvText;

namespace NetGen.Runtime.Tests.Data;

/// <summary>The texts of a column: what numbers they get, in one table and in the next.</summary>
public class CsvCategoryTests
{
    private const string Towns = "town,price\nRome,1\nOslo,2\nRome,3\noslo,4\n";

    private static readonly CsvOptions ByTown = new() { Categorical = ["town"] };

    [Fact]
    public void Texts_are_numbered_in_their_own_order()
    {
        var table = Read(Towns, ByTown);

        Assert.Equal([1f, 1, 0, 2, 1, 3, 2, 4], table.Values.ToArray());
        Assert.Equal(["Oslo", "Rome", "oslo"], table.Categories(0));
    }

    [Fact]
    public void The_order_of_the_rows_changes_no_number()
    {
        string[] rows = ["b,x", "a,y", "c,x", "a,z"];
        var options = new CsvOptions { Header = CsvHeader.Absent, Categorical = [0, 1] };

        var forward = CsvBothWays.Classification(string.Join('\n', rows), 1, options);
        var backward = CsvBothWays.Classification(string.Join('\n', rows.Reverse()), 1, options);

        Assert.Equal([1f, 0, 2, 0], forward.Features);
        Assert.Equal([0, 1, 0, 2], forward.Labels);
        Assert.Equal(forward.Features.Reverse(), backward.Features);
        Assert.Equal(forward.Labels.Reverse(), backward.Labels);
        Assert.Equal(["x", "y", "z"], forward.ClassNames!);
        Assert.Equal(forward.ClassNames, backward.ClassNames);
    }

    [Fact]
    public void Texts_may_be_numbered_as_they_appear()
    {
        var samples = CsvBothWays.Regression(Towns, "price", new() { Categorical = ["town"], CategoryOrder = CategoryOrder.FirstAppearance });

        Assert.Equal([0f, 1, 0, 2], samples.Features);
        Assert.Equal("'town': Rome, Oslo, oslo", samples.Categories);
    }

    [Fact]
    public void An_order_may_be_given()
    {
        var options = new CsvOptions { Categories = new Categories(("size", ["small", "medium", "large"])) };

        Assert.Equal([2f, 0], CsvBothWays.Regression("size,price\nlarge,1\nsmall,2\n", "price", options).Features);
    }

    [Fact]
    public void A_second_table_takes_the_texts_of_the_first()
    {
        var first = Read(Towns, ByTown);
        var options = new CsvOptions { Categories = first.Categories() };

        Assert.Equal([2f, 1], CsvBothWays.Regression("price,town\n1,oslo\n2,Rome\n", "price", options).Features);
        Assert.Equal(first.Categories(0), Read("town,price\noslo,1\n", options).Categories("town"));
    }

    [Fact]
    public void Columns_without_a_name_of_their_own_go_by_their_place_in_the_file()
    {
        var options = new CsvOptions { Columns = [2, 1], Categorical = [1], Header = CsvHeader.Absent };
        var first = Read("x,b,1\nx,a,2\n", options);

        Assert.Equal("1: a, b", first.Categories().ToString());
        var second = new CsvOptions { Header = CsvHeader.Absent, Categorical = [0], Categories = first.Categories() };
        Assert.Equal([0f, 1], CsvBothWays.Regression("b,b,1\n", ^1, second).Features);
        Assert.Equal("1: b, c", Read("a,a\n1,c\n2,b\n", new() { Header = CsvHeader.Present, Categorical = [1] }).Categories().ToString());
    }

    [Fact]
    public void A_text_that_the_first_table_did_not_have_is_refused()
    {
        var options = new CsvOptions { Categories = Read(Towns, ByTown).Categories() };

        Assert.Equal(
            "line 3, column 1: expected one of the column's categories, Oslo, Rome, oslo, found 'Bern'.",
            CsvBothWays.Refused("town,price\nOslo,2\nBern,1\n", "price", options));
    }

    [Fact]
    public void A_text_that_the_first_table_did_not_have_is_missing_where_asked()
    {
        var categories = Read(Towns, ByTown).Categories();
        const string Text = "town,price\nRome,2\nBern,1\n";

        Assert.Equal([1f, float.NaN], CsvBothWays.Regression(Text, "price", new() { Categories = categories, Unknown = CsvUnknown.Missing }).Features);
        Assert.Equal(
            [1f, 2],
            CsvBothWays.Regression(Text, "price", new() { Categories = categories, Unknown = CsvUnknown.Missing, Missing = CsvMissing.Constant, FillText = "oslo" }).Features);
    }

    [Fact]
    public void Columns_that_a_second_table_does_not_have_do_not_matter_unless_one_may_be_meant()
    {
        var categories = new Categories(("town", ["Oslo", "Rome"]), ("species", ["a", "b"]));

        Assert.Equal([1f, 2], Read("town,price\nRome,2\n", new() { Categories = categories }).ToFeatures());
        var error = Assert.Throws<ArgumentException>(() => Read("town,specie\nRome,b\n", new() { Categories = categories, Categorical = ["specie"] }));
        Assert.StartsWith("'Categories' has no texts for column 'specie', which is categorical, but has some for column 'species', which the file does not have.", error.Message);
    }

    [Fact]
    public void Classes_have_the_names_of_their_texts_and_only_of_those()
    {
        Assert.Equal(["a", "b"], CsvBothWays.Classification("1,b\n2,a\n", 1, new() { Categorical = [1] }).ClassNames!);
        Assert.Equal(["no", "yes"], CsvBothWays.Regression("1,yes\n2,no\n", 1, new() { Categorical = [1] }).ClassNames!);
        Assert.Null(CsvBothWays.Regression("1,yes\n2,no\n3,perhaps\n", 1, new() { Categorical = [1] }).ClassNames);
        Assert.Null(CsvBothWays.Regression("1,yes\n2,no\n", 0, new() { Categorical = [1] }).ClassNames);
        var numbers = CsvBothWays.Classification("1,0\n2,1\n", 1);
        Assert.Null(numbers.ClassNames);
        Assert.Null(numbers.Categories);
    }

    [Fact]
    public void Parts_of_a_data_set_keep_the_names()
    {
        var data = Read("1,b\n2,a\n3,b\n", new() { Categorical = [1] }).ToClassification(1);

        foreach (var part in new[] { data.Take(1), data.Skip(2), data.Shuffle(1), data.Select([0]), data.Split(0.5, 1).Test })
            Assert.Equal((data.ClassNames, data.Categories), (part.ClassNames, part.Categories));
    }

    [Fact]
    public void A_file_that_changes_after_its_texts_were_learnt_is_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("file.csv", "a,1\nb,2\n"u8.ToArray());
        var stream = Csv.Open(path, new() { Categorical = [0] }).ToRegression(1);
        Assert.Equal([0f, 1], StreamContents.Of(stream).Features);

        File.AppendAllText(path, "c,3\n");

        Assert.EndsWith(
            "line 3, column 1: expected one of the column's categories, a, b, found 'c'; the file has changed since they were learnt.",
            Assert.Throws<InvalidDataException>(() => StreamContents.Of(stream)).Message);
    }

    [Fact]
    public void A_column_of_numbers_has_no_categories_in_a_file_either()
    {
        using var folder = new TemporaryFolder();
        var file = Csv.Open(folder.Write("file.csv", "a,b\nx,1\n"u8.ToArray()), new() { Categorical = ["a"] });

        Assert.Equal(["x"], file.Categories("a"));
        Assert.StartsWith("Column 'b' is not read as categorical.", Assert.Throws<ArgumentException>(() => file.Categories("b")).Message);
    }

    [Fact]
    public void One_hot_texts_become_a_feature_each()
    {
        var options = new CsvOptions { OneHot = ["town"], Missing = CsvMissing.NaN };
        var samples = CsvBothWays.Regression("size,town,price\n1,Rome,1\n2,Oslo,2\n3,,3\n", "price", options);

        Assert.Equal([1, 0, 1, 2, 1, 0, 3, float.NaN, float.NaN], samples.Features);
        Assert.Equal([3f, 0, 0, 1], CsvBothWays.Regression("size,town,price\n3,c,3\n", "price", new() { OneHot = ["town"], Categories = new(("town", ["a", "b", "c"])) }).Features);
    }

    [Fact]
    public void A_one_hot_column_as_the_label_is_its_index() =>
        Assert.Equal([1, 0], CsvBothWays.Classification("1,b\n2,a\n", 1, new() { OneHot = [1] }).Labels);

    [Fact]
    public void Categories_that_cannot_be_are_refused()
    {
        Assert.StartsWith("Column 'a' is there twice", Assert.Throws<ArgumentException>(() => new Categories(("a", ["x"]), ("a", ["y"]))).Message);
        Assert.StartsWith("Column 2 has the text 'x' twice", Assert.Throws<ArgumentException>(() => new Categories((2, ["x", "x"]))).Message);
        Assert.StartsWith("Column 2 has an empty text, or one that is no Unicode", Assert.Throws<ArgumentException>(() => new Categories((2, ["\ud800"]))).Message);
        Assert.StartsWith("The last column is ^1", Assert.Throws<ArgumentException>(() => new Categories((^0, ["x"]))).Message);
        var categories = new Categories((2, ["x"]), (^1, ["y"]));
        Assert.Equal(["y"], categories[^1]);
        Assert.StartsWith("There are no texts of column 3; there are those of 2, ^1.", Assert.Throws<ArgumentException>(() => categories[3]).Message);
    }

    [Fact]
    public void Categories_do_not_follow_the_array_they_were_made_of()
    {
        string[] texts = ["x", "y"];
        var categories = new Categories(("a", texts));

        texts[0] = "z";

        Assert.Equal(["x", "y"], categories["a"]);
    }
}
