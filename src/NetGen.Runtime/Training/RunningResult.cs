using NetGen.Losses;

namespace NetGen;

/// <summary>The means over batches of different sizes.</summary>
internal struct RunningResult
{
    private double _loss;
    private long _correct;
    private long _count;

    /// <summary>The mean loss over the labels so far.</summary>
    public readonly double Loss => _loss / _count;

    /// <summary>The share of labels hit so far.</summary>
    public readonly double Accuracy => (double)_correct / _count;

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="state">Where from.</param>
    /// <param name="labels">How many labels the epoch has had so far; null where a new one begins, which has no use for these.</param>
    /// <exception cref="InvalidDataException">The numbers do not go together.</exception>
    public static RunningResult Restore(TrainingState state, long? labels)
    {
        var count = state.GetInteger("count", labels ?? 0, labels ?? TrainingState.MostCount);
        var correct = state.GetInteger("correct");
        if (correct < 0 || correct > count)
            throw state.Invalid(
                "correct", $"a whole number from 0 to {TrainingState.Text(count)}, for so many labels 'count' has", TrainingState.Text(correct));

        // What a loss is, its training decides: also NaN.
        return new() { _loss = state.GetNumber("loss"), _correct = correct, _count = count };
    }

    public readonly void Save(TrainingState state)
    {
        state.Set("loss", _loss);
        state.Set("correct", _correct);
        state.Set("count", _count);
    }

    public void Add(LossResult batch)
    {
        _loss += batch.Loss * batch.Count;
        _correct += batch.Correct;
        _count += batch.Count;
    }
}
