using System.Globalization;

namespace NetGen;

/// <summary>An axis: where it starts and ends, and its ticks at round values.</summary>
internal sealed class Axis
{
    // A linear axis would show all but the greatest values of such a range as one.
    private const double LogarithmicRange = 1000;

    // What is nearer together is the rounding of one value, and has no round values in between.
    private const double LeastRange = 1e-12;

    // Beyond these, steps and differences would leave the range of a double.
    private const double Least = 1e-300;
    private const double Greatest = 1e300;

    private const int MostDecimals = 12;

    // Of a digit in the size that ticks have on a phone.
    private const double DigitWidth = 10.4;

    private readonly bool _isLogarithmic;
    private readonly double _start;
    private readonly double _end;

    private Axis(bool isLogarithmic, double start, double end, IReadOnlyList<(double Value, string Label)> ticks)
    {
        _isLogarithmic = isLogarithmic;
        _start = start;
        _end = end;
        Ticks = ticks;
    }

    public bool IsLogarithmic => _isLogarithmic;

    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>The width of the longest label, in units of a picture.</summary>
    public double LabelWidth => Ticks.Max(t => t.Label.Length) * DigitWidth;

    /// <summary>Where a value stands, from 0 at the start to 1 at the end.</summary>
    public double Place(double value)
    {
        var (start, end, at) = _isLogarithmic ? (Math.Log10(_start), Math.Log10(_end), Math.Log10(value)) : (_start, _end, value);
        return Math.Clamp((at - start) / (end - start), 0, 1);
    }

    /// <summary>An axis over finite values that starts and ends at ticks; logarithmic where they are positive and of very different sizes.</summary>
    public static Axis OfValues(double min, double max, int ticks = 5)
    {
        (min, max) = (Math.Clamp(min, -Greatest, Greatest), Math.Clamp(max, -Greatest, Greatest));
        if (min > 0 && max / min >= LogarithmicRange)
            return OfPowers(Math.Max(min, Least), Math.Max(max, Least), ticks);

        var size = Math.Max(Math.Abs(min), Math.Abs(max));
        if (max - min <= Math.Max(LeastRange * size, Least))
        {
            // A constant stands in the middle.
            var margin = size < Least ? 1 : size / 2;
            (min, max) = (min - margin, max + margin);
        }

        var step = RoundStep((max - min) / (ticks - 1));
        var (first, last) = (Math.Floor((min / step) + 1e-9), Math.Ceiling((max / step) - 1e-9));
        var largest = Math.Max(Math.Abs(first), Math.Abs(last)) * step;
        return new(false, first * step, last * step, [.. Steps(first, last, 1).Select(i => (i * step, Label(i * step, step, largest)))]);
    }

    /// <summary>An axis of whole numbers that starts and ends at them, with ticks at some.</summary>
    public static Axis OfIntegers(int min, int max, int ticks = 7)
    {
        if (min == max)
            return new(false, min - 1, max + 1, [(min, min.ToString(CultureInfo.InvariantCulture))]);

        var step = Math.Max(1, RoundStep(((double)max - min) / (ticks - 1)));
        var rounds = Steps(Math.Ceiling(min / step), Math.Floor(max / step), 1).Select(i => i * step);
        return new(false, min, max, [.. rounds.Select(v => (v, v.ToString("0", CultureInfo.InvariantCulture)))]);
    }

    private static Axis OfPowers(double min, double max, int ticks)
    {
        var (first, last) = (Math.Floor(Math.Log10(min) + 1e-9), Math.Ceiling(Math.Log10(max) - 1e-9));
        var step = Math.Ceiling((last - first) / (ticks - 1));
        last = first + (Math.Ceiling((last - first) / step) * step);
        return new(true, Math.Pow(10, first), Math.Pow(10, last),
            [.. Steps(first, last, step).Select(p => (Math.Pow(10, p), Label(Math.Pow(10, p), Math.Pow(10, p), Math.Pow(10, p))))]);
    }

    private static IEnumerable<double> Steps(double first, double last, double step)
    {
        var count = (int)Math.Floor(((last - first) / step) + 1e-9);
        for (var i = 0; i <= count; i++)
            yield return first + (i * step);
    }

    /// <summary>The least of 1, 2, 5, 10, 20, 50, ... and their tenths that is no less.</summary>
    private static double RoundStep(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        var digit = atLeast / power;
        return power * (digit <= 1 + 1e-9 ? 1 : digit <= 2 + 1e-9 ? 2 : digit <= 5 + 1e-9 ? 5 : 10);
    }

    /// <summary>A tick's text, with as many digits as tell it from the next one.</summary>
    private static string Label(double value, double step, double largest)
    {
        if (value == 0)
            return "0";

        var decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9));
        if (largest < 1e-3 || (largest >= 1e5 && step >= 1) || decimals > MostDecimals)
        {
            var digits = Math.Max(3, (int)Math.Ceiling(Math.Log10(Math.Abs(value) / step)));
            return value.ToString($"0.{new string('#', digits)}e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);
        }

        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');
    }
}
