using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Something that a search tries several values of.</summary>
public abstract class Choice
{
    private protected Choice(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>What it is called in tables.</summary>
    public string Name { get; }

    /// <summary>How many values there are; null where they have no end.</summary>
    internal abstract int? Count { get; }

    /// <summary>A choice among some values.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="name">What is chosen, such as <c>alpha</c>.</param>
    /// <param name="values">The values, no two with the same text.</param>
    /// <exception cref="ArgumentException">There are none, or two have the same text; <see cref="Named"/> names them.</exception>
    public static Choice<T> Of<T>(string name, params ReadOnlySpan<T> values)
    {
        var named = new (string, T)[values.Length];
        for (var i = 0; i < named.Length; i++)
            named[i] = (ChoiceText.Of(values[i]), values[i]);
        return new ValueChoice<T>(name, named);
    }

    /// <summary>A choice among some values; with what a declaration's <c>Architectures</c> lists, among networks.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="name">What is chosen.</param>
    /// <param name="values">The values, no two with the same text.</param>
    /// <exception cref="ArgumentException">There are none, or two have the same text; <see cref="Named"/> names them.</exception>
    [OverloadResolutionPriority(1)] // Else a list would be a single value.
    public static Choice<T> Of<T>(string name, IReadOnlyList<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of(name, values.ToArray().AsSpan());
    }

    /// <summary>A choice among values that have no text of their own, such as ways of making an optimizer.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="name">What is chosen, such as <c>optimizer</c>.</param>
    /// <param name="values">The values and what they are called in tables.</param>
    /// <exception cref="ArgumentException">There are none, or two have the same name.</exception>
    public static Choice<T> Named<T>(string name, params ReadOnlySpan<(string Name, T Value)> values) => new ValueChoice<T>(name, values.ToArray());

    /// <summary>Any number of a range, all alike probable.</summary>
    /// <typeparam name="T">The type of number: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="name">What is chosen, such as <c>momentum</c>.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The greatest, above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public static Choice<T> Uniform<T>(string name, T low, T high)
        where T : IBinaryFloatingPointIeee754<T>
        => new RangeChoice<T>(name, low, high, isLogarithmic: false);

    /// <summary>Any number of a range, all orders of magnitude alike probable: for learning rates and penalties.</summary>
    /// <typeparam name="T">The type of number: <c>float</c> or <c>double</c>.</typeparam>
    /// <param name="name">What is chosen, such as <c>learning rate</c>.</param>
    /// <param name="low">The least, above 0.</param>
    /// <param name="high">The greatest, above <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">The range is empty, not finite, or does not start above 0.</exception>
    public static Choice<T> LogUniform<T>(string name, T low, T high)
        where T : IBinaryFloatingPointIeee754<T>
        => new RangeChoice<T>(name, low, high, isLogarithmic: true);

    /// <summary>Any whole number of a range, both ends included, all alike probable.</summary>
    /// <param name="name">What is chosen, such as <c>batch size</c>.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The greatest, at least <paramref name="low"/>.</param>
    /// <exception cref="ArgumentException">The range is empty, or longer than <see cref="int.MaxValue"/>.</exception>
    public static Choice<int> Integers(string name, int low, int high) => new IntegerChoice(name, low, high);

    /// <summary>The name and the values, for messages and journals.</summary>
    public abstract override string ToString();

    /// <summary>What random bits choose: the number of a value, or a place in a range.</summary>
    internal abstract ulong Draw(ulong bits);

    /// <summary>The text of what was chosen.</summary>
    internal abstract string Text(ulong draw);

    /// <summary>A number below <paramref name="count"/>; the bias of a product of 64 random bits is below any that could be seen.</summary>
    private protected static ulong Below(ulong bits, int count) => Math.BigMul(bits, (ulong)count, out _);
}

/// <summary>
/// Something that a search tries several values of, each a <typeparamref name="T"/>. Made by <see cref="Choice"/>; read by <see cref="Trial.Get"/>.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class Choice<T> : Choice
{
    private protected Choice(string name)
        : base(name)
    {
    }

    /// <summary>What was chosen.</summary>
    internal abstract T Value(ulong draw);

    internal sealed override string Text(ulong draw) => ChoiceTextOf(draw);

    private protected virtual string ChoiceTextOf(ulong draw) => ChoiceText.Of(Value(draw));
}
