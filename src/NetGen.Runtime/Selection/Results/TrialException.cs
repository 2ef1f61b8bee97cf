namespace NetGen;

/// <summary>A training of a search or a cross-validation failed; the inner exception tells why.</summary>
public sealed class TrialException : Exception
{
    private TrialException(string message, Trial trial, Exception innerException)
        : base(message, innerException) => Trial = trial;

    /// <summary>The training that failed.</summary>
    public Trial Trial { get; }

    internal static TrialException Of(Trial trial, Exception error)
    {
        var chosen = trial.ToString();
        var where = trial.Fold == 0 ? "on all data" : $"fold {trial.Fold}";
        return new($"Trial {trial.Number}{(chosen.Length == 0 ? "" : $" ({chosen})")}, {where}, failed: {Reason.Of(error)}", trial, error);
    }
}
