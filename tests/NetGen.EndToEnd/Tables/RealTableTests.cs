namespace NetGen.EndToEnd.Tables;

/// <summary>Tables as they are found: with blanks, texts, and first rows that are neither names nor numbers.</summary>
public class RealTableTests
{
    private const string Housing = "california-housing/housing.csv";
    private const string Taxi = "taxi-fare/taxi-train.csv";
    private const string Iris = "tables/iris.csv";

    [SharedTableFact(Housing)]
    public void Houses_with_blanks_and_texts_are_trained_on()
    {
        var path = SharedTableFactAttribute.PathOf(Housing);
        var options = new CsvOptions { OneHot = ["ocean_proximity"], Missing = CsvMissing.Median };
        var table = Csv.Read(path, options);
        var data = table.ToRegression("median_house_value");
        var network = new Houses(seed: 1);

        network.Fit(data.Take(2000), new() { Preprocessor = new Standardize(), ShowProgress = false });
        var rows = Csv.Open(path, new() { OneHot = ["ocean_proximity"], Categories = network.Categories, Missing = CsvMissing.Median, FillValues = table.FillValues() });

        Assert.Equal(["<1H OCEAN", "INLAND", "ISLAND", "NEAR BAY", "NEAR OCEAN"], network.Categories!["ocean_proximity"]);
        Assert.Equal(435, table.FillValues()["total_bedrooms"]);
        Assert.Equal((20640, 13), (data.Count, data.SampleLength));
        Assert.DoesNotContain(data.Features.ToArray(), float.IsNaN);
        Assert.Equal(network.Evaluate(data), network.Evaluate(rows.ToRegression("median_house_value")));
    }

    [SharedTableFact(Housing)]
    public void Houses_without_options_are_refused_with_a_word_about_the_texts() =>
        Assert.EndsWith("line 2, column 10: expected a number, found 'NEAR BAY'. Where the column 'ocean_proximity' holds texts, name it in CsvOptions.Categorical, OneHot or Drop.", Assert.Throws<InvalidDataException>(() => Csv.Read(SharedTableFactAttribute.PathOf(Housing))).Message);

    [SharedTableFact(Taxi)]
    public void Rides_are_read_without_their_times()
    {
        var path = SharedTableFactAttribute.PathOf(Taxi);

        Assert.Contains("found the text '2011-01-28 20:42:59 UTC' in column 2 beside the value '11.3' in column 1", Assert.Throws<InvalidDataException>(() => Csv.Read(path)).Message, StringComparison.Ordinal);
        var rides = Csv.Read(path, new() { Drop = [1, ^1] }).ToRegression(0);
        Assert.Equal((7333, 5), (rides.Count, rides.SampleLength));
    }

    [SharedTableFact(Iris)]
    public void A_first_row_of_counts_and_names_is_not_guessed_about()
    {
        var path = SharedTableFactAttribute.PathOf(Iris);

        Assert.Contains("found the text 'setosa' in column 3 beside the value '150' in column 1", Assert.Throws<InvalidDataException>(() => Csv.Read(path)).Message, StringComparison.Ordinal);
        Assert.Equal(150, Csv.Read(path, new() { Header = CsvHeader.Present }).ToClassification(^1).Count);
    }
}
