using System.Numerics;
using System.Runtime.CompilerServices;
using NetGen.Kernels.Vectors;

namespace NetGen.Losses;

/// <summary>The running sums of an elementwise loss: in double, 16 lanes, added up in a fixed order.</summary>
internal struct LossSums<T>
    where T : struct, IWidth<T>
{
    private Doubles<T> _sum;

    /// <summary>How many values were counted as correct.</summary>
    public int Correct { get; private set; }

    /// <summary>Adds the losses of the first <paramref name="count"/> lanes, or of all where there are more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T losses, int count)
    {
        if (count < Lanes.Count)
            losses &= T.First(count);
        _sum += Doubles<T>.Widen(losses);
    }

    /// <summary>Counts the set lanes among the first <paramref name="count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountCorrect(T correct, int count)
    {
        if (count < Lanes.Count)
            correct &= T.First(count);
        Correct += BitOperations.PopCount(T.Signs(correct));
    }

    /// <summary>The mean over <paramref name="count"/> values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly LossResult Mean(int count) => new(_sum.Sum() / count, Correct, count);
}

/// <summary>What elementwise losses ask of their arguments.</summary>
internal static class LossLengths
{
    /// <summary>Throws unless there are labels, and as many as logits.</summary>
    public static void Check(int logits, int labels)
    {
        if (labels == 0)
            throw new ArgumentException("There are no labels to take the mean over.", nameof(labels));
        Lanes.CheckLength(logits, labels, nameof(logits));
    }
}
