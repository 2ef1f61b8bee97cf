using System.Globalization;
using System.Xml.Linq;

namespace NetGen.Runtime.Tests.Reports;

/// <summary>The chart of predicted against actual values, and the table beside it.</summary>
public class PredictionTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_regression_has_a_point_for_each_sample_where_the_axes_say()
    {
        // Predicted 0, 10 and 5 where 0, 5 and 10 are so: the axes go from 0 to 10.
        var page = Page(1, [0, 10, 5], [0, 5, 10]);

        var points = Points(page).ToList();
        Assert.Equal(3, points.Count);
        var (left, right) = (points[0].X, points[2].X);
        var (bottom, top) = (points[0].Y, points[1].Y);
        Assert.Equal(0.5, (points[1].X - left) / (right - left), 1e-3);
        Assert.Equal(0.5, (bottom - points[2].Y) / (bottom - top), 1e-3);
        // The dashed line goes from corner to corner.
        var line = page.Descendants(Svg + "line").Single(l => l.Attribute("class")!.Value == "zero");
        Assert.Equal((left, bottom, right, top), (Number(line, "x1"), Number(line, "y1"), Number(line, "x2"), Number(line, "y2")));
        Assert.Equal(["actual 0, predicted 0", "actual 5.0000, predicted 10.00", "actual 10.00, predicted 5.0000"], Dots(page).Select(c => c.Value));
        Assert.Equal(["Curves", "Predictions", "Network"], page.Descendants("h2").Select(h => h.Value));
    }

    [Fact]
    public void The_table_has_the_values_of_the_metrics()
    {
        var (r2, rmse, mae) = (new R2(), new Rmse(), new Mae());
        foreach (Metric metric in (Metric[])[r2, rmse, mae])
            metric.Add([1, 2, 4, 3], [1f, 2, 3, 5], 1);

        Assert.Equal([["output", Figures.Value(r2.Value), Figures.Value(rmse.Value), Figures.Value(mae.Value), "4"]], Rows(Page(1, [1, 2, 4, 3], [1, 2, 3, 5])));
    }

    [Fact]
    public void Each_of_a_few_outputs_has_a_chart_and_many_have_one()
    {
        var few = Page(2, [0, 9, 1, 8, 2, 7], [0, 8, 1, 8, 3, 8]);
        Assert.Equal(["output 1, predicted against actual", "output 2, predicted against actual"], Titles(few));
        Assert.Equal(["output 1", "output 2"], Rows(few).Select(row => row[0]));

        var many = Page(7, [.. Enumerable.Range(0, 14)], [.. Enumerable.Range(0, 14)]);
        Assert.Equal(["all outputs, predicted against actual"], Titles(many));
        Assert.Equal(["all outputs", "1.0000", "0", "0", "14"], Assert.Single(Rows(many)));
    }

    [Fact]
    public void What_is_not_finite_is_told_and_not_drawn()
    {
        var page = Page(1, [1, float.NaN, 3, float.PositiveInfinity], [1, 2, 3, 4]);

        Assert.Equal(2, Points(page).Count());
        Assert.Contains("2 not finite", page.Descendants(Svg + "text").Select(t => t.Value));
        Assert.Equal(["output", "not defined", "not defined", "not defined", "4"], Assert.Single(Rows(page)));
    }

    [Theory]
    [InlineData(5f, 5f)]
    [InlineData(float.NaN, float.NaN)]
    public void Where_there_is_one_point_or_none_there_is_no_chart(float first, float second)
    {
        var page = Page(1, [first, second], [4, 4]);

        Assert.Empty(Titles(page));
        Assert.Equal("Not drawn: there are no two different points.", page.Descendants("p").Single(p => p.Attribute("class")?.Value == "note").Value);
    }

    [Fact]
    public void Very_many_samples_give_a_picture_of_a_bounded_size_in_which_none_is_lost()
    {
        var random = new Random(1);
        var actual = Enumerable.Range(0, 50_000).Select(_ => random.NextSingle()).ToArray();
        var predicted = actual.Select(a => a + (0.1f * random.NextSingle())).ToArray();
        (actual[7], predicted[7]) = (0.9f, -1);

        var page = Page(1, predicted, actual);

        var points = Points(page).ToList();
        Assert.InRange(points.Count, 100, 10_000);
        Assert.Equal(1, points.Count(p => p.Y > points.Max(other => other.Y) - 20));
        Assert.Empty(Dots(page).Descendants());
    }

    [Fact]
    public void Values_of_very_different_sizes_have_logarithmic_axes()
    {
        var page = Page(1, [1, 10, 100, 2000], [1, 10, 100, 1000]);

        Assert.Contains("output (logarithmic)", page.Descendants(Svg + "text").Select(t => t.Value));
    }

    [Fact]
    public void One_sigmoid_output_has_a_confusion_matrix()
    {
        var page = Parse(new() { Network = new Slope(1, isBinary: true), TargetData = Dataset.Regression([0.9f, 0.2f, 0.6f, float.NaN], [1, 0, 0, 1], 4), ClassNames = ["no", "yes"] });

        Assert.Equal([["no", "100.0 %", "50.0 %", "66.7 %", "2"], ["yes", "50.0 %", "50.0 %", "50.0 %", "2"], ["Accuracy", "50.0 %", "", "", "4"]], Rows(page));
        Assert.Equal(["confusion matrix", "the layers of Slope"], page.Descendants(Svg + "svg").Select(s => s.Element(Svg + "title")!.Value).Skip(4));
    }

    [Fact]
    public void Options_that_do_not_fit_are_refused()
    {
        void Refused(ReportOptions options, string message)
        {
            var error = Assert.Throws<ArgumentException>(() => Histories.Falling(2).ToHtml(options));
            Assert.Equal("TargetData", error.ParamName);
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }

        var data = Dataset.Regression([1, 2], [1, 2], 2);
        Refused(new() { TargetData = data }, "no 'Network'");
        Refused(new() { TargetData = data, Network = new Echo() }, "set 'Data'");
        Refused(new() { TargetData = data, Network = new Slope(2) }, "samples of 1 values");
        Refused(new() { TargetData = data, Network = new Slope(1), Confusion = new int[2, 2] }, "'Confusion'");
        Refused(new() { TargetData = data, Network = new Slope(1), Data = Dataset.Classification([1, 2], [0, 1]) }, "'Data'");
        Refused(new() { TargetData = Dataset.Regression([1, 2], [1, 0], 1), Network = new Slope(2, isBinary: true) }, "there or not");
    }

    private static XDocument Page(int outputs, float[] predicted, float[] actual) => Parse(new()
    {
        Network = new Slope(outputs),
        TargetData = new Dataset<float>(predicted, actual, predicted.Length / outputs, outputs, outputs),
    });

    private static XDocument Parse(ReportOptions options) => XDocument.Parse(Histories.Falling(5).ToHtml(options));

    private static IEnumerable<string> Titles(XDocument page) =>
        page.Descendants(Svg + "svg").Select(s => s.Element(Svg + "title")!.Value).Where(t => t.EndsWith("against actual", StringComparison.Ordinal));

    private static List<string[]> Rows(XDocument page) =>
        [.. page.Descendants("table").ElementAt(1).Element("tbody")!.Elements("tr").Select(r => r.Elements("td").Select(d => d.Value).ToArray())];

    private static IEnumerable<(double X, double Y)> Points(XDocument page) =>
        Dots(page).Select(c => (Number(c, "cx"), Number(c, "cy")));

    private static IEnumerable<XElement> Dots(XDocument page) => page.Descendants(Svg + "circle").Where(c => c.Attribute("class")!.Value == "point");

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
