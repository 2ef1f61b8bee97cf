using System.Globalization;
using System.Xml.Linq;
using static NetGen.Markup;

namespace NetGen;

/// <summary>
/// Draws a confusion matrix: what was right in one colour, errors in another, each the stronger the greater its share of the row. Where outputs were NaN, a
/// last column has them.
/// </summary>
internal sealed class ConfusionChart
{
    private const double Width = 480;
    private const double LetterWidth = 8.4;
    private const int LongestName = 16;
    private const double SmallestText = 6;
    private const double LargestText = 15;
    private const string Undecided = "NaN";

    private readonly ConfusionMatrix _counts;
    private readonly string[] _names;
    private readonly double _left;
    private readonly double _top;
    private readonly double _cell;

    private ConfusionChart(ConfusionMatrix counts)
    {
        _counts = counts;
        _names = [.. Enumerable.Range(0, counts.Classes).Select(counts.ClassName)];
        var longest = Math.Min(_names.Max(n => n.Length), LongestName) * LetterWidth;
        _left = 26 + longest;
        // The names above stand aslant, and the last one must not reach over the edge.
        _top = 34 + (longest * 0.72);
        var overhang = Math.Max(0, (longest * 0.72) - 24);
        _cell = Math.Min(64, (Width - _left - overhang - 2) / (counts.Classes + (counts.Undecided > 0 ? 1 : 0)));
    }

    public static XElement Draw(ConfusionMatrix counts) => new ConfusionChart(counts).Draw();

    private XElement Draw()
    {
        var side = _cell * _counts.Classes;
        var picture = Picture(
            Width, _top + side + 4, "confusion matrix",
            Text(_left, 14, "tick", "predicted"),
            Text(0, 0, "tick middle", "actual", At("transform", $"translate(12 {Number(_top + (side / 2))}) rotate(-90)")));

        // Where cells are small, names would stand upon one another.
        var every = (int)Math.Ceiling(13 / _cell);
        for (var i = 0; i < _counts.Classes; i++)
        {
            if (i % every == 0)
                picture.Add(Names(i));
            for (var j = 0; j < _counts.Classes; j++)
                picture.Add(Cell(i, j, _counts[i, j], _names[j]));
        }

        picture.Add(Rectangle(_left, _top, side, side, "frame"));
        if (_counts.Undecided > 0)
        {
            picture.Add(NameAbove(_counts.Classes, Undecided));
            for (var i = 0; i < _counts.Classes; i++)
                picture.Add(Cell(i, _counts.Classes, _counts.UndecidedOf(i), Undecided));
            picture.Add(Rectangle(_left + side, _top, _cell, side, "frame"));
        }

        return picture;
    }

    private static double Opacity(double share) => 0.08 + (0.92 * share);

    /// <summary>What can be read best on a cell depends on its colour, and that on the page's.</summary>
    private static string Shade(double share) => Opacity(share) switch
    {
        > 0.75 => "count strong",
        > 0.55 => "count middling",
        _ => "count",
    };

    private IEnumerable<XElement> Names(int index)
    {
        yield return Text(_left - 8, _top + ((index + 0.5) * _cell) + 4.5, "class end", Shortened(_names[index], LongestName));
        yield return NameAbove(index, _names[index]);
    }

    private XElement NameAbove(int column, string name) =>
        Text(0, 0, "class", Shortened(name, LongestName),
            At("transform", $"translate({Number(_left + ((column + 0.5) * _cell) + 2)} {Number(_top - 8)}) rotate(-45)"));

    private IEnumerable<XElement> Cell(int actual, int predicted, long count, string name)
    {
        if (count == 0)
            yield break;

        var share = (double)count / _counts.Support(actual);
        var (x, y) = (_left + (predicted * _cell), _top + (actual * _cell));
        yield return Rectangle(
            x + 0.5, y + 0.5, _cell - 1, _cell - 1, actual == predicted ? "right" : "wrong", At("fill-opacity", Opacity(share)),
            Hint($"{_names[actual]}, predicted {name}: {Figures.Count(count)} ({Figures.Percent(share)})"));

        var text = count.ToString(CultureInfo.InvariantCulture);
        var size = Math.Min(LargestText, 1.5 * _cell / Math.Max(2.4, text.Length));
        if (size >= SmallestText)
            yield return Text(x + (_cell / 2), y + (_cell / 2) + (size * 0.36), Shade(share), text, At("font-size", size));
    }
}
