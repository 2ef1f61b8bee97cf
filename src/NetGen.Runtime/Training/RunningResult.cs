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

    public static RunningResult Restore(TrainingState state) => new()
    {
        _loss = state.GetNumber("loss"),
        _correct = state.GetInteger("correct"),
        _count = state.GetInteger("count"),
    };

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
