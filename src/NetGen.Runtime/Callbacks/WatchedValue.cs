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
            var hint = name.StartsWith("val_", StringComparison.Ordinal)
                && !training.HasValidation ? " Values that start with val_ need 'Validation' or 'ValidationSplit'." : "";
            throw new ArgumentException(
                $"{callback.GetType().Name} watches '{name}', which this training does not have; it has "
                    + $"{string.Join(", ", values.Select(v => v.Name))}.{hint}", "Monitor");
        }

        return values[index];
    }

    /// <summary>The value in an epoch.</summary>
    public double In(EpochResult epoch) => epoch[Name];

    /// <summary>Whether a value is better than another by more than a distance; false for NaN.</summary>
    public bool IsBetter(double value, double than, double by = 0) => HigherIsBetter ? value - by > than : value + by < than;

    /// <summary>Throws where a callback's state is that of one which watched another value. Older checkpoints do not tell.</summary>
    public void CheckName(TrainingState state)
    {
        if (state.Contains("monitor") && state.GetText("monitor") is var found && found != Name)
            throw new InvalidDataException($"{state.NameOf("monitor")}: expected '{Name}', found {Found.Quote(found)}; the best value so far is one "
                + "of those, so give the callback that 'Monitor', or leave it out once.");
    }

    /// <summary>Throws unless the best value of a callback's state is one of the finished epochs, or NaN where there is none yet.</summary>
    public void CheckBest(TrainingState state, TrainingContext training)
    {
        var (best, name) = (state.GetNumber("best"), Name);
        if (!double.IsNaN(best) && !training.History.Any(epoch => epoch[name] == best))
            throw state.Invalid("best", $"'{Name}' of one of the {TrainingState.Text(training.History.Count)} finished epochs", TrainingState.Text(best));
    }

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
