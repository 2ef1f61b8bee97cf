namespace NetGen;

/// <summary>One run of successive halving: how many trials are trained until which epoch, from rung to rung.</summary>
/// <param name="Rungs">The rungs in their order.</param>
internal sealed record Bracket(Rung[] Rungs)
{
    /// <summary>
    /// The brackets of Hyperband, the one with the most trials first: algorithm 1 of Li, Jamieson, DeSalvo, Rostamizadeh and Talwalkar (JMLR 18, 2018).
    /// </summary>
    /// <param name="maxEpochs">R: the epochs of a trial that goes all the way.</param>
    /// <param name="factor">eta: one trial in so many goes on to the next rung, for so many times the epochs.</param>
    public static Bracket[] All(int maxEpochs, int factor)
    {
        var largest = 0;
        for (long reach = factor; reach <= maxEpochs; reach *= factor)
            largest++;

        return [.. Enumerable.Range(0, largest + 1).Select(i => Of(maxEpochs, factor, largest, halvings: largest - i))];
    }

    private static Bracket Of(int maxEpochs, int factor, int largest, int halvings)
    {
        var power = Power(factor, halvings);
        var trials = ((largest + 1) * power + halvings) / (halvings + 1);
        return new([.. Enumerable.Range(0, halvings + 1).Select(rung => new Rung(
            (int)(trials / Power(factor, rung)),
            // Epochs are whole: what the paper would train for a part of one, the next rung makes up for.
            (int)(maxEpochs * Power(factor, rung) / power)))]);
    }

    private static long Power(int factor, int exponent)
    {
        var power = 1L;
        for (var i = 0; i < exponent; i++)
            power *= factor;
        return power;
    }
}

/// <summary>A stage of successive halving.</summary>
/// <param name="Trials">How many trials come here.</param>
/// <param name="Epochs">The epochs that each has made at the end of it, those of the rungs before included.</param>
internal readonly record struct Rung(int Trials, int Epochs);
