using System.Buffers;
using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>Numbers in the fields of CSV files.</summary>
internal static class CsvNumber
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The number that a field holds, and nothing else; blanks and line ends within its quotes do not count.</summary>
    public static bool TryParse(ReadOnlySpan<byte> field, bool decimalComma, out float value)
    {
        field = field.Trim(" \t\r\n"u8);
        if (decimalComma)
            return TryParseComma(field, out value);
        // The parser takes zero bytes after a number for its end, as C has it.
        if (!field.EndsWith((byte)0) && float.TryParse(field, Style, CultureInfo.InvariantCulture, out value))
            return true;
        // As Python writes it, and with it NumPy and pandas.
        bool negative = field.StartsWith("-"u8);
        ReadOnlySpan<byte> unsigned = negative || field.StartsWith("+"u8) ? field[1..] : field;
        value = negative ? float.NegativeInfinity : float.PositiveInfinity;
        return Ascii.EqualsIgnoreCase(unsigned, "inf"u8);
    }

    /// <summary>Whether a field is a number in one of the ways of the world, almost one, or several of them: no column is called so.</summary>
    public static bool Resembles(ReadOnlySpan<byte> field) =>
        TryParse(field, decimalComma: false, out _)
        || TryParse(field, decimalComma: true, out _)
        || (field.ContainsAnyInRange((byte)'0', (byte)'9') && field.IndexOfAnyExcept("0123456789+-.,;'eE \t\0"u8) < 0);

    /// <summary>
    /// What is written as a number, but with the other decimal sign, is worth saying at the end of an error message; empty where it is not so.
    /// </summary>
    public static string HintFor(ReadOnlySpan<byte> field, bool decimalComma)
    {
        if (!TryParse(field, !decimalComma, out _))
            return "";
        if (decimalComma)
            return " It has a decimal point, and CsvOptions.DecimalComma is set.";
        // 1,000 may as well be a thousand.
        ReadOnlySpan<byte> fraction = field[(field.IndexOf((byte)',') + 1)..];
        return fraction.Length == 3 && !fraction.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            ? ""
            : " Where the comma is a decimal one, set CsvOptions.DecimalComma.";
    }

    private static bool TryParseComma(ReadOnlySpan<byte> field, out float value)
    {
        value = 0;
        // A point may separate thousands, or be the decimal sign all the same.
        if (field.Contains((byte)'.'))
            return false;
        if (!field.Contains((byte)','))
            return TryParse(field, decimalComma: false, out value);
        byte[] copy = ArrayPool<byte>.Shared.Rent(field.Length);
        try
        {
            Span<byte> text = copy.AsSpan(0, field.Length);
            field.Replace(text, (byte)',', (byte)'.');
            return TryParse(text, decimalComma: false, out value);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }
}
