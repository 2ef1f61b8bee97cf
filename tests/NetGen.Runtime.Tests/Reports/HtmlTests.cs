using System.Xml.Linq;
using NetGen.Runtime.Tests.Data;
using static VerifyXunit.Verifier;

namespace NetGen.Runtime.Tests.Reports;

public class HtmlTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // Class 0 is right once, class 1 once taken for 2, class 2 right twice.
    private static readonly Dataset<int> Data = Dataset.Classification([1, 0, 0, 0, 1, 2, 0, 0, 1, 0.1f, 0.2f, 0.3f], [0, 1, 2, 2]);

    [Fact]
    public Task A_whole_page() => Verify(
        Histories.Falling(6).ToHtml(new() { Network = new Echo(), Data = Data, ClassNames = ["cat", "dog", "bird"], Title = "Animals" }), "html");

    [Fact]
    public void The_page_has_a_figure_for_each_curve_tensor_and_the_rest()
    {
        var page = Parse(Histories.Falling(6).ToHtml(new() { Network = new Echo(), Data = Data }));

        Assert.Equal(
            [
                "loss over the epochs", "accuracy over the epochs", "f1 over the epochs", "learning_rate over the epochs",
                "confusion matrix",
                "the layers of Echo",
                "how the values of dense1.kernel are spread",
            ],
            page.Descendants(Svg + "svg").Select(s => s.Element(Svg + "title")!.Value));
        Assert.Equal(["Curves", "Confusion matrix", "Network", "Weights"], page.Descendants("h2").Select(h => h.Value));
        Assert.Equal("Echo", page.Descendants("h1").Single().Value);
    }

    [Fact]
    public void The_matrix_is_counted_from_the_data()
    {
        var page = Parse(Histories.Falling(6).ToHtml(new() { Network = new Echo(), Data = Data, ClassNames = ["cat", "dog", "bird"] }));

        Assert.Equal(
            ["cat, predicted cat: 1 (100.0 %)", "dog, predicted bird: 1 (100.0 %)", "bird, predicted bird: 2 (100.0 %)"],
            page.Descendants(Svg + "rect").Where(r => r.Attribute("class")?.Value is "right" or "wrong").Select(r => r.Value));
        Assert.Equal(["1", "1", "2"], page.Descendants(Svg + "text").Where(t => t.Attribute("class")!.Value.StartsWith("count", StringComparison.Ordinal)).Select(t => t.Value));
        Assert.Equal(
            [
                ["cat", "100.0 %", "100.0 %", "100.0 %", "1"],
                ["dog", "0.0 %", "0.0 %", "0.0 %", "1"],
                ["bird", "66.7 %", "100.0 %", "80.0 %", "2"],
                ["Accuracy", "75.0 %", "", "", "4"],
            ],
            Rows(page, table: 1));
    }

    [Fact]
    public void Outputs_that_are_nan_have_a_column_and_count_as_wrong()
    {
        var data = Dataset.Classification([1, 0, 0, 0, float.NaN, 0, float.NaN, float.NaN, float.NaN, 0, 1, 0], [0, 0, 0, 1]);
        var page = Parse(Histories.Falling(6).ToHtml(new() { Network = new Echo(), Data = data, ClassNames = ["cat", "dog", "bird"] }));

        Assert.Equal(
            ["cat, predicted cat: 1 (33.3 %)", "dog, predicted dog: 1 (100.0 %)", "cat, predicted NaN: 2 (66.7 %)"],
            page.Descendants(Svg + "rect").Where(r => r.Attribute("class")?.Value is "right" or "wrong").Select(r => r.Value));
        Assert.Single(page.Descendants(Svg + "text"), t => t.Value == "NaN");
        Assert.Equal(["cat", "100.0 %", "33.3 %", "50.0 %", "3"], Rows(page, table: 1)[0]);
        Assert.Equal(["Accuracy", "50.0 %", "", "", "4"], Rows(page, table: 1)[3]);
    }

    [Fact]
    public void A_constant_is_named_and_not_drawn()
    {
        var losses = Histories.OfLosses(3, 2, 1);
        var network = new Echo();
        network.Parameters[60..].Fill(0.25f);
        var page = Parse(losses.ToHtml(new() { Network = network }));

        Assert.DoesNotContain("learning_rate over the epochs", Titles(page));
        Assert.DoesNotContain("how the values of dense1.bias are spread", Titles(page));
        Assert.Equal(["Not drawn, because constant: learning_rate.", "Not drawn, because constant: dense1.bias (0.2500)."], Notes(page));
        // Its value is in the table.
        Assert.Contains(Rows(page, table: 0), row => row[0] == "learning_rate");
        // Whoever asks for one picture gets it.
        Assert.Contains("class=\"curve", losses.ToSvg("learning_rate"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_of_one_epoch_or_without_a_finite_value_has_nothing_to_draw()
    {
        foreach (var history in (History[])[Histories.Falling(1), Histories.OfLosses(double.NaN, double.NaN)])
        {
            var page = Parse(history.ToHtml());
            Assert.Empty(Titles(page));
            Assert.StartsWith("Not drawn, because constant: loss, ", Assert.Single(Notes(page)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_matrix_that_was_counted_elsewhere_needs_no_network()
    {
        var page = Parse(Histories.Falling(2).ToHtml(new() { Confusion = new[,] { { 90, 10 }, { 0, 0 } } }));

        Assert.Equal(["0", "90.0 %"], Rows(page, table: 1)[0].Where((_, i) => i is 0 or 2));
        Assert.Equal(["1", "0.0 %", "0.0 %", "0.0 %", "0"], Rows(page, table: 1)[1]);
        Assert.Equal(["Curves", "Confusion matrix"], page.Descendants("h2").Select(h => h.Value));
    }

    [Fact]
    public void A_matrix_of_many_classes_is_drawn_without_numbers_that_would_not_fit()
    {
        var counts = new int[200, 200];
        for (var i = 0; i < 200; i++)
            counts[i, i] = 100;

        var page = Parse(Histories.Falling(2).ToHtml(new() { Confusion = counts }));

        Assert.Equal(200, page.Descendants(Svg + "rect").Count(r => r.Attribute("class")?.Value == "right"));
        Assert.DoesNotContain(page.Descendants(Svg + "text"), t => t.Attribute("class")!.Value.StartsWith("count", StringComparison.Ordinal));
        Assert.InRange(page.Descendants(Svg + "text").Count(t => t.Attribute("class")!.Value == "class"), 10, 40);
    }

    [Fact]
    public void The_layer_table_has_declarations_shapes_parameters_and_work()
    {
        var page = Parse(Histories.Falling(2).ToHtml(new() { Network = new Echo() }));

        Assert.Equal(
            [
                ["Inputone sample", "(3)", "", ""],
                ["Dense1Dense(20, Relu)", "(20)", "80", "60"],
                ["Dropout1Dropout(0.2)", "(20)", "", ""],
                ["Softmax1Softmax", "(3)", "", ""],
                ["Total", "", "80", "60"],
            ],
            Rows(page, table: 1));
    }

    [Fact]
    public void The_facts_tell_how_it_went_and_why_it_ended()
    {
        var page = Parse(Histories.Of(Histories.Falling(20).Epochs, "val_loss did not improve").ToHtml());

        Assert.Equal(
            [
                ("Loss", "0.0952"), ("Validation loss", "0.3048"), ("Validation accuracy", "87.5 %"), ("Lowest validation loss", "0.2867 epoch 14"),
                ("Epochs", "20"), ("Time in steps", "10.0 s"), ("Samples a second", "12,000"),
                ("Batch size", "32"), ("Seed", "7"), ("Optimizer", "Adam, learning rate 0.01, beta1 0.9, beta2 0.999, epsilon 1E-07"),
                ("Ended", "Completed: val_loss did not improve"),
            ],
            page.Descendants("dt").Zip(page.Descendants("dd"), (name, value) => (name.Value, value.Value)));
    }

    [Fact]
    public void A_training_without_a_finished_epoch_has_a_page()
    {
        var page = Parse(Histories.Of([], "training was cancelled").ToHtml(new() { Network = new Echo() }));

        Assert.Contains("No epoch was finished.", page.Descendants("p").Select(p => p.Value));
        Assert.Contains("Completed: training was cancelled", page.Descendants("dd").Select(d => d.Value));
    }

    [Fact]
    public void Weights_that_are_not_finite_are_named()
    {
        var network = new Echo();
        network.Parameters[0] = float.NaN;
        network.Parameters[1] = float.PositiveInfinity;
        network.Parameters[60..].Fill(float.NaN);

        var texts = Parse(Histories.Falling(2).ToHtml(new() { Network = network })).Descendants(Svg + "text").Select(t => t.Value).ToList();

        Assert.Contains("(3, 20), 2 not finite", texts);
        Assert.Contains("(20), 20 not finite", texts);
    }

    [Fact]
    public void Nothing_is_fetched_and_nothing_runs_whatever_the_names_hold()
    {
        const string Name = "</title><script>alert(1)</script><img src=x onerror=alert(1)>&\"'\u0000";
        var description = new Echo().Description with { Name = Name, Loss = Name };
        var network = new Echo(description);
        var history = Histories.Of([new() { Epoch = 1, Loss = 1, Metrics = [new(Name, 1)] }], Name);

        var text = history.ToHtml(new() { Network = network, Data = Data, ClassNames = [Name, Name, Name], Title = Name });

        var page = Parse(text);
        Assert.Equal(Name.Replace('\0', '\uFFFD'), page.Descendants("h1").Single().Value);
        Assert.All(["script", "img", "link", "iframe"], name => Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName == name));
        Assert.All(["src", "href", "onload", "onerror", "style"], name => Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName == name));
        Assert.All(["url(", "@import"], part => Assert.DoesNotContain(part, page.Descendants("style").Single().Value, StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_can_be_a_file_and_the_same_training_gives_the_same_one()
    {
        using var folder = new TemporaryFolder();
        Histories.Falling(3).ToHtml(folder["report.html"], new() { Network = new Echo() });

        Assert.Equal(Histories.Falling(3).ToHtml(new ReportOptions { Network = new Echo() }), File.ReadAllText(folder["report.html"]));
    }

    [Fact]
    public void Options_that_do_not_fit_are_refused()
    {
        void Refused(string name, ReportOptions options) =>
            Assert.Equal(name, Assert.Throws<ArgumentException>(() => Histories.Falling(2).ToHtml(options)).ParamName);

        Refused("Data", new() { Data = Data });
        Refused("Data", new() { Data = Dataset.Classification(new float[4], [0, 1]), Network = new Echo() });
        Refused("Confusion", new() { Data = Data, Network = new Echo(), Confusion = new int[2, 2] });
        Refused("Confusion", new() { Confusion = new int[2, 3] });
        Refused("Confusion", new() { Confusion = new int[0, 0] });
        Refused("Confusion", new() { Confusion = new[,] { { -1 } } });
        Refused("ClassNames", new() { Confusion = new int[2, 2], ClassNames = ["one"] });
    }

    private static IEnumerable<string> Titles(XDocument page) => page.Descendants(Svg + "svg").Select(s => s.Element(Svg + "title")!.Value);

    private static IEnumerable<string> Notes(XDocument page) => page.Descendants("p").Where(p => p.Attribute("class")?.Value == "note").Select(p => p.Value);

    private static XDocument Parse(string page) => XDocument.Parse(page);

    private static List<string[]> Rows(XDocument page, int table) =>
        [.. page.Descendants("table").ElementAt(table).Element("tbody")!.Elements("tr").Select(r => r.Elements("td").Select(d => d.Value).ToArray())];
}
