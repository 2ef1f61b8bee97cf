namespace NetGen;

/// <summary>As <see cref="KFold"/>, but each part has each class in the same share as all samples, as nearly as it goes.</summary>
/// <remarks>
/// As scikit-learn's <c>StratifiedKFold</c> and <c>RepeatedStratifiedKFold</c>: without shuffling the same folds, sample for sample. For samples with one label
/// each: a class index, or 0 or 1. A class with fewer samples than there are folds is missing in some.
/// </remarks>
/// <param name="folds">How many parts, at least 2.</param>
/// <exception cref="ArgumentOutOfRangeException">There are fewer than 2.</exception>
public sealed class StratifiedKFold(int folds = 5) : KFold(folds)
{
    private protected override string Kind => "stratified k-fold";

    private protected override void Assign(Span<int> foldOf, ReadOnlySpan<int> order, int[]? classes)
    {
        if (classes is null)
            throw new ArgumentException("Stratified folds need one class for each sample: a class index, 0 or 1. Use KFold for other labels.", "data");

        var counts = Counts(classes);
        if (counts.Max() < Folds)
            throw new ArgumentException($"{Folds} stratified folds need a class with at least {Folds} samples; the largest has {counts.Max()}.", "data");

        // Each class goes through the folds in order, and gives each the samples that are its due.
        var due = Due(counts);
        var current = new int[counts.Length];
        foreach (var sample in order)
        {
            var label = classes[sample];
            while (due[current[label]][label] == 0)
                current[label]++;
            due[current[label]][label]--;
            foldOf[sample] = current[label];
        }
    }

    private static int[] Counts(int[] classes)
    {
        var counts = new int[classes.Max() + 1];
        foreach (var label in classes)
            counts[label]++;
        return counts;
    }

    /// <summary>
    /// How many samples of each class each fold gets: the samples sorted by class are dealt out like cards, so that folds differ by one at most, overall and in
    /// each class.
    /// </summary>
    private int[][] Due(int[] counts)
    {
        var due = new int[Folds][];
        for (var fold = 0; fold < Folds; fold++)
            due[fold] = new int[counts.Length];

        var next = 0;
        for (var label = 0; label < counts.Length; label++)
        {
            for (var left = counts[label]; left > 0; left--)
            {
                due[next][label]++;
                next = (next + 1) % Folds;
            }
        }

        return due;
    }
}
