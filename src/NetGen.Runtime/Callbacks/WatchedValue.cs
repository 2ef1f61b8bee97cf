namespace NetGen;

/// <summary>A value of each epoch that a callback watches, and which direction of it is better.</summary>
/// <param name="Name">Its name, as <see cref="EpochResult.Values"/> has it.</param>
/// <param name="HigherIsBetter">The direction: down for losses and the learning rate, up for accuracies, and what a metric says of itself.</param>
internal readonly record struct WatchedValue(string Name, bool HigherIsBetter)
{
    /// <summary>Worse than every value.</summary>
    public double Worst => HigherIsBetter ? double.NegativeInfinity : double.PositiveInfinity;

    /// <summary>The value of a name in a training.</summary>
    /// <param name="name">The name.</param>
    /// <param name="training">The training.</param>
    /// <param name="callback">Who asks.</param>
    /// <exception cref="ArgumentException">The training has no such value.</exception>
    public static WatchedValue Find(string name, TrainingContext training, Callback callback)
    {
        var values = Values(training).ToList();
        var index = values.FindIndex(v => v.Name == name);
        if (index < 0)
        {
            var hint = name.StartsWith("val_", StringComparison.Ordinal) && !training.HasValidation ? " Values that start with val_ need 'Validation' or 'ValidationSplit'." : "";
            throw new ArgumentException(
                $"{callback.GetType().Name} watches '{name}', which this training does not have; it has {string.Join(", ", values.Select(v => v.Name))}.{hint}", "Monitor");
        }

        return values[index];
    }

    /// <summary>The value in an epoch.</summary>
    public double In(EpochResult epoch) => epoch[Name];

    /// <summary>Whether a value is better than another by more than a distance; false for NaN.</summary>
    public bool IsBetter(double value, double than, double by = 0) => HigherIsBetter ? value - by > than : value + by < than;

    /// <summary>All values of an epoch, in the order of <see cref="EpochResult.Values"/>.</summary>
    public static IEnumerable<WatchedValue> Values(TrainingContext training)
    {
        List<WatchedValue> measured = [new("loss", false)];
        if (training.ShowsAccuracy)
            measured.Add(new(TrainingContext.AccuracyName, true));
        measured.AddRange(training.Metrics.Select(m => new WatchedValue(m.Name, m.HigherIsBetter)));
        var validated = training.HasValidation ? measured.Select(v => v with { Name = "val_" + v.Name }) : [];
        return [.. measured, .. validated, new("learning_rate", false)];
    }
}
