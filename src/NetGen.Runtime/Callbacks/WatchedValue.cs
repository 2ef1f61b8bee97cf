namespace NetGen;

/// <summary>A value of each epoch that a callback watches, and which direction of it is better.</summary>
/// <param name="name">Its name, as <see cref="EpochResult.Values"/> has it.</param>
internal sealed class WatchedValue(string name)
{
    private bool _higherIsBetter;

    /// <summary>Worse than every value.</summary>
    public double Worst => _higherIsBetter ? double.NegativeInfinity : double.PositiveInfinity;

    /// <summary>Learns which direction is better: down for losses and the learning rate, up for accuracies, and what a metric says of itself.</summary>
    /// <param name="training">The training.</param>
    /// <param name="callback">Who asks.</param>
    /// <exception cref="ArgumentException">The training has no such value.</exception>
    public void Find(TrainingContext training, Callback callback)
    {
        var values = Values(training).ToList();
        var index = values.FindIndex(v => v.Name == name);
        if (index < 0)
        {
            var hint = name.StartsWith("val_", StringComparison.Ordinal) && !training.HasValidation ? " Values that start with val_ need 'Validation' or 'ValidationSplit'." : "";
            throw new ArgumentException(
                $"{callback.GetType().Name} watches '{name}', which this training does not have; it has {string.Join(", ", values.Select(v => v.Name))}.{hint}", "Monitor");
        }

        _higherIsBetter = values[index].HigherIsBetter;
    }

    /// <summary>The value in an epoch.</summary>
    public double In(EpochResult epoch) => epoch[name];

    /// <summary>Whether a value is better than another by more than a distance; false for NaN.</summary>
    public bool IsBetter(double value, double than, double by = 0) => _higherIsBetter ? value - by > than : value + by < than;

    /// <summary>All values of an epoch, in the order of <see cref="EpochResult.Values"/>.</summary>
    public static IEnumerable<(string Name, bool HigherIsBetter)> Values(TrainingContext training)
    {
        List<(string Name, bool HigherIsBetter)> measured = [("loss", false)];
        if (training.HasAccuracy)
            measured.Add(("accuracy", true));
        measured.AddRange(training.Metrics.Select(m => (m.Name, m.HigherIsBetter)));
        var validated = training.HasValidation ? measured.Select(v => ("val_" + v.Name, v.HigherIsBetter)) : [];
        return [.. measured, .. validated, ("learning_rate", false)];
    }
}
