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

    public void Restore(TrainingState state)
    {
        IsEmpty = state.GetInteger("is_empty") != 0;
        _hits = state.GetDoubles("hits").ToArray();
        _wrong = state.GetDoubles("wrong").ToArray();
        _missed = state.GetDoubles("missed").ToArray();
    }
}
