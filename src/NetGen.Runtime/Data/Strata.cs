using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Divides samples so that each part has each class in the same share, as nearly as it goes.</summary>
internal static class Strata
{
    /// <summary>The class of each sample, numbered from 0 as they appear; null unless each sample has one label that is a class index, 0 or 1.</summary>
    public static int[]? ClassesOf<TLabel>(Dataset<TLabel> data)
    {
        if (data.LabelLength != 1)
            return null;

        var numbers = new Dictionary<int, int>();
        var classes = new int[data.Count];
        for (var i = 0; i < classes.Length; i++)
        {
            if (ClassOf(data.Labels[i]) is not { } label)
                return null;
            if (!numbers.TryGetValue(label, out classes[i]))
                numbers[label] = classes[i] = numbers.Count;
        }

        return classes;
    }

    /// <summary>The same; what has no class is refused.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="name">The argument or option that asks for classes.</param>
    /// <exception cref="ArgumentException">A sample has several labels, or one that is no class.</exception>
    public static int[] RequiredOf<TLabel>(Dataset<TLabel> data, string name)
    {
        if (ClassesOf(data) is { } classes)
            return classes;

        var labels = data.Labels;
        var other = 0;
        while (data.LabelLength == 1 && ClassOf(labels[other]) is not null)
            other++;
        var found = data.LabelLength == 1
            ? FormattableString.Invariant($"sample {other} has the label {labels[other]}")
            : $"the samples have {data.LabelLength} labels each";
        throw new ArgumentException($"'{name}' needs one class for each sample, a class index, 0 or 1, but {found}.", name);
    }

    /// <summary>How many samples of each class belong to a part: within one of the class's exact share, and as many as the part has in all.</summary>
    /// <param name="classes">The class of each sample, from 0.</param>
    /// <param name="fraction">The part's share of the samples.</param>
    /// <param name="total">How many samples the part has: what the fraction says, rounded.</param>
    public static int[] Shares(int[] classes, double fraction, int total)
    {
        var counts = new int[classes.Max() + 1];
        foreach (var label in classes)
            counts[label]++;

        int[] shares = [.. counts.Select(count => (int)(count * fraction))];
        // What rounding down left over goes to those that lost most; among equals to the class that appears first.
        var byLoss = Enumerable.Range(0, counts.Length).OrderByDescending(label => (counts[label] * fraction) - shares[label]);
        foreach (var label in byLoss.Take(total - shares.Sum()))
            shares[label]++;
        return shares;
    }

    private static int? ClassOf<TLabel>(TLabel label)
    {
        if (typeof(TLabel) == typeof(int))
            return Unsafe.BitCast<TLabel, int>(label);
        return typeof(TLabel) == typeof(float) && Unsafe.BitCast<TLabel, float>(label) is var number and (0 or 1) ? (int)number : null;
    }
}
