using System.Xml.Linq;
using static NetGen.Markup;

namespace NetGen;

/// <summary>Draws a network from its input down to its loss. A wire that passes layers by runs beside them.</summary>
internal sealed class GraphChart
{
    private const double BoxWidth = 360;
    private const double BoxHeight = 48;
    private const double Gap = 30;
    private const double Lane = 16;
    private const int LongestDeclaration = 44;
    private const int LongestName = 17;

    private readonly List<XElement> _elements = [];

    public static XElement Draw(NetworkDescription network)
    {
        var chart = new GraphChart();
        var wires = Wires(network);
        chart.AddBox(0, "Input", "one sample", 0, "outer");
        chart.AddGap(0, network.InputShape, wires.Contains((0, 1)));
        var tensor = 0;
        for (var i = 0; i < network.Layers.Length; i++)
        {
            var layer = network.Layers[i];
            var parameters = network.Tensors.Skip(tensor).Take(layer.TensorCount).Sum(t => (long)t.Length);
            tensor += layer.TensorCount;
            chart.AddBox(i + 1, layer.Name, layer.Declaration, parameters, parameters > 0 ? "learned" : "fixed");
            chart.AddGap(i + 1, layer.OutputShape, wires.Contains((i + 1, i + 2)));
        }

        var last = network.Layers.Length + 1;
        chart.AddBox(last, "Loss", network.Loss, 0, "outer");
        var lanes = chart.AddBypasses([.. wires.Where(w => w.To > w.From + 1)]);
        return Picture(BoxWidth + (lanes * Lane), Top(last) + BoxHeight + 1, $"the layers of {network.Name}", chart._elements);
    }

    /// <summary>From which box to which values go: 0 is the input, then come the layers, then the loss.</summary>
    private static List<(int From, int To)> Wires(NetworkDescription network)
    {
        var wires = network.Layers.SelectMany((layer, i) => (layer.Inputs ?? [i]).Distinct().Select(from => (from, i + 1)));
        return [.. wires, (network.Layers.Length, network.Layers.Length + 1)];
    }

    private static double Top(int box) => 1 + (box * (BoxHeight + Gap));

    private void AddBox(int number, string name, string declaration, long parameters, string classes)
    {
        var y = Top(number);
        var box = Svg(
            "g", Class($"box {classes}"), Hint(declaration),
            Svg("rect", At("x", 1), At("y", y), At("width", BoxWidth - 2), At("height", BoxHeight), At("rx", 8)),
            Text(16, y + 20, "name", Shortened(name, LongestName)),
            Text(16, y + 38, "code", Shortened(declaration, LongestDeclaration)));
        if (parameters > 0)
            box.Add(Text(BoxWidth - 14, y + 20, "detail end", $"{Figures.Count(parameters)} parameters"));
        _elements.Add(box);
    }

    /// <summary>What stands between a box and the next: what leaves the one, and an arrow where the other takes it.</summary>
    private void AddGap(int box, int[] shape, bool isTaken)
    {
        var x = BoxWidth / 2;
        var start = Top(box) + BoxHeight;
        var end = start + Gap - 3;
        if (isTaken)
        {
            _elements.Add(Line(x, start + 3, x, end - 5, "edge"));
            AddHead(x - 4, end - 6, x + 4, end - 6, x, end);
        }

        _elements.Add(Text(x + 12, start + (Gap / 2) + 4, "detail", Figures.Shape(shape)));
    }

    /// <summary>Wires beside the boxes, each as near to them as those before it leave room.</summary>
    /// <returns>How many stand side by side.</returns>
    private int AddBypasses((int From, int To)[] wires)
    {
        var ends = new List<int>();
        foreach (var (from, to) in wires.OrderBy(w => w.From).ThenBy(w => w.To))
        {
            var lane = ends.FindIndex(end => end <= from);
            if (lane < 0)
            {
                lane = ends.Count;
                ends.Add(to);
            }

            ends[lane] = to;
            var x = BoxWidth + (lane * Lane) + (Lane / 2);
            double start = Top(from) + (BoxHeight * 0.75), end = Top(to) + (BoxHeight * 0.25);
            _elements.Add(Line(BoxWidth, start, x, start, "edge"));
            _elements.Add(Line(x, start, x, end, "edge"));
            _elements.Add(Line(x, end, BoxWidth + 5, end, "edge"));
            AddHead(BoxWidth + 6, end - 4, BoxWidth + 6, end + 4, BoxWidth, end);
        }

        return ends.Count;
    }

    private void AddHead(double x1, double y1, double x2, double y2, double x3, double y3) => _elements.Add(
        Svg("path", Class("head"), At("d", $"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}L{Number(x3)} {Number(y3)}Z")));
}
