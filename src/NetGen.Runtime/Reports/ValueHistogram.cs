namespace NetGen;

/// <summary>How values are spread: counts in intervals of equal width from the least value to the greatest. Those that are not finite are left out.</summary>
internal sealed class ValueHistogram
{
    private const int Intervals = 30;

    private ValueHistogram(double min, double max, double sum, double sumOfSquares, long count, double[] counts)
    {
        Min = min;
        Max = max;
        Sum = sum;
        SumOfSquares = sumOfSquares;
        Count = count;
        Counts = counts;
    }

    public double Min { get; }

    public double Max { get; }

    public double Sum { get; }

    public double SumOfSquares { get; }

    /// <summary>How many values were finite.</summary>
    public long Count { get; }

    /// <summary>How many values fell into each interval; one interval where all values are the same.</summary>
    public double[] Counts { get; }

    public double Mean => Sum / Count;

    public double StandardDeviation => Math.Sqrt(Math.Max(0, (SumOfSquares / Count) - (Mean * Mean)));

    /// <summary>Where interval number <paramref name="index"/> ends.</summary>
    public double Limit(int index) => index == Counts.Length - 1 ? Max : Min + ((Max - Min) * (index + 1) / Counts.Length);

    /// <summary>Counts values; null where none is finite.</summary>
    public static ValueHistogram? Of(ReadOnlySpan<float> values)
    {
        var (min, max, sum, squares, count) = (double.PositiveInfinity, double.NegativeInfinity, 0.0, 0.0, 0L);
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
                continue;

            min = Math.Min(min, value);
            max = Math.Max(max, value);
            sum += value;
            squares += (double)value * value;
            count++;
        }

        if (count == 0)
            return null;

        var counts = new double[min == max ? 1 : Intervals];
        var scale = min == max ? 0 : counts.Length / (max - min);
        foreach (var value in values)
        {
            if (float.IsFinite(value))
                counts[Math.Min((int)((value - min) * scale), counts.Length - 1)]++;
        }

        return new(min, max, sum, squares, count, counts);
    }
}
