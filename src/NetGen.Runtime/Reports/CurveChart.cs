using System.Text;
using System.Xml.Linq;
using static NetGen.Markup;

namespace NetGen;

/// <summary>Draws a value over the epochs.</summary>
internal sealed class CurveChart
{
    private const double Width = 480;
    private const double Height = 306;
    private const double LeastLeft = 66;
    private const double LabelGap = 8;
    private const double Right = Width - 14;
    private const double Top = 60;
    private const double Bottom = Height - 44;
    private const double SecondLegend = 226;
    private const double SwatchLength = 24;

    // More would be seen as one.
    private const int MostHints = 150;
    private const int Columns = (int)(Right - LeastLeft);

    private readonly Curves _curves;
    private readonly Axis _x;
    private readonly Axis _y;
    private readonly double _left;

    private CurveChart(Curves curves)
    {
        _curves = curves;
        _x = Axis.OfIntegers(curves.Epochs[0], curves.Epochs[^1]);
        var finite = curves.Train.Concat(curves.Validation ?? []).Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        _y = Axis.OfValues(finite.Min(), finite.Max());
        _left = Math.Max(LeastLeft, _y.LabelWidth + LabelGap);
    }

    public static XElement Draw(Curves curves) => new CurveChart(curves).Draw();

    private XElement Draw()
    {
        var title = _y.IsLogarithmic ? $"{_curves.Name} (logarithmic)" : _curves.Name;
        var picture = Picture(Width, Height, $"{_curves.Name} over the epochs", Text(0, 18, "name", title), Axes());
        var hasBoth = _curves.Validation is not null;
        AddCurve(picture, _curves.Train, hasBoth ? "train" : null, "train", 0);
        if (hasBoth)
            AddCurve(picture, _curves.Validation!, "validation", "validation", SecondLegend);
        return picture;
    }

    private IEnumerable<XElement> Axes()
    {
        foreach (var (value, label) in _y.Ticks)
        {
            yield return Line(_left, Y(value), Right, Y(value), "grid");
            yield return Text(_left - LabelGap, Y(value) + 4, "tick end", label);
        }

        foreach (var (value, label) in _x.Ticks)
        {
            yield return Line(X(value), Bottom, X(value), Bottom + 4, "grid");
            yield return Text(X(value), Bottom + 19, "tick middle", label);
        }

        yield return Text((_left + Right) / 2, Height - 4, "tick middle", "epoch");
    }

    private void AddCurve(XElement picture, double[] values, string? label, string classes, double legendX)
    {
        var last = Figures.Value(values[^1]);
        picture.Add(
            Line(legendX, 36, legendX + SwatchLength, 36, $"curve {classes}"),
            Text(legendX + SwatchLength + 8, 40, "legend", label is null ? last : $"{label} {last}"));

        var group = Svg("g", Class(classes), Svg("path", Class($"curve {classes}"), At("d", Path(values))));
        // A path of one point has no length to be drawn.
        group.Add(Enumerable.Range(0, values.Length).Where(i => IsAlone(values, i)).Select(i => Dot("dot", i, values)));
        if (values.Length <= MostHints)
            group.Add(Enumerable.Range(0, values.Length).Where(i => double.IsFinite(values[i])).Select(i => Dot("hit", i, values)));
        picture.Add(group);
    }

    private XElement Dot(string classes, int index, double[] values) => Svg(
        "circle", Class(classes), At("cx", X(_curves.Epochs[index])), At("cy", Y(values[index])), At("r", 4),
        Hint($"epoch {_curves.Epochs[index]}: {Figures.Value(values[index])}"));

    private static bool IsAlone(double[] values, int index) =>
        double.IsFinite(values[index])
        && (index == 0 || !double.IsFinite(values[index - 1]))
        && (index == values.Length - 1 || !double.IsFinite(values[index + 1]));

    /// <summary>The line through the values; it has a gap where one is not finite.</summary>
    private string Path(double[] values)
    {
        var path = new StringBuilder();
        var isDown = false;
        foreach (var index in Visible(values))
        {
            if (double.IsFinite(values[index]))
                path.Append(isDown ? 'L' : 'M').Append(Number(X(_curves.Epochs[index]))).Append(' ').Append(Number(Y(values[index])));
            isDown = double.IsFinite(values[index]);
        }

        return path.ToString();
    }

    /// <summary>All values, or where they are many the least and the greatest of each column: the picture is the same.</summary>
    private static IEnumerable<int> Visible(double[] values)
    {
        if (values.Length <= 4 * Columns)
            return Enumerable.Range(0, values.Length);

        return Enumerable.Range(0, values.Length)
            .GroupBy(i => (long)i * Columns / values.Length)
            .SelectMany(column => new[] { column.First(), column.MinBy(i => double.IsFinite(values[i]) ? values[i] : double.MaxValue),
                column.MaxBy(i => double.IsFinite(values[i]) ? values[i] : double.MinValue), column.Last() }.Distinct().Order());
    }

    private double X(double epoch) => _left + (_x.Place(epoch) * (Right - _left));

    private double Y(double value) => Bottom - (_y.Place(value) * (Bottom - Top));
}
