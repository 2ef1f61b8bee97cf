using System.Globalization;
using System.Numerics;
using NetGen.Kernels;

namespace NetGen;

/// <summary>A choice in a range of numbers, on a linear or a logarithmic scale.</summary>
internal sealed class RangeChoice<T> : Choice<T>
    where T : IBinaryFloatingPointIeee754<T>
{
    private const int MantissaBits = 53;

    private readonly T _low;
    private readonly T _high;
    private readonly bool _isLogarithmic;

    public RangeChoice(string name, T low, T high, bool isLogarithmic)
        : base(name)
    {
        if (!T.IsFinite(low) || !T.IsFinite(high) || !(low < high))
            throw new ArgumentException(Message($"The choice '{name}' goes from {low} to {high}; expected finite bounds, the lesser first."), nameof(high));
        if (isLogarithmic && low <= T.Zero)
            throw new ArgumentException(
                Message($"The choice '{name}' starts at {low}, which a logarithmic scale does not reach; expected a number above 0."), nameof(low));
        _low = low;
        _high = high;
        _isLogarithmic = isLogarithmic;
    }

    internal override int? Count => null;

    public override string ToString() => Message($"{Name}: {_low} to {_high}{(_isLogarithmic ? ", logarithmic" : "")}");

    internal override ulong Draw(ulong bits) => bits >> (64 - MantissaBits);

    internal override T Value(ulong draw)
    {
        double share = draw / (double)(1UL << MantissaBits), low = double.CreateChecked(_low), high = double.CreateChecked(_high);
        var value = _isLogarithmic ? low * Power(high / low, share) : low * (1 - share) + high * share;
        return T.Clamp(T.CreateChecked(value), _low, _high);
    }

    /// <summary>
    /// A power from basic operations alone: the system's own differs in the last bit from one to the next, and so would what follows from the value.
    /// </summary>
    private static double Power(double number, double exponent)
    {
        const int Halvings = 12, Terms = 6;
        var x = exponent * PortableMath.Log(number) / (1 << Halvings);
        var result = 1.0;
        for (var term = Terms; term > 0; term--)
            result = 1 + x / term * result;
        for (var i = 0; i < Halvings; i++)
            result *= result;
        return result;
    }

    private static string Message(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
