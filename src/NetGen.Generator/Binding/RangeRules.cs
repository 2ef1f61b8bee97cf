using NetGen.Generator.Diagnostics;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>Reads a choice that is written as a range, <c>From</c>, <c>To</c> and <c>Step</c>.</summary>
internal static class RangeRules
{
    /// <summary>Below it, and with steps from <see cref="SmallestExact"/> on, the values can be computed in decimal.</summary>
    private const double LargestExact = 1e12;

    private const double SmallestExact = 1e-12;

    /// <summary>The choice; null where there is no range, or what is wrong with it was reported.</summary>
    public static Choice? Read(AttributeDeclaration attribute, int index, ChoiceOption option, string layer, DiagnosticBag diagnostics)
    {
        if (option.Range is null || RangeOption.Properties.FirstOrDefault(p => FindEnd(attribute, p) is not null) is not { } first)
            return null;

        if (Other(attribute, option) is { } other)
        {
            var descriptor = other == option.Name ? Descriptors.TwoChoices : Descriptors.ChoiceBesideValue;
            diagnostics.Add(descriptor, new(index, first), attribute.Text, other, first);
            return null;
        }

        if (Missing(attribute, option.Range) is { } missing)
        {
            diagnostics.Add(Descriptors.IncompleteRange, new(index, first), attribute.Text, first, missing, $"{attribute.Kind}({option.Range.Example})");
            return null;
        }

        var from = FindEnd(attribute, "From")!.Number;
        var to = FindEnd(attribute, "To")!.Number;
        var step = FindEnd(attribute, "Step")?.Number ?? option.Range.DefaultStep!.Value;
        if (!CheckEnds(index, from, to, step, diagnostics))
            return null;

        var (count, values) = Values(from, to, step);
        return new Choice(index, option, layer, values, [first, .. RangeOption.Properties.Where(p => p != first)], count);
    }

    /// <summary>What gives the value beside the range; null for nothing.</summary>
    private static string? Other(AttributeDeclaration attribute, ChoiceOption option) =>
        new[] { option.Parameter, option.Name }.FirstOrDefault(name => ChoiceRules.Find(attribute, name) is not null);

    /// <summary>A property of the range. <c>From</c> may be the name of a layer instead, which is none.</summary>
    private static Argument? FindEnd(AttributeDeclaration attribute, string name) =>
        ChoiceRules.Find(attribute, name) is { Kind: ArgumentKind.Number } end ? end : null;

    private static string? Missing(AttributeDeclaration attribute, RangeOption range) =>
        RangeOption.Properties.FirstOrDefault(p => FindEnd(attribute, p) is null && !(p == "Step" && range.DefaultStep is not null));

    private static bool CheckEnds(int index, double from, double to, double step, DiagnosticBag diagnostics)
    {
        var isRight = true;
        Check("From", from, IsFinite(from), "a finite number");
        Check("To", to, IsFinite(to), "a finite number");
        Check("Step", step, IsFinite(step) && step > 0, "a finite number above 0");
        if (isRight)
            Check("To", to, to >= from, FormattableString.Invariant($"at least From, which is {from}"));

        return isRight;

        void Check(string name, double value, bool holds, string expected)
        {
            if (!holds)
                diagnostics.Add(Descriptors.OptionOutOfRange, new(index, name), name, value, expected);

            isRight &= holds;
        }
    }

    /// <summary>The values: in decimal, so that 0.1 and twice 0.1 are 0.3 as they are on paper. Of more than a network can have, the first.</summary>
    private static (double Count, EquatableArray<Argument> Values) Values(double from, double to, double step)
    {
        var isExact = Math.Abs(from) < LargestExact && Math.Abs(to) < LargestExact && step is >= SmallestExact and < LargestExact;
        var steps = isExact
            ? (double)decimal.Floor(((decimal)to - (decimal)from) / (decimal)step)
            : Math.Min(Math.Floor((to - from) / step), double.MaxValue / 2);

        // A step may be too small to make another number of the start.
        var values = Enumerable.Range(1, (int)Math.Min(steps, ChoiceRules.Limit))
            .Select(i => isExact ? (double)((decimal)from + (i * (decimal)step)) : from + (i * step))
            .Prepend(from)
            .Distinct()
            .Select((value, i) => ToArgument(value, isFirst: i == 0))
            .ToEquatableArray();
        return (steps < ChoiceRules.Limit ? values.Count : steps + 1, values);
    }

    /// <summary>A value, and the end of the range to which it is reported where a layer cannot take it: what is too small follows from the start.</summary>
    private static Argument ToArgument(double value, bool isFirst) =>
        new("", ArgumentKind.Number, value, Origin: new ChoiceElement(isFirst || value <= 0 ? "From" : "To", -1));

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);
}
