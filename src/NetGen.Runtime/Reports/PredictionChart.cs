using System.Xml.Linq;
using static NetGen.Markup;

namespace NetGen;

/// <summary>Draws predicted against actual values: on the dashed line where they are the same.</summary>
internal sealed class PredictionChart
{
    private const double Width = 480;
    private const double LeastLeft = 82;
    private const double LeastRight = 30;
    private const double LabelGap = 8;
    private const double NameWidth = 24;
    private const double Top = 36;

    // Beyond so many, those that stand at the same place are drawn as one, the stronger the more they are: the picture stays of a bounded size.
    private const int MostPoints = 500;
    private const int MostHints = 150;
    private const double Place = 4;

    private readonly TargetPredictions _series;
    private readonly List<int> _finite;
    private readonly Axis _axis;
    private readonly double _left;
    private readonly double _side;
    private readonly double _bottom;

    private PredictionChart(TargetPredictions series, List<int> finite)
    {
        _series = series;
        _finite = finite;
        _axis = Axis.OfValues(
            finite.Min(i => Math.Min(series.Actual[i], series.Predicted[i])), finite.Max(i => Math.Max(series.Actual[i], series.Predicted[i])));
        _left = Math.Max(LeastLeft, NameWidth + _axis.LabelWidth + LabelGap);
        // Half of the last label stands beyond the axis.
        _side = Width - _left - Math.Max(LeastRight, _axis.LabelWidth / 2);
        _bottom = Top + _side;
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
            Width, _bottom + 50, $"{_series.Name}, predicted against actual",
            Text(0, 18, "name", _axis.IsLogarithmic ? $"{_series.Name} (logarithmic)" : _series.Name), Axes(),
            Line(_left, _bottom, _left + _side, Top, "zero"));
        if (_finite.Count < _series.Actual.Length)
            picture.Add(Text(_left + _side, 18, "detail end", $"{Figures.Count(_series.Actual.Length - _finite.Count)} not finite"));

        picture.Add(Svg("g", Class("train"), _finite.Count > MostPoints ? Places() : Points()));
        return picture;
    }

    private IEnumerable<XElement> Axes()
    {
        // Side by side, long labels would stand upon one another.
        var every = (int)Math.Ceiling((_axis.LabelWidth + LabelGap) * (_axis.Ticks.Count - 1) / _side);
        foreach (var (index, (value, label)) in _axis.Ticks.Index())
        {
            yield return Line(_left, Y(value), _left + _side, Y(value), "grid");
            yield return Text(_left - LabelGap, Y(value) + 4, "tick end", label);
            yield return Line(X(value), _bottom, X(value), _bottom + 4, "grid");
            if (index % every == 0)
                yield return Text(X(value), _bottom + 25, "tick middle", label);
        }

        yield return Text(_left + (_side / 2), _bottom + 46, "tick middle", "actual");
        yield return Text(0, 0, "tick middle", "predicted", At("transform", $"translate(17 {Number(Top + (_side / 2))}) rotate(-90)"));
    }

    private IEnumerable<XElement> Points() => _finite.Select(i => Svg(
        "circle", Class("point"), At("cx", X(_series.Actual[i])), At("cy", Y(_series.Predicted[i])), At("r", 3.5), At("fill-opacity", 0.6),
        _finite.Count <= MostHints ? Hint($"actual {Figures.Value(_series.Actual[i])}, predicted {Figures.Value(_series.Predicted[i])}") : null));

    private IEnumerable<XElement> Places()
    {
        var width = (int)(_side / Place) + 1;
        var counts = new int[width * width];
        foreach (var i in _finite)
            counts[((int)((Y(_series.Predicted[i]) - Top) / Place) * width) + (int)((X(_series.Actual[i]) - _left) / Place)]++;

        var most = Math.Log(1.0 + counts.Max());
        return Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0).Select(i => Svg(
            "circle", Class("point"), At("cx", _left + (((i % width) + 0.5) * Place)), At("cy", Top + (((i / width) + 0.5) * Place)), At("r", Place / 2),
            At("fill-opacity", 0.3 + (0.7 * Math.Log(1.0 + counts[i]) / most))));
    }

    private double X(double value) => _left + (_axis.Place(value) * _side);

    private double Y(double value) => _bottom - (_axis.Place(value) * _side);
}
