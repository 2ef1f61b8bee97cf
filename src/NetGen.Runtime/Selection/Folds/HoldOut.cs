namespace NetGen;

/// <summary>
/// One fold: a random part of the samples is tested on, the others are trained on. The division is that of <see cref="Dataset{TLabel}.Split"/>.
/// </summary>
public sealed class HoldOut : Folding
{
    /// <summary>Creates it.</summary>
    /// <param name="fraction">The share to test on, between 0 and 1; its size is rounded, and neither part is left empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public HoldOut(double fraction = 0.2)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The share to test on must lie between 0 and 1, both excluded.");
        Fraction = fraction;
    }

    /// <summary>The share to test on.</summary>
    public double Fraction { get; }

    /// <summary>What the random order follows from.</summary>
    public long Seed { get; init; }

    /// <summary>Whether both parts are to have each class in the same share; false unless set. For samples with one class each.</summary>
    public bool Stratified { get; init; }

    /// <inheritdoc/>
    public override int Count => 1;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{(Stratified ? "stratified " : "")}hold-out of {Fraction} by seed {Seed}");

    internal override Fold[] Divide(int samples, int[]? classes)
    {
        if (samples < 2)
            throw new ArgumentException($"To hold some out needs at least two samples, but the data have {samples}.", "data");
        if (Stratified && classes is null)
            throw new ArgumentException("A stratified hold-out needs one class for each sample: a class index, 0 or 1.", "data");

        var (train, test) = SampleOrder.Split(samples, Fraction, Seed, Stratified ? classes : null);
        return [new(1, train, test)];
    }
}
