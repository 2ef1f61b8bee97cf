namespace NetGen.Runtime.Tests.Data;

/// <summary>Reads streams to their end.</summary>
internal static class StreamContents
{
    /// <summary>All features and labels of a stream.</summary>
    public static (float[] Features, TLabel[] Labels) Of<TLabel>(SampleStream<TLabel> stream)
        where TLabel : unmanaged
    {
        var features = new List<float>();
        var labels = new List<TLabel>();
        var sample = new float[stream.SampleLength];
        var label = new TLabel[stream.LabelLength];
        using var reader = stream.Open();
        while (reader.TryRead(sample, label))
        {
            features.AddRange(sample);
            labels.AddRange(label);
        }

        return ([.. features], [.. labels]);
    }
}
