using System.Globalization;
using System.Xml.Linq;
using static NetGen.Markup;

namespace NetGen;

/// <summary>Puts a report's page together.</summary>
internal sealed class ReportPage
{
    // Nothing of a page is fetched, and nothing runs: not even where a name would smuggle it in.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    private readonly History _history;
    private readonly NetworkDescription? _network;
    private readonly Network? _weights;
    private readonly ConfusionMatrix? _confusion;
    private readonly IReadOnlyList<TargetPredictions> _predictions;
    private readonly string _title;

    private ReportPage(History history, ReportOptions options)
    {
        _history = history;
        _weights = options.Network;
        _network = options.Network?.Description;
        _predictions = TargetPredictions.From(options);
        _confusion = ConfusionCounts.From(options);
        _title = options.Title ?? _network?.Name ?? "Training";
    }

    public static string Of(History history, ReportOptions options) => "<!DOCTYPE html>\n" + Serialize(new ReportPage(history, options).Page()) + "\n";

    private XElement Page() => Html(
        "html", At("lang", "en"),
        Html(
            "head",
            Html("meta", At("charset", "utf-8")),
            Html("meta", At("http-equiv", "Content-Security-Policy"), At("content", Policy)),
            Html("meta", At("name", "viewport"), At("content", "width=device-width, initial-scale=1")),
            Html("title", Clean(_title)),
            Html("style", ReportStyle.Colors + ReportStyle.Figures + ReportStyle.Page)),
        Html(
            "body",
            Html("main", Html("h1", Clean(_title)), Subtitle(), Facts(), CurvesSection(), ConfusionSection(), PredictionSection(), NetworkSection(),
                WeightsSection(), Html("footer", "Written by NetGen."))));

    private XElement? Subtitle() => _network is null
        ? null
        : Html("p", Class("subtitle"), Clean(
            $"{_network.Name}: {Markup.Shortened(Figures.Shape(_network.InputShape), 40)} → {Figures.Shape(_network.OutputShape)}, {_network.Loss}"));

