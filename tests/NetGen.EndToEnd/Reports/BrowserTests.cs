using System.Text;
using System.Text.RegularExpressions;
using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.TensorBoards;
using NetGen.EndToEnd.Training;

namespace NetGen.EndToEnd.Reports;

[Input(5)]
[Dense(24, Relu, KernelInitializer = Initializer.HeNormal, KernelL2 = 0.0001, BiasL2 = 0.0001, Name = "AHiddenLayerWithALongName")]
[Dropout(0.1)]
[Dense(3)]
[Softmax]
public partial class Reported;

/// <summary>The page of a training, as a browser shows it.</summary>
public sealed class BrowserTests : IDisposable
{
    private const int Phone = 360;
    private const int Desktop = 1280;

    private static readonly Lazy<string> Page = new(MakePage);

    private readonly Chromium _browser = new();

    [ChromiumFact]
    public void On_a_phone_nothing_is_wider_than_the_screen_and_everything_can_be_read()
    {
        var seen = _browser.Measure(Page.Value, Phone);

        Assert.Equal(Phone, seen.InnerWidth);
        Assert.True(seen.ScrollWidth <= seen.InnerWidth, seen.ToString());
        Assert.InRange(seen.SmallestText, 8.5, 16);
        ShowsEverything(seen);
    }

    [ChromiumFact]
    public void On_a_desk_the_page_shows_everything()
    {
        var seen = _browser.Measure(Page.Value, Desktop);

        Assert.Equal(Desktop, seen.ScrollWidth);
        Assert.InRange(seen.SmallestText, 11, 20);
        ShowsEverything(seen);
    }

    [ChromiumFact]
    public void The_page_is_dark_where_the_user_wants_it()
    {
        var light = _browser.Measure(Page.Value, Desktop, "--blink-settings=preferredColorScheme=1");
        var dark = _browser.Measure(Page.Value, Desktop, "--blink-settings=preferredColorScheme=0");

        Assert.Equal("rgb(244, 245, 247)", light.Background);
        Assert.Equal("rgb(15, 18, 22)", dark.Background);
    }

    [ChromiumFact]
    public void The_console_has_nothing_to_say()
    {
        Assert.Empty(_browser.Console(Page.Value));
        Assert.NotEmpty(_browser.Console("<!DOCTYPE html><script>throw new Error('seen');</script>"));
    }

    [ChromiumFact]
    public void The_page_is_not_blank()
    {
        var page = _browser.Screenshot(Page.Value, Desktop, 900);
        var blank = _browser.Screenshot("<!DOCTYPE html><title>nothing</title>", Desktop, 900);

        Assert.Equal((900, Desktop), (page.Height, page.Width));
        Assert.Single(Colours(blank));
        // Text and curves are smoothed, so there are many.
        Assert.InRange(Colours(page).Count(), 50, int.MaxValue);
        Assert.Contains(((byte)0x00, (byte)0x72, (byte)0xB2), Colours(page));
    }

    [ChromiumFact]
    public void A_page_on_paper_has_few_sheets()
    {
        var paper = _browser.Print(Page.Value);

        Assert.Equal("%PDF-", Encoding.ASCII.GetString(paper, 0, 5));
        Assert.InRange(Regex.Matches(Encoding.Latin1.GetString(paper), @"/Type\s*/Page\b").Count, 1, 4);
    }

    [ChromiumFact]
    public void A_page_that_is_too_wide_and_labels_that_overlap_are_found()
    {
        var seen = _browser.Measure(
            """<!DOCTYPE html><svg width="700" height="50"><text x="5" y="30">one</text><text x="12" y="32">two</text><text x="690" y="30">three</text></svg>""", Phone);

        Assert.True(seen.ScrollWidth > seen.InnerWidth);
        Assert.Contains("one stands upon two", seen.Overlaps);
        Assert.Contains("three stands over the edge", seen.Overlaps);
    }

    [ChromiumFact]
    public void A_single_picture_opens_by_itself()
    {
        var picture = Train(new Reported(seed: 1)).ToSvg("loss");

        var seen = _browser.Measure($"<!DOCTYPE html><body style=\"margin: 0\">{picture}", Desktop);

        Assert.Equal(2, seen.Curves);
        Assert.Empty(seen.Overlaps);
    }

    [ChromiumFact]
    public void The_page_of_a_regression_and_one_with_nan_can_be_read_on_both()
    {
        var random = new Random(1);
        var samples = Enumerable.Range(0, 4 * 200).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var targets = samples.Chunk(4).SelectMany(s => new[] { 20_000 * s[0], s[1] / 1000, s[2] * s[3] }).ToArray();
        var network = new Regression(seed: 1);
        var data = Dataset.Regression(samples, targets, 200);
        var regression = network.Fit(data, new() { Epochs = 3 }).ToHtml(new ReportOptions { Network = network, TargetData = data });

        var broken = new Reported(seed: 1);
        var history = Train(broken);
        var features = FitTests.MakeData(300, seed: 3).Features.ToArray();
        for (var i = 0; i < features.Length; i += 17)
            features[i] = float.NaN;
        var nan = history.ToHtml(new ReportOptions { Network = broken, Data = Dataset.Classification(features, [.. Enumerable.Range(0, 300).Select(i => i % 3)]) });

        foreach (var page in new[] { regression, nan })
        {
            foreach (var width in new[] { Phone, Desktop })
            {
                var seen = _browser.Measure(page, width);
                Assert.True(seen.ScrollWidth <= seen.InnerWidth, seen.ToString());
                Assert.InRange(seen.SmallestText, 8.5, 20);
                Assert.Empty(seen.Overlaps);
            }
        }

        Assert.Equal(12, _browser.Measure(nan, Desktop).Cells);
    }

    public void Dispose() => _browser.Dispose();

    private static void ShowsEverything(PageMeasures seen)
    {
        // Loss and accuracy of both sets; the learning rate is constant.
        Assert.Equal(4, seen.Curves);
        Assert.Equal(9, seen.Cells);
        Assert.InRange(seen.Bars, 4 * 3, 4 * 30);
        Assert.Equal(6, seen.Boxes);
        Assert.Empty(seen.Overlaps);
    }

    private static IEnumerable<(byte, byte, byte)> Colours(PngFile picture) =>
        picture.Pixels.Chunk(picture.Channels).Select(p => (p[0], p[1], p[2])).Distinct();

    private static string MakePage()
    {
        var network = new Reported(seed: 1);
        var history = Train(network);
        return history.ToHtml(new ReportOptions
        {
            Network = network,
            // With labels that have nothing to do with the samples, so that every class is taken for every other.
            Data = Dataset.Classification(FitTests.MakeData(300, seed: 3).Features.ToArray(), [.. Enumerable.Range(0, 300).Select(i => i % 3)]),
            ClassNames = ["<b>bold</b>", "a class with a name of many words", "Aurinkokuningatarverkko"],
            Title = "A title & <script>alert('no')</script>",
        });
    }

    private static History Train(Network<int> network) => network.Fit(FitTests.MakeData(500, seed: 1), new()
    {
        Epochs = 12,
        Optimizer = new Adam(0.003f),
        Validation = FitTests.MakeData(100, seed: 2),
    });
}
