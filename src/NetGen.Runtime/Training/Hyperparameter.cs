using System.Numerics;

namespace NetGen;

/// <summary>What numbers must be that users choose, in one place, so that every refusal of one says the same.</summary>
internal static class Hyperparameter
{
    /// <summary>A number that is finite and above 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static double Positive(double value, string name) => double.IsFinite(value) && value > 0 ? value : throw NotPositive(value, name);

    /// <summary>The same as a float, as which it is computed with.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static float PositiveFloat(double value, string name) =>
        (float)value is > 0 and <= float.MaxValue and var number ? number : throw NotPositive(value, name);

    /// <summary>A number that is finite and at least 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static T NotNegative<T>(T value, string name)
        where T : IFloatingPoint<T> =>
        T.IsFinite(value) && value >= T.Zero
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be finite and at least 0.");

    /// <summary>A number that is at least 0 and below 1, as a float.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static float Share(double value, string name) =>
        (float)value is >= 0 and < 1 and var number ? number : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be at least 0 and below 1.");

    /// <summary>A whole number that is not below another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is.</exception>
    public static T AtLeast<T>(T least, T value, string name)
        where T : IBinaryInteger<T> => value >= least ? value : throw new ArgumentOutOfRangeException(name, value, $"'{name}' must be at least {least}.");

    private static ArgumentOutOfRangeException NotPositive(double value, string name) => new(name, value, $"'{name}' must be finite and above 0.");
}
