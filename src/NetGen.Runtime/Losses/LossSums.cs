using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen.Losses;

/// <summary>The running sums of an elementwise loss: in double, 16 lanes, added up in a fixed order.</summary>
internal struct LossSums
{
    private Vector512<double> _lower;
    private Vector512<double> _upper;

    /// <summary>How many values were counted as correct.</summary>
    public int Correct { get; private set; }

    /// <summary>Adds the losses of the first <paramref name="count"/> lanes, or of all where there are more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Vector512<float> losses, int count)
    {
        if (count < Lanes.Count)
            losses &= Lanes.First(count);
        var (lower, upper) = Vector512.Widen(losses);
        _lower += lower;
        _upper += upper;
    }

    /// <summary>Counts the set lanes among the first <paramref name="count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountCorrect(Vector512<float> correct, int count)
    {
        if (count < Lanes.Count)
            correct &= Lanes.First(count);
        Correct += BitOperations.PopCount(correct.ExtractMostSignificantBits());
    }

    /// <summary>The mean over <paramref name="count"/> values.</summary>
    public readonly LossResult Mean(int count) => new(Lanes.Sum(_lower + _upper) / count, Correct, count);

    /// <summary>Throws unless there are labels, and as many as logits.</summary>
    public static void CheckLengths(int logits, int labels)
    {
        if (labels == 0)
            throw new ArgumentException("There are no labels to take the mean over.", nameof(labels));
        Lanes.CheckLength(logits, labels, nameof(logits));
    }
}
