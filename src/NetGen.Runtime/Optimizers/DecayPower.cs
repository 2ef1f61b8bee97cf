namespace NetGen;

/// <summary>A share to the power of the steps made, which corrects the bias of a mean that starts at 0.</summary>
/// <remarks>By repeated multiplication: Math.Pow may differ in its last bit from one platform to another.</remarks>
/// <param name="name">What a state calls it.</param>
/// <param name="share">The share that stays at each step.</param>
internal struct DecayPower(string name, double share)
{
    private double _value = 1;

    /// <summary>The power.</summary>
    public readonly double Value => _value;

    /// <summary>Goes on by a step.</summary>
    public void Advance() => _value *= share;

    /// <summary>Keeps it.</summary>
    public readonly void Save(TrainingState state) => state.Set(name, _value);

    /// <summary>The one that <see cref="Save"/> kept.</summary>
    /// <exception cref="InvalidDataException">It is not that of so many steps.</exception>
    public readonly DecayPower Read(TrainingState state, long steps) =>
        this with { _value = Checked(state, name, Math.Pow(share, steps), steps, $"{TrainingState.Text((float)share)} to the power of") };

    /// <summary>A product as repeated multiplication gives it, with a rounding for each step.</summary>
    /// <exception cref="InvalidDataException">It is another.</exception>
    public static double Checked(TrainingState state, string name, double expected, long steps, string what)
    {
        const double Rounding = 1.2e-16, Denormal = 1e-300;
        var found = state.GetNumber(name);
        return Math.Abs(found - expected) <= expected * (1e-12 + steps * Rounding) + Denormal
            ? found
            : throw state.Invalid(name, $"about {TrainingState.Text(expected)}, {what} 'steps' {TrainingState.Text(steps)}", TrainingState.Text(found));
    }
}

/// <summary>What Adam corrects its two means by.</summary>
internal struct AdamCorrection(float beta1, float beta2)
{
    private DecayPower _beta1Power = new("beta1_power", beta1);
    private DecayPower _beta2Power = new("beta2_power", beta2);

    /// <summary>The rate of the next step: the learning rate with both corrections.</summary>
    public float NextRate(float learningRate)
    {
        _beta1Power.Advance();
        _beta2Power.Advance();
        return (float)(learningRate * Math.Sqrt(1 - _beta2Power.Value) / (1 - _beta1Power.Value));
    }

    /// <summary>Keeps both powers.</summary>
    public readonly void Save(TrainingState state)
    {
        _beta1Power.Save(state);
        _beta2Power.Save(state);
    }

    /// <summary>Those that <see cref="Save"/> kept.</summary>
    /// <exception cref="InvalidDataException">They are not those of so many steps.</exception>
    public readonly AdamCorrection Read(TrainingState state, long steps) =>
        this with { _beta1Power = _beta1Power.Read(state, steps), _beta2Power = _beta2Power.Read(state, steps) };
}
