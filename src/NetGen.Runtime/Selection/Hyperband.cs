namespace NetGen;

/// <summary>
/// Tries many random combinations for few epochs and goes on with the best: Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar:
/// Hyperband: A novel bandit-based approach to hyperparameter optimization; JMLR 18, 2018.
/// </summary>
/// <remarks>
/// A bracket starts with many trials and few epochs, or with fewer trials and more; after each rung, one trial in <see cref="Factor"/> goes
/// on, for <see cref="Factor"/> times the epochs. It goes on from where it was: the training is the same, bit for bit, as without
/// the pause. The options of a trial must leave epochs and steps unset.
/// </remarks>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public sealed class Hyperband<TLabel> : Search<TLabel>
{
    private const int MostTrials = 1_000_000;

    /// <summary>The epochs of a trial that goes all the way; at least 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public required int MaxEpochs
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxEpochs));
            field = value;
        }
    }

    /// <summary>One trial in so many goes on; at least 2, and 3 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 2.</exception>
    public int Factor
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2, nameof(Factor));
            field = value;
        }
    } = 3;

    internal override IReadOnlyList<int> StagesOf(int trial)
    {
        foreach (var bracket in Bracket.All(MaxEpochs, Factor))
        {
            if (trial <= bracket.Rungs[0].Trials)
                return [.. bracket.Rungs.Select(rung => rung.Epochs)];
            trial -= bracket.Rungs[0].Trials;
        }

        return [];
    }

    private protected override string Kind => FormattableString.Invariant($"hyperband, {MaxEpochs} epochs, factor {Factor}");

    // Those that pause are not at their end.
    private protected override bool RunsSideBySide => true;

    private protected override ulong[][] Draw(Choice[] choices)
    {
        var trials = Bracket.All(MaxEpochs, Factor).Sum(b => (long)b.Rungs[0].Trials);
        return trials <= MostTrials
            ? DrawRandom(choices, (int)trials)
            : throw new ArgumentException(
                $"'MaxEpochs' {MaxEpochs} with 'Factor' {Factor} makes {trials} trials; expected at most {MostTrials}.", nameof(MaxEpochs));
    }

    private protected override TrialResult?[] RunTrials(SearchRun<TLabel> run)
    {
        // All brackets at once: the last rungs of one alone would leave processors idle.
        var brackets = Bracket.All(MaxEpochs, Factor);
        var reached = new int[run.Draws.Length];
        using var slots = new SemaphoreSlim(Parallelism);
        Workers.Run(brackets.Length, brackets.Length, run.Stop, index =>
        {
            var first = 1 + brackets.Take(index).Sum(b => b.Rungs[0].Trials);
            using var bracket = new BracketRun<TLabel>(run, Score, MaxEpochs, slots, Workers.IsCrowd(Parallelism), first, reached);
            bracket.Run(brackets[index]);
        });
        return [.. reached.Select((epochs, i) => epochs == 0 ? null : run.ResultOf(i + 1, epochs))];
    }

    private protected override void AdaptRefit(TrialResult best, FitOptions<TLabel> options) =>
        StagedTraining<TLabel>.Plan(options, MaxEpochs, new EndAfter(best.Until));
}
