using System.Globalization;
using System.Xml.Linq;
using NetGen.Runtime.Tests.Data;
using static VerifyXunit.Verifier;

namespace NetGen.Runtime.Tests.Reports;

public class SvgTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public Task A_loss_with_validation() => Verify(Histories.Falling(8).ToSvg("loss"), "svg");

    [Fact]
    public void Every_value_has_a_curve_of_as_many_points_as_epochs()
    {
        var history = Histories.Falling(8);
        foreach (var (name, curves) in new[] { ("loss", 2), ("accuracy", 2), ("f1", 2), ("learning_rate", 1) })
        {
            var paths = Paths(history.ToSvg(name));
            Assert.Equal(curves, paths.Count);
            Assert.All(paths, path => Assert.Equal(8, Points(path).Count()));
        }
    }

    [Fact]
    public void Points_stand_where_the_axes_say()
    {
        // Between 0 and 10 in five epochs: the ends of both axes.
        var points = Points(Assert.Single(Paths(Histories.OfLosses(10, 5, 0, 5, 10).ToSvg("loss")))).ToList();

        Assert.Equal([66, 166, 266, 366, 466], points.Select(p => p.X));
        Assert.Equal([60, 161, 262, 161, 60], points.Select(p => p.Y));
    }

    [Fact]
    public void Without_validation_there_is_one_curve() => Assert.Single(Paths(Histories.Falling(8, validation: false).ToSvg("loss")));

    [Fact]
    public void A_value_that_is_not_finite_is_a_gap()
    {
        var path = Assert.Single(Paths(Histories.OfLosses(1, 2, double.NaN, 3, double.PositiveInfinity, 1).ToSvg("loss")));

        Assert.Equal(3, path.Count(c => c == 'M'));
        Assert.Equal(1, path.Count(c => c == 'L'));
    }

    [Fact]
    public void A_value_between_two_that_are_not_finite_is_a_dot()
    {
        var picture = Histories.OfLosses(1, double.NaN, 2, double.NaN, 3, 4).ToSvg("loss");

        Assert.Equal(2, picture.Split("class=\"dot\"").Length - 1);
    }

    [Fact]
    public void A_metric_called_accuracy_is_drawn_once()
    {
        var history = Histories.Of([new EpochResult { Epoch = 1, Loss = 1, Accuracy = 0.5, Metrics = [new("accuracy", 0.5)] }]);

        Assert.Equal(["loss", "accuracy", "learning_rate"], Curves.Names(history));
    }

    [Fact]
    public void A_training_of_one_epoch_and_one_of_no_finite_value_can_be_drawn()
    {
        Assert.Contains("class=\"dot\"", Histories.OfLosses(0.5).ToSvg("loss"), StringComparison.Ordinal);
        Assert.Equal([""], Paths(Histories.OfLosses(double.NaN, double.NaN).ToSvg("loss")));
    }

    [Fact]
    public void Very_many_epochs_give_the_same_picture_of_a_bounded_size()
    {
        var losses = Enumerable.Range(0, 100_000).Select(i => Math.Sin(i)).ToArray();
        losses[54_321] = 3;
        var points = Points(Assert.Single(Paths(Histories.OfLosses(losses).ToSvg("loss")))).ToList();

        Assert.InRange(points.Count, 400, 1600);
        // The value that stands out is not lost.
        Assert.Equal(1, points.Count(p => p.Y < 100));
        Assert.Equal(points.OrderBy(p => p.X), points);
    }

    [Fact]
    public void Values_of_very_different_sizes_have_a_logarithmic_axis()
    {
        var picture = Histories.OfLosses(1000, 100, 10, 1).ToSvg("loss");

        Assert.Contains("loss (logarithmic)", picture, StringComparison.Ordinal);
        Assert.Equal([60, 127.33, 194.67, 262], Points(Assert.Single(Paths(picture))).Select(p => p.Y));
    }

    [Fact]
    public void Names_are_text_whatever_they_hold()
    {
        const string Name = "<script>alert('1')</script> & \"\u0001\ud800";
        var history = Histories.Of([new() { Epoch = 1, Loss = 1, Metrics = [new(Name, 0.5)] }]);

        var picture = history.ToSvg(Name);

        Assert.DoesNotContain("<script", picture, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<script>alert('1')</script> & \"\uFFFD\uFFFD", XDocument.Parse(picture).Root!.Elements(Svg + "text").Select(t => t.Value));
    }

    [Fact]
    public void The_same_training_gives_the_same_text_under_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var expected = Histories.Falling(8).ToSvg("loss");
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal(expected, Histories.Falling(8).ToSvg("loss"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_picture_can_be_a_file()
    {
        using var folder = new TemporaryFolder();
        Histories.Falling(3).ToSvg("f1", folder["f1.svg"]);

        Assert.Equal(Histories.Falling(3).ToSvg("f1"), File.ReadAllText(folder["f1.svg"]));
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_with_what_can()
    {
        var error = Assert.Throws<ArgumentException>(() => Histories.Falling(3).ToSvg("los"));
        Assert.Equal("name", error.ParamName);
        Assert.Contains("loss, accuracy, f1, learning_rate", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Histories.OfLosses().ToSvg("loss"));
        Assert.Throws<DirectoryNotFoundException>(() => Histories.Falling(3).ToSvg("loss", "no/such/folder/loss.svg"));
    }

    private static List<string> Paths(string picture) =>
        [.. XDocument.Parse(picture).Descendants(Svg + "path").Select(p => p.Attribute("d")!.Value)];

    private static IEnumerable<(double X, double Y)> Points(string path) => path
        .Split(['M', 'L'], StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split(' '))
        .Select(p => (double.Parse(p[0], CultureInfo.InvariantCulture), double.Parse(p[1], CultureInfo.InvariantCulture)));
}
