namespace NetGen;

/// <summary>Makes data sets out of arrays, tensors and objects.</summary>
/// <remarks>A value that is NaN is taken as it is; training looks for it. A number that no float holds, such as 1e300, is refused.</remarks>
public static partial class Dataset
{
    private static Dataset<TLabel> Create<TLabel>(float[] features, TLabel[] labels, int count, string labelsName)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(labels, labelsName);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return new(features, labels, count, FeatureRows.PerSample(features.Length, count, nameof(features)),
            FeatureRows.PerSample(labels.Length, count, labelsName));
    }

    /// <summary>What two selectors make of objects, which are gone through once.</summary>
    private static (List<TFeatures> Features, List<TLabel> Labels) Selected<T, TFeatures, TLabel>(
        IEnumerable<T> samples, Func<T, TFeatures> features, Func<T, TLabel> label)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(label);
        List<TFeatures> rows = [];
        List<TLabel> labels = [];
        foreach (var sample in samples)
        {
            rows.Add(Owned(features(sample)));
            labels.Add(Owned(label(sample)));
        }

        return (rows, labels);
    }

    // A selector may fill the same array for each sample.
    private static T Owned<T>(T value) => value is Array array ? (T)array.Clone() : value;
}
