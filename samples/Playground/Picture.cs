using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Playground;

/// <summary>Draws what a network says of every place of the plane, and the points on it: blue for class 1, orange for class 0.</summary>
internal sealed class Picture
{
    private const int Columns = 48;

    /// <summary>A character is about twice as high as it is wide: two pixels above each other, where there are colours.</summary>
    private const int PixelRows = 48;

    private const float Extent = 6;
    private const string Shades = "░▒▓█";

    private static readonly (int Red, int Green, int Blue) Orange = (245, 147, 34);
    private static readonly (int Red, int Green, int Blue) Blue = (8, 119, 189);
    private static readonly (int Red, int Green, int Blue) Undecided = (236, 237, 238);

    private readonly ColorSystem _colors;
    private readonly float[] _places = new float[2 * Columns * PixelRows];
    private readonly float[] _outputs = new float[Columns * PixelRows];
    private readonly int[] _points = new int[Columns * PixelRows];

    /// <param name="points">The points to draw, with their classes.</param>
    /// <param name="colors">The colours that there are.</param>
    public Picture(Dataset<float> points, ColorSystem colors)
    {
        _colors = colors;
        for (var pixel = 0; pixel < _outputs.Length; pixel++)
        {
            _places[2 * pixel] = (((pixel % Columns) + 0.5f) / Columns * 2 * Extent) - Extent;
            _places[(2 * pixel) + 1] = Extent - (((pixel / Columns) + 0.5f) / PixelRows * 2 * Extent);
        }

        Array.Fill(_points, -1);
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y) = (points.Features[2 * i], points.Features[(2 * i) + 1]);
            var (column, row) = ((int)((x + Extent) / (2 * Extent) * Columns), (int)((Extent - y) / (2 * Extent) * PixelRows));
            if (column is >= 0 and < Columns && row is >= 0 and < PixelRows)
                _points[(row * Columns) + column] = (int)points.Labels[i];
        }
    }

    /// <summary>How many lines it takes.</summary>
    public static int Lines => PixelRows / 2;

    /// <summary>How wide it is.</summary>
    public static int Width => Columns;

    /// <summary>The picture as text, each line with its end.</summary>
    public string Draw(Network<float> network)
    {
        network.Predict(_places, _outputs);
        var text = new StringBuilder();
        for (var row = 0; row < PixelRows; row += 2)
        {
            for (var column = 0; column < Columns; column++)
                Append(text, (row * Columns) + column, ((row + 1) * Columns) + column);

            text.Append(HasColors ? "\e[0m\n" : "\n");
        }

        return text.ToString();
    }

    private bool HasColors => _colors is ColorSystem.TrueColor or ColorSystem.EightBit;

    private void Append(StringBuilder text, int upper, int lower)
    {
        if (HasColors)
        {
            // The upper half of the character is ink, the lower one paper.
            text.Append("\e[38;").Append(Code(Color(upper))).Append(";48;").Append(Code(Color(lower))).Append('m').Append('▀');
            return;
        }

        var point = Math.Max(_points[upper], _points[lower]);
        text.Append(point switch { 0 => 'o', 1 => '+', _ => Shades[(int)Math.Min(Shades.Length - 1, (_outputs[upper] + _outputs[lower]) / 2 * Shades.Length)] });
    }

    private (int Red, int Green, int Blue) Color(int pixel)
    {
        if (_points[pixel] >= 0)
            return Mix(_points[pixel] == 1 ? Blue : Orange, (0, 0, 0), 0.35f);

        // Pale, so that the points stand out.
        var certainty = 2 * (_outputs[pixel] - 0.5f);
        return Mix(Undecided, certainty > 0 ? Blue : Orange, 0.75f * Math.Abs(certainty));
    }

    private static (int Red, int Green, int Blue) Mix((int Red, int Green, int Blue) from, (int Red, int Green, int Blue) to, float share) => (
        (int)(from.Red + (share * (to.Red - from.Red))),
        (int)(from.Green + (share * (to.Green - from.Green))),
        (int)(from.Blue + (share * (to.Blue - from.Blue))));

    private string Code((int Red, int Green, int Blue) color) => _colors == ColorSystem.TrueColor
        ? string.Create(CultureInfo.InvariantCulture, $"2;{color.Red};{color.Green};{color.Blue}")
        : string.Create(CultureInfo.InvariantCulture, $"5;{16 + (36 * Level(color.Red)) + (6 * Level(color.Green)) + Level(color.Blue)}");

    /// <summary>The nearest of the six levels of a terminal's colour cube.</summary>
    private static int Level(int value) => value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40;
}
