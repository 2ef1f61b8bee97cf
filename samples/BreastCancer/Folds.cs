namespace BreastCancer;

/// <summary>Divides samples into folds that all have the same share of each class.</summary>
internal sealed class Folds
{
    private readonly Dataset<float> _data;
    private readonly int[] _foldOf;

    /// <summary>The samples of each class go to the folds in turn.</summary>
    public Folds(Dataset<float> data, int count)
    {
        _data = data;
        Count = count;
        var next = new int[2];
        _foldOf = [.. Enumerable.Range(0, data.Count).Select(i => next[(int)data.LabelsOf(i)[0]]++ % count)];
    }

    /// <summary>How many folds there are.</summary>
    public int Count { get; }

    /// <summary>The samples to train on, which are those of all other folds, and the samples of this one.</summary>
    public (Dataset<float> Training, Dataset<float> HeldOut) this[int fold] => (Gather(f => f != fold), Gather(f => f == fold));

    private Dataset<float> Gather(Func<int, bool> isWanted)
    {
        var samples = Enumerable.Range(0, _data.Count).Where(i => isWanted(_foldOf[i])).ToList();
        return Dataset.Regression([.. samples.SelectMany(i => _data.FeaturesOf(i).ToArray())], [.. samples.Select(i => _data.LabelsOf(i)[0])], samples.Count);
    }
}
