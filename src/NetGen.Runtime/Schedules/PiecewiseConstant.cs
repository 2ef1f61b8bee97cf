using System.Globalization;

namespace NetGen;

/// <summary>
/// A rate for each stretch of steps (Keras' <c>PiecewiseConstantDecay</c>): the first up to and with the first boundary, the second up to and with the second,
/// and so on.
/// </summary>
public sealed class PiecewiseConstant : LearningRateSchedule
{
    private readonly long[] _boundaries;
    private readonly double[] _rates;

    /// <summary>Creates the schedule.</summary>
    /// <param name="boundaries">The last step of each stretch but the last, in rising order.</param>
    /// <param name="rates">The rate of each stretch, at least 0: one more than boundaries.</param>
    /// <exception cref="ArgumentException">The boundaries do not rise, or there is not one rate more than boundaries.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative or not finite.</exception>
    public PiecewiseConstant(IEnumerable<long> boundaries, IEnumerable<double> rates)
    {
        ArgumentNullException.ThrowIfNull(boundaries);
        ArgumentNullException.ThrowIfNull(rates);
        _boundaries = [.. boundaries];
        _rates = [.. rates.Select(rate => Hyperparameter.NotNegative(rate, nameof(rates)))];
        if (_rates.Length != _boundaries.Length + 1)
            throw new ArgumentException(
                $"'rates' holds {_rates.Length} values for {_boundaries.Length} boundaries; expected one more than boundaries.", nameof(rates));
        if (_boundaries.Zip(_boundaries.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException($"'boundaries' holds {string.Join(", ", _boundaries)}; expected each to be above the one before.", nameof(boundaries));
    }

    internal override string Settings => string.Create(
        CultureInfo.InvariantCulture, $"rates {string.Join(", ", _rates.Select(r => r.ToString(CultureInfo.InvariantCulture)))} to "
            + $"{string.Join(", ", _boundaries.Select(b => b.ToString(CultureInfo.InvariantCulture)))}");

    /// <inheritdoc/>
    public override double At(long step)
    {
        var stretch = 0;
        while (stretch < _boundaries.Length && step > _boundaries[stretch])
            stretch++;
        return _rates[stretch];
    }
}
