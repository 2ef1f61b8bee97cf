using System.Globalization;

namespace NetGen.Benchmarks.Keystrokes;

/// <summary>What the keys of one row cost, in milliseconds: one number a key.</summary>
/// <param name="Generator">The driver with our generator.</param>
/// <param name="EmptyGenerator">The driver with a generator that does nothing.</param>
/// <param name="Search">The driver with a generator that has Roslyn look for our attribute and does nothing with what it finds.</param>
/// <param name="Analyzers">Roslyn's analyzer driver with our analyzers.</param>
/// <param name="EmptyAnalyzers">The same with analyzers that ask for the same symbols and nodes and do nothing with them.</param>
internal sealed record Times(List<double> Generator, List<double> EmptyGenerator, List<double> Search, List<double> Analyzers, List<double> EmptyAnalyzers);

/// <summary>The table: median and least of each time.</summary>
internal static class Report
{
    private const int NameWidth = 44;

    public static string Header => string.Create(
        CultureInfo.InvariantCulture,
        $"{"ms a key: median / least",-NameWidth}{"generator",18}{"empty",18}{"search alone",18}{"analyzers",18}{"empty",18}{"ours alone",18}");

    public static string Line(string name, Times times)
    {
        // Ours alone: what is left of both sums once Roslyn's own share is taken off.
        var (median, least) = (Own(times, Median), Own(times, Enumerable.Min));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-NameWidth}{Cell(times.Generator)}{Cell(times.EmptyGenerator)}{Cell(times.Search)}{Cell(times.Analyzers)}{Cell(times.EmptyAnalyzers)}{Cell(median, least)}");
    }

    private static double Own(Times times, Func<IEnumerable<double>, double> figure) =>
        figure(times.Generator) - figure(times.EmptyGenerator) + figure(times.Analyzers) - figure(times.EmptyAnalyzers);

    private static string Cell(List<double> times) => Cell(Median(times), times.Min());

    private static string Cell(double median, double least) => string.Create(CultureInfo.InvariantCulture, $"{median,9:0.0} /{least,7:0.0}");

    private static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
