using System.Numerics.Tensors;

namespace NetGen;

/// <summary>How often each class was hit, called wrongly, and missed.</summary>
internal sealed class ClassCounts
{
    private double[] _hits = [];
    private double[] _wrong = [];
    private double[] _missed = [];

    public int Classes => _hits.Length;

    public bool IsEmpty { get; private set; } = true;

    public double Hits(int index) => _hits[index];

    /// <summary>How often a class was predicted.</summary>
    public double Predicted(int index) => _hits[index] + _wrong[index];

    /// <summary>How often a class is among the labels.</summary>
    public double Support(int index) => _hits[index] + _missed[index];

    public void Reset()
    {
        Array.Clear(_hits);
        Array.Clear(_wrong);
        Array.Clear(_missed);
        IsEmpty = true;
    }

    /// <summary>Makes ready for so many classes; other counts than for these are forgotten.</summary>
    public void Resize(int classes)
    {
        if (Classes == classes)
            return;

        (_hits, _wrong, _missed) = (new double[classes], new double[classes], new double[classes]);
        IsEmpty = true;
    }

    /// <summary>Counts a sample of one class; null where it was taken for none.</summary>
    public void AddChoice(int actual, int? predicted)
    {
        IsEmpty = false;
        if (actual == predicted)
        {
            _hits[actual]++;
            return;
        }

        _missed[actual]++;
        if (predicted is { } wrong)
            _wrong[wrong]++;
    }

    /// <summary>Counts whether one label of several is there.</summary>
    public void AddDecision(int label, bool actual, bool predicted)
    {
        IsEmpty = false;
        _hits[label] += actual && predicted ? 1 : 0;
        _missed[label] += actual && !predicted ? 1 : 0;
        _wrong[label] += !actual && predicted ? 1 : 0;
    }

    public void Save(TrainingState state)
    {
        state.Set("is_empty", IsEmpty ? 1 : 0);
        state.Set("hits", _hits);
        state.Set("wrong", _wrong);
        state.Set("missed", _missed);
    }

    /// <summary>Throws unless a state has counts of so many labels, and of the classes that this has made ready for.</summary>
    /// <param name="state">The state.</param>
    /// <param name="labels">How many labels were counted.</param>
    /// <param name="isChoice">Whether each label is one class of several, so that one which is called wrongly misses another.</param>
    public void CheckState(TrainingState state, long labels, bool isChoice)
    {
        if (state.GetFlag("is_empty") != (labels == 0))
            throw state.Invalid(
                "is_empty", labels == 0 ? "1, for no label was seen" : $"0, for {TrainingState.Text(labels)} labels were seen", state.GetText("is_empty"));

        var (hits, wrong, missed) = (Sum(state, "hits"), Sum(state, "wrong"), Sum(state, "missed"));
        // Of decisions, those are in none of the three that say rightly that something is not there.
        if (isChoice ? hits + missed != labels : hits + missed + wrong > labels)
            throw state.Invalid(
                "hits", $"{(isChoice ? "" : "at most ")}{TrainingState.Text(labels)} labels together with 'missed'{(isChoice ? "" : " and 'wrong'")}",
                TrainingState.Text(hits + missed + (isChoice ? 0 : wrong)));
        if (isChoice && wrong > missed)
            throw state.Invalid("wrong", $"a sum of at most that of 'missed', {TrainingState.Text(missed)}", TrainingState.Text(wrong));
    }

    public void Restore(TrainingState state)
    {
        IsEmpty = state.GetFlag("is_empty");
        _hits = state.GetDoubles("hits").ToArray();
        _wrong = state.GetDoubles("wrong", _hits.Length).ToArray();
        _missed = state.GetDoubles("missed", _hits.Length).ToArray();
    }

    private double Sum(TrainingState state, string name) => TensorPrimitives.Sum(state.GetCounts(name, Classes));
}
