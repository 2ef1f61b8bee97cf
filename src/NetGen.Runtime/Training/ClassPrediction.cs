using System.Globalization;

namespace NetGen;

/// <summary>The class that a network gives to a sample.</summary>
/// <param name="Class">Its index.</param>
/// <param name="Probability">How probable the network takes it to be, from 0 to 1.</param>
/// <param name="Name">What it is called; null where the network has no <see cref="Network.ClassNames"/>.</param>
public readonly record struct ClassPrediction(int Class, float Probability, string? Name = null)
{
    /// <summary>The name, or the index, with the probability, as in <c>setosa (98.2 %)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name ?? Class.ToString(CultureInfo.InvariantCulture)} ({Probability * 100:F1} %)");
}