    private XElement Facts()
    {
        var facts = Html("dl", Class("facts"));
        void Add(string name, string value, string? detail = null) => facts.Add(
            Html("div", Class("card"), Html("dt", name), Html("dd", value, detail is null ? null : Html("small", " " + detail))));

        void AddWords(string name, string value) => facts.Add(Html("div", Class("card wide"), Html("dt", name), Html("dd", Class("words"), Clean(value))));

        if (_history.Epochs.Count > 0)
        {
            var last = _history.Last;
            Add("Loss", Figures.Value(last.Loss));
            if (last.ValidationLoss is { } validationLoss)
                Add("Validation loss", Figures.Value(validationLoss));
            if ((last.ValidationAccuracy ?? last.Accuracy) is { } accuracy)
                Add(last.ValidationAccuracy is null ? "Accuracy" : "Validation accuracy", Figures.Percent(accuracy));
            if (_history.Epochs.Where(e => e.ValidationLoss is { } loss && double.IsFinite(loss)).MinBy(e => e.ValidationLoss) is { } best)
                Add("Lowest validation loss", Figures.Value(best.ValidationLoss!.Value), $"epoch {best.Epoch}");
        }

        var time = _history.Epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration);
        Add("Epochs", Figures.Count(_history.Epochs.Count));
        Add("Time in steps", Figures.Time(time));
        if (time > TimeSpan.Zero)
            Add("Samples a second", Figures.Count((long)(_history.Epochs.Sum(e => e.SamplesPerSecond * e.Duration.TotalSeconds) / time.TotalSeconds)));
        if (_network is not null)
            Add("Parameters", Figures.Count(_network.Tensors.Sum(t => (long)t.Length)));
        Add("Batch size", Figures.Count(_history.Settings.BatchSize));
        Add("Seed", _history.Settings.Seed.ToString(CultureInfo.InvariantCulture));
        AddWords("Optimizer", _history.Settings.Optimizer);
        AddWords("Ended", $"{_history.StopReason}: {_history.Explanation}");
        return facts;
    }

    private IEnumerable<XElement> CurvesSection()
    {
        yield return Html("h2", "Curves");
        if (_history.Epochs.Count == 0)
        {
            yield return Html("p", "No epoch was finished.");
            yield break;
        }

        var curves = Curves.Names(_history).Select(name => Curves.Of(_history, name)).ToLookup(c => c.IsConstant);
        yield return Html(
            "div", Class("two curves"),
            curves[false].Select(c => Card(CurveChart.Draw(c))),
            // Fills the row that an odd number of figures leaves half empty.
            Html("div", Class(curves[false].Count() % 2 == 0 ? "card whole" : "card"), ValueTable(), NotDrawn(curves[true].Select(c => c.Name))));
    }

    /// <summary>Names what has no figure: of a constant it would show a line.</summary>
    private static XElement? NotDrawn(IEnumerable<string> names) =>
        string.Join(", ", names) is { Length: > 0 } list ? Html("p", Class("note"), Clean($"Not drawn, because constant: {list}.")) : null;

    private XElement ValueTable() => Html(
        "table",
        Head(["Value"], ["First", "Last", "Least", "Greatest"]),
        Html("tbody", _history.Last.Values().Select(v => Curves.Values(_history, v.Name)).Zip(_history.Last.Values(), (values, last) => Row(
            null, [last.Name], [.. new[] { values[0], values[^1], Least(values), -Least([.. values.Select(v => -v)]) }.Select(Figures.Value)]))));

    /// <summary>The least finite value; NaN where there is none.</summary>
    private static double Least(double[] values) => values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();

    private IEnumerable<XElement> ConfusionSection()
    {
        if (_confusion is null)
            yield break;

        yield return Html("h2", "Confusion matrix");
        yield return Html(
            "div", Class("two"),
            Html("figure", Class("card matrix"), ConfusionChart.Draw(_confusion),
                Html("p", Class("note"), "Blue is right, orange is wrong; the stronger, the more of the row.")),
            Html("div", Class("card"), ClassTable(_confusion)));
    }

    private static XElement ClassTable(ConfusionMatrix counts)
    {
        var report = counts.Report();
        var rows = report.Classes.Select(
            c => Row(null, [c.Name], [Figures.Percent(c.Precision), Figures.Percent(c.Recall), Figures.Percent(c.F1), Figures.Count(c.Support)]));
        return Html(
            "table",
            Head(["Class"], ["Precision", "Recall", "F1", "Samples"]),
            Html("tbody", rows, Row("total", ["Accuracy"], [Figures.Percent(report.Accuracy), "", "", Figures.Count(report.Macro.Support)])));
    }

    private IEnumerable<XElement> PredictionSection()
    {
        if (_predictions.Count == 0)
            yield break;

        yield return Html("h2", "Predictions");
        var pictures = _predictions.Select(PredictionChart.Draw).OfType<XElement>().ToList();
        yield return Html(
            "div", Class("two curves"),
            pictures.Select(Card),
            Html(
                "div", Class(pictures.Count % 2 == 0 ? "card whole" : "card"), ErrorTable(),
                Html("p", Class("note"), pictures.Count == 0
                    ? "Not drawn: there are no two different points."
                    : "On the dashed line, predicted and actual value are the same.")));
    }

    private XElement ErrorTable() => Html(
        "table",
        Head(["Output"], ["R²", "RMSE", "MAE", "Values"]),
        Html("tbody", _predictions.Select(p => Row(null, [p.Name], [.. p.Errors.Select(Figures.Value), Figures.Count(p.Actual.Length)]))));

    private IEnumerable<XElement> NetworkSection()
    {
        if (_network is null)
            yield break;

        yield return Html("h2", "Network");
        yield return Html(
            "div", Class("two narrow"),
            Card(GraphChart.Draw(_network)),
            Html("div", Class("card layers"), LayerTable(_network)));
    }

    private static XElement LayerTable(NetworkDescription network)
    {
        var body = Html("tbody", Row(null, [Layer("Input", "one sample"), Figures.Shape(network.InputShape)], ["", ""]));
        var tensor = 0;
        foreach (var layer in network.Layers)
        {
            var parameters = network.Tensors.Skip(tensor).Take(layer.TensorCount).Sum(t => (long)t.Length);
            tensor += layer.TensorCount;
            body.Add(Row(null, [Layer(layer.Name, layer.Declaration), Figures.Shape(layer.OutputShape)],
                [CountOrNothing(parameters), CountOrNothing(layer.MultiplyAdds)]));
        }

        body.Add(Row("total", ["Total", ""], [Figures.Count(network.Tensors.Sum(t => (long)t.Length)),
            Figures.Count(network.Layers.Sum(l => l.MultiplyAdds))]));
        return Html("table", Head(["Layer", "Output"], ["Parameters", "Multiply-adds"]), body);
    }

    private static XElement Layer(string name, string declaration) => Html("div", Html("strong", Clean(name)), Html("br"), Html("code", Clean(declaration)));

    private IEnumerable<XElement?> WeightsSection()
    {
        if (_weights is null || _network!.Tensors.Length == 0)
            yield break;

        yield return Html("h2", "Weights");
        var tensors = _network.Tensors.Select(t => (Tensor: t, Constant: HistogramChart.ConstantOf(Values(t)))).ToList();
        yield return Html("div", Class("many"), tensors.Where(t => t.Constant is null).Select(t => Card(HistogramChart.Draw(t.Tensor, Values(t.Tensor)))));
        yield return NotDrawn(tensors.Where(t => t.Constant is not null).Select(t => $"{t.Tensor.Name} ({Figures.Value(t.Constant!.Value)})"));
    }

    private ReadOnlySpan<float> Values(ParameterTensor tensor) => _weights!.Parameters.Slice(tensor.Offset, tensor.Length);

    private static XElement Card(XElement picture) => Html("figure", Class("card"), picture);

    private static XElement Head(string[] texts, string[] numbers) =>
        Html("thead", Html("tr", texts.Select(t => Html("th", t)), numbers.Select(n => Html("th", Class("number"), n))));

    private static XElement Row(string? classes, object[] texts, string[] numbers) => Html(
        "tr", classes is null ? null : Class(classes),
        texts.Select(t => Html("td", t is string text ? Clean(text) : t)), numbers.Select(n => Html("td", Class("number"), n)));

    private static string CountOrNothing(long count) => count == 0 ? "" : Figures.Count(count);
}
