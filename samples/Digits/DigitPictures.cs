using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using Spectre.Console;

namespace Samples.Digits;

/// <summary>Draws digits in the terminal, with what the network reads in them.</summary>
internal static class DigitPictures
{
    private const int Side = 8;
    private const int MostInARow = 4;

    /// <summary>A picture, a space on either side of it, and a line.</summary>
    private const int PictureWidth = (2 * Side) + 3;

    private const string Shades = " ░▒▓█";

    /// <summary>Draws the first <paramref name="count"/> digits.</summary>
    /// <param name="digits">The digits.</param>
    /// <param name="probabilities">The network's outputs for them, ten each.</param>
    /// <param name="count">How many, a multiple of four.</param>
    /// <remarks>Four, two or one in a row, as the terminal is wide.</remarks>
    public static void Show(Dataset<int> digits, ReadOnlySpan<float> probabilities, int count)
    {
        var inARow = MostInARow;
        while (inARow > 1 && (inARow * PictureWidth) + 1 > AnsiConsole.Profile.Width)
            inARow /= 2;

        var table = new Table { ShowHeaders = false, ShowRowSeparators = true };
        for (var column = 0; column < inARow; column++)
            table.AddColumn(new TableColumn("").Width(2 * Side));
        for (var first = 0; first < count; first += inARow)
        {
            var cells = new Markup[inARow];
            for (var i = 0; i < inARow; i++)
            {
                var digit = first + i;
                var outputs = probabilities.Slice(digit * DigitClassifier.OutputLength, DigitClassifier.OutputLength);
                cells[i] = new Markup(Picture(digits.Features.Slice(digit * Side * Side, Side * Side)) + Caption(outputs, digits.Labels[digit]));
            }

            table.AddRow(cells);
        }

        AnsiConsole.Write(table);
    }

    private static string Picture(ReadOnlySpan<float> pixels)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pixels.Length; i++)
        {
            var shade = Shades[(int)MathF.Round(pixels[i] * (Shades.Length - 1))];
            text.Append(shade).Append(shade);
            if (i % Side == Side - 1)
                text.Append('\n');
        }

        return text.ToString();
    }

    private static string Caption(ReadOnlySpan<float> outputs, int label)
    {
        var read = TensorPrimitives.IndexOfMax(outputs);
        var verdict = read == label ? "[green]right[/]" : $"[red]it is {label}[/]";
        return string.Create(CultureInfo.InvariantCulture, $"[bold]{read}[/] {100 * outputs[read]:F1}% {verdict}");
    }
}
