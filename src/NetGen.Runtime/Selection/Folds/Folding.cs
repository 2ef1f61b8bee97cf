namespace NetGen;

/// <summary>Divides data into parts to train on and parts to test on: <see cref="KFold"/>, <see cref="StratifiedKFold"/> or <see cref="HoldOut"/>.</summary>
/// <remarks>
/// A number stands for so many folds in the order of the data, as scikit-learn's <c>cv=5</c> does: stratified where each sample has one
/// class, plain where not.
/// </remarks>
public abstract class Folding
{
    private protected Folding()
    {
    }

    /// <summary>How many folds there are, those of every repetition counted.</summary>
    public abstract int Count { get; }

    /// <summary>So many folds, stratified where each sample has one class.</summary>
    /// <param name="folds">How many, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2.</exception>
    public static implicit operator Folding(int folds) => new FittingFolds(folds);

    /// <summary>The folds as indices of samples.</summary>
    /// <typeparam name="TLabel">The type of a label.</typeparam>
    /// <param name="data">The samples to divide.</param>
    /// <exception cref="ArgumentException">There are too few samples, or their labels are no classes where classes are needed.</exception>
    public IReadOnlyList<Fold> Divide<TLabel>(Dataset<TLabel> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Divide(data.Count, Strata.ClassesOf(data));
    }

    /// <summary>The folds as data sets, each copied when its turn comes.</summary>
    /// <typeparam name="TLabel">The type of a label.</typeparam>
    /// <param name="data">The samples to divide.</param>
    /// <exception cref="ArgumentException">There are too few samples, or their labels are no classes where classes are needed.</exception>
    public IEnumerable<(Dataset<TLabel> Train, Dataset<TLabel> Test)> Split<TLabel>(Dataset<TLabel> data)
        => Divide(data).Select(fold => fold.Of(data));

    /// <summary>What it is called in messages and journals; two that divide differently differ in it.</summary>
    public abstract override string ToString();

    /// <summary>The folds.</summary>
    /// <param name="samples">How many samples there are.</param>
    /// <param name="classes">The class of each, numbered from 0 as they appear; null where the labels are no classes.</param>
    internal abstract Fold[] Divide(int samples, int[]? classes);

    /// <summary>Stratified or not, as the labels allow.</summary>
    private sealed class FittingFolds(int folds) : Folding
    {
        private readonly KFold _plain = new(folds);
        private readonly StratifiedKFold _stratified = new(folds);

        public override int Count => _plain.Count;

        public override string ToString() => $"{Count} folds";

        internal override Fold[] Divide(int samples, int[]? classes) => (classes is null ? _plain : _stratified).Divide(samples, classes);
    }
}
