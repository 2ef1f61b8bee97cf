using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using Spectre.Console;

namespace Digits;

/// <summary>Draws digits in the terminal, with what the network reads in them.</summary>
internal static class DigitPictures
{
    private const int Side = 8;
    private const int PicturesInARow = 4;
    private const string Shades = " ░▒▓█";

    /// <summary>Draws the first <paramref name="count"/> digits.</summary>
    /// <param name="digits">The digits.</param>
    /// <param name="probabilities">The network's outputs for them, ten each.</param>
    /// <param name="count">How many, a multiple of four.</param>
    public static void Show(Dataset<int> digits, ReadOnlySpan<float> probabilities, int count)
    {
        var table = new Table { ShowHeaders = false, ShowRowSeparators = true };
        for (var column = 0; column < PicturesInARow; column++)
            table.AddColumn(new TableColumn("").Width(2 * Side));
        for (var first = 0; first < count; first += PicturesInARow)
        {
            var cells = new Markup[PicturesInARow];
            for (var i = 0; i < PicturesInARow; i++)
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
