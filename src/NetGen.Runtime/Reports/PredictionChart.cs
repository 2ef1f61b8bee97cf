using System.Xml.Linq;
using static NetGen.Markup;

namespace NetGen;

/// <summary>Draws predicted against actual values: on the dashed line where they are the same.</summary>
internal sealed class PredictionChart
{
    private const double Width = 480;
    private const double Left = 82;
    private const double Top = 32;
    // Room for the half of the last label that stands beyond the axis.
    private const double Side = Width - Left - 30;
    private const double Bottom = Top + Side;
    private const double Height = Bottom + 44;

    // Beyond so many, those that stand at the same place are drawn as one, the stronger the more they are: the picture stays of a bounded size.
    private const int MostPoints = 500;
    private const int MostHints = 150;
    private const double Place = 4;

    private readonly TargetPredictions _series;
    private readonly List<int> _finite;
    private readonly Axis _axis;

    private PredictionChart(TargetPredictions series, List<int> finite)
    {
        _series = series;
        _finite = finite;
        var values = finite.SelectMany(i => new double[] { series.Actual[i], series.Predicted[i] }).ToList();
        _axis = Axis.OfValues(values.Min(), values.Max());
    }

    /// <summary>The picture; null where there are no two different points to be seen.</summary>
    public static XElement? Draw(TargetPredictions series)
    {
        var finite = Enumerable.Range(0, series.Actual.Length).Where(i => float.IsFinite(series.Actual[i]) && float.IsFinite(series.Predicted[i])).ToList();
        var isConstant = finite.TrueForAll(i => series.Actual[i] == series.Actual[finite[0]] && series.Predicted[i] == series.Predicted[finite[0]]);
        return isConstant ? null : new PredictionChart(series, finite).Draw();
    }

    private XElement Draw()
    {
        var picture = Picture(
            Width, Height, $"{_series.Name}, predicted against actual",
            Text(0, 14, "name", _axis.IsLogarithmic ? $"{_series.Name} (logarithmic)" : _series.Name), Axes(),
            Line(Left, Bottom, Left + Side, Top, "zero"));
        if (_finite.Count < _series.Actual.Length)
            picture.Add(Text(Left + Side, 14, "detail end", $"{Figures.Count(_series.Actual.Length - _finite.Count)} not finite"));

        picture.Add(Svg("g", Class("train"), _finite.Count > MostPoints ? Places() : Points()));
        return picture;
    }

    private IEnumerable<XElement> Axes()
    {
        foreach (var (value, label) in _axis.Ticks)
        {
            yield return Line(Left, Y(value), Left + Side, Y(value), "grid");
            yield return Text(Left - 8, Y(value) + 4, "tick end", label);
            yield return Line(X(value), Bottom, X(value), Bottom + 4, "grid");
            yield return Text(X(value), Bottom + 19, "tick middle", label);
        }

        yield return Text(Left + (Side / 2), Height - 4, "tick middle", "actual");
        yield return Text(0, 0, "tick middle", "predicted", At("transform", $"translate(12 {Number(Top + (Side / 2))}) rotate(-90)"));
    }

    private IEnumerable<XElement> Points() => _finite.Select(i => Svg(
        "circle", Class("point"), At("cx", X(_series.Actual[i])), At("cy", Y(_series.Predicted[i])), At("r", 3.5), At("fill-opacity", 0.6),
        _finite.Count <= MostHints ? Hint($"actual {Figures.Value(_series.Actual[i])}, predicted {Figures.Value(_series.Predicted[i])}") : null));

    private IEnumerable<XElement> Places()
    {
        var places = _finite
            .GroupBy(i => (X: (int)((X(_series.Actual[i]) - Left) / Place), Y: (int)((Y(_series.Predicted[i]) - Top) / Place)))
            .OrderBy(g => g.Key.Y).ThenBy(g => g.Key.X)
            .Select(g => (g.Key.X, g.Key.Y, Count: g.Count()))
            .ToList();
        var most = Math.Log(1 + places.Max(p => p.Count));
        return places.Select(p => Svg(
            "circle", Class("point"), At("cx", Left + ((p.X + 0.5) * Place)), At("cy", Top + ((p.Y + 0.5) * Place)), At("r", Place / 2),
            At("fill-opacity", 0.3 + (0.7 * Math.Log(1 + p.Count) / most))));
    }

    private double X(double value) => Left + (_axis.Place(value) * Side);

    private double Y(double value) => Bottom - (_axis.Place(value) * Side);
}
