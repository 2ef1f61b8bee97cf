namespace NetGen;

/// <summary>Divides the samples into k parts of the same size, one more where it does not come out even, and tests on each part once.</summary>
/// <remarks>As scikit-learn's <c>KFold</c> and <c>RepeatedKFold</c>: without shuffling the same folds, sample for sample.</remarks>
public class KFold : Folding
{
    // Training shuffles by epochs from 0 up, and a data set uses -1 and -2; these streams go down from here.
    private const long FirstStream = -3;

    /// <summary>Creates it.</summary>
    /// <param name="folds">How many parts, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2.</exception>
    public KFold(int folds = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        Folds = folds;
    }

    /// <summary>How many parts.</summary>
    public int Folds { get; }

    /// <summary>How often to divide anew; 1 unless set. More need <see cref="Shuffle"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int Repeats
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Repeats));
            field = value;
        }
    } = 1;

    /// <summary>Whether to divide in random order; false unless set, so that samples stay with their neighbours.</summary>
    public bool Shuffle { get; init; }

    /// <summary>What the random order follows from.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public sealed override int Count => checked(Folds * Repeats);

    /// <inheritdoc/>
    public sealed override string ToString()
    {
        var shuffled = Shuffle ? FormattableString.Invariant($", shuffled by seed {Seed}") : "";
        var repeated = Repeats > 1 ? FormattableString.Invariant($", {Repeats} times") : "";
        return FormattableString.Invariant($"{Kind} of {Folds}{shuffled}{repeated}");
    }

    internal sealed override Fold[] Divide(int samples, int[]? classes)
    {
        if (Repeats > 1 && !Shuffle)
            throw new ArgumentException(
                $"'Repeats' is {Repeats}, but without 'Shuffle' every repetition would be the same; set Shuffle = true.", nameof(Repeats));
        if (samples < Folds)
            throw new ArgumentException($"{Folds} folds need at least {Folds} samples, but the data have {samples}.", "data");

        var folds = new Fold[Count];
        var foldOf = new int[samples];
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            Assign(foldOf, Order(samples, repeat), classes);
            for (var fold = 0; fold < Folds; fold++)
            {
                var number = repeat * Folds + fold;
                folds[number] = new(number + 1, Where(foldOf, f => f != fold), Where(foldOf, f => f == fold));
            }
        }

        return folds;
    }

    private protected virtual string Kind => "k-fold";

    /// <summary>Writes the fold that tests on each sample.</summary>
    /// <param name="foldOf">Takes the fold of each sample.</param>
    /// <param name="order">The samples in the order in which they are given out.</param>
    /// <param name="classes">The class of each sample; null where there are none.</param>
    private protected virtual void Assign(Span<int> foldOf, ReadOnlySpan<int> order, int[]? classes)
    {
        var (size, larger) = Math.DivRem(order.Length, Folds);
        var next = 0;
        for (var fold = 0; fold < Folds; fold++)
        {
            for (var left = fold < larger ? size + 1 : size; left > 0; left--)
                foldOf[order[next++]] = fold;
        }
    }

    private int[] Order(int samples, int repeat)
    {
        var order = new int[samples];
        for (var i = 0; i < samples; i++)
            order[i] = i;
        if (Shuffle)
            Shuffler.Shuffle(order, Seed, FirstStream - repeat);
        return order;
    }

    private static int[] Where(int[] foldOf, Func<int, bool> condition) => [.. Enumerable.Range(0, foldOf.Length).Where(i => condition(foldOf[i]))];
}
