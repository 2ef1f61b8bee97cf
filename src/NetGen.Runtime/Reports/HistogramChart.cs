using System.Xml.Linq;
using static NetGen.Markup;

namespace NetGen;

/// <summary>Draws how the values of a tensor are spread.</summary>
internal static class HistogramChart
{
    private const double Width = 240;
    private const double Height = 158;
    private const double Top = 48;
    private const double Bottom = Height - 22;

    /// <summary>The value that all are; null where they differ, or one is not finite.</summary>
    public static float? ConstantOf(ReadOnlySpan<float> values) => float.IsFinite(values[0]) && !values.ContainsAnyExcept(values[0]) ? values[0] : null;

    public static XElement Draw(ParameterTensor tensor, ReadOnlySpan<float> values)
    {
        var notFinite = 0;
        foreach (var value in values)
            notFinite += float.IsFinite(value) ? 0 : 1;

        var picture = Picture(Width, Height, $"how the values of {tensor.Name} are spread", Text(0, 14, "name", Shortened(tensor.Name, 19)));
        var facts = Figures.Shape(tensor.Shape) + (notFinite > 0 ? $", {Figures.Count(notFinite)} not finite" : "");
        picture.Add(Text(0, 32, "detail", facts));
        if (ValueHistogram.Of(values) is not { } histogram)
            return picture;

        if (notFinite == 0)
            picture.Add(Text(Width, 32, "detail end", $"sd {Figures.Value(histogram.StandardDeviation)}"));

        var most = histogram.Counts.Max();
        var width = Width / histogram.Counts.Length;
        for (var i = 0; i < histogram.Counts.Length; i++)
        {
            var height = histogram.Counts[i] / most * (Bottom - Top);
            var from = i == 0 ? histogram.Min : histogram.Limit(i - 1);
            if (height > 0)
                picture.Add(Rectangle(i * width, Bottom - height, Math.Max(1, width - 1), height, "bar",
                    Hint($"{Figures.Value(from)} to {Figures.Value(histogram.Limit(i))}: {Figures.Count((long)histogram.Counts[i])}")));
        }

        picture.Add(Line(0, Bottom, Width, Bottom, "axis"));
        if (histogram.Counts.Length == 1)
        {
            picture.Add(Text(Width / 2, Height - 5, "tick middle", $"all {Figures.Value(histogram.Min)}"));
            return picture;
        }

        picture.Add(Text(0, Height - 5, "tick", Figures.Value(histogram.Min)), Text(Width, Height - 5, "tick end", Figures.Value(histogram.Max)));
        AddZero(picture, histogram);
        return picture;
    }

    /// <summary>A mark at zero, and its label where the labels of the ends leave room.</summary>
    private static void AddZero(XElement picture, ValueHistogram histogram)
    {
        var zero = -histogram.Min / (histogram.Max - histogram.Min);
        if (zero is <= 0 or >= 1)
            return;

        picture.Add(Line(zero * Width, Top, zero * Width, Bottom + 4, "zero"));
        if (zero is > 0.35 and < 0.65)
            picture.Add(Text(zero * Width, Height - 5, "tick middle", "0"));
    }
}
