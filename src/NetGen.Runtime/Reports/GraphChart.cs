using System.Xml.Linq;
using static NetGen.Markup;

namespace NetGen;

/// <summary>Draws a network from its input down to its loss.</summary>
internal sealed class GraphChart
{
    private const double Width = 360;
    private const double BoxHeight = 48;
    private const double Gap = 30;
    private const int LongestDeclaration = 44;
    private const int LongestName = 17;

    private readonly List<XElement> _elements = [];
    private double _y = 1;

    public static XElement Draw(NetworkDescription network)
    {
        var chart = new GraphChart();
        chart.AddBox("Input", "one sample", 0, "outer");
        chart.AddArrow(network.InputShape);
        var tensor = 0;
        foreach (var layer in network.Layers)
        {
            var parameters = network.Tensors.Skip(tensor).Take(layer.TensorCount).Sum(t => (long)t.Length);
            tensor += layer.TensorCount;
            chart.AddBox(layer.Name, layer.Declaration, parameters, parameters > 0 ? "learned" : "fixed");
            chart.AddArrow(layer.OutputShape);
        }

        chart.AddBox("Loss", network.Loss, 0, "outer");
        return Picture(Width, chart._y + 1, $"the layers of {network.Name}", chart._elements);
    }

    private void AddBox(string name, string declaration, long parameters, string classes)
    {
        var box = Svg(
            "g", Class($"box {classes}"), Hint(declaration),
            Svg("rect", At("x", 1), At("y", _y), At("width", Width - 2), At("height", BoxHeight), At("rx", 8)),
            Text(16, _y + 20, "name", Shortened(name, LongestName)),
            Text(16, _y + 38, "code", Shortened(declaration, LongestDeclaration)));
        if (parameters > 0)
            box.Add(Text(Width - 14, _y + 20, "detail end", $"{Figures.Count(parameters)} parameters"));
        _elements.Add(box);
        _y += BoxHeight;
    }

    private void AddArrow(int[] shape)
    {
        var x = Width / 2;
        var end = _y + Gap - 3;
        _elements.Add(Line(x, _y + 3, x, end - 5, "edge"));
        _elements.Add(Svg("path", Class("head"), At("d", $"M{Number(x - 4)} {Number(end - 6)}L{Number(x + 4)} {Number(end - 6)}L{Number(x)} {Number(end)}Z")));
        _elements.Add(Text(x + 12, _y + (Gap / 2) + 4, "detail", Figures.Shape(shape)));
        _y += Gap;
    }
}
