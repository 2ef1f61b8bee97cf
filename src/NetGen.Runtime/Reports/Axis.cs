using System.Globalization;

namespace NetGen;

/// <summary>An axis: where it starts and ends, and its ticks at round values.</summary>
internal sealed class Axis
{
    // A linear axis would show all but the greatest values of such a range as one.
    private const double LogarithmicRange = 1000;

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

    /// <summary>Where a value stands, from 0 at the start to 1 at the end.</summary>
    public double Place(double value)
    {
        var (start, end, at) = _isLogarithmic ? (Math.Log10(_start), Math.Log10(_end), Math.Log10(value)) : (_start, _end, value);
        return (at - start) / (end - start);
    }

    /// <summary>An axis over finite values that starts and ends at ticks; logarithmic where they are positive and of very different sizes.</summary>
    public static Axis OfValues(double min, double max, int ticks = 5)
    {
        if (min > 0 && max / min >= LogarithmicRange)
            return OfPowers(min, max, ticks);

        if (min == max)
        {
            // A constant stands in the middle.
            var margin = min == 0 ? 1 : Math.Abs(min) / 2;
            (min, max) = (min - margin, max + margin);
        }

        var step = RoundStep((max - min) / (ticks - 1));
        var (first, last) = (Math.Floor((min / step) + 1e-9), Math.Ceiling((max / step) - 1e-9));
        return new(false, first * step, last * step, [.. Steps(first, last, 1).Select(i => (i * step, Label(i * step, step)))]);
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
        return new(true, Math.Pow(10, first), Math.Pow(10, last), [.. Steps(first, last, step).Select(p => (Math.Pow(10, p), Label(Math.Pow(10, p), Math.Pow(10, p))))]);
    }

    private static IEnumerable<double> Steps(double first, double last, double step)
    {
        for (var value = first; value <= last; value += step)
            yield return value;
    }

    /// <summary>The least of 1, 2, 5, 10, 20, 50, ... and their tenths that is no less.</summary>
    private static double RoundStep(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        var digit = atLeast / power;
        return power * (digit <= 1 + 1e-9 ? 1 : digit <= 2 + 1e-9 ? 2 : digit <= 5 + 1e-9 ? 5 : 10);
    }

    private static string Label(double value, double step)
    {
        if (value == 0)
            return "0";
        if (step < 1e-4 || Math.Abs(value) >= 1e5)
            return value.ToString("0.###e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal);

        var decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9));
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');
    }
}
