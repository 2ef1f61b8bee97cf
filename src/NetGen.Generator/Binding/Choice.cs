using System.Globalization;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>A value that a declaration leaves open.</summary>
/// <param name="Attribute">The number of the attribute.</param>
/// <param name="Option">The property that lists the values, and the parameter that they stand for.</param>
/// <param name="Layer">The layer's name.</param>
/// <param name="Values">The values; of a range that is too long for any network only the first.</param>
/// <param name="Properties">The properties that give them: the one that lists them, or those of a range. Diagnostics are reported at the first.</param>
/// <param name="Count">How many values there are.</param>
internal sealed record Choice(
    int Attribute, ChoiceOption Option, string Layer, EquatableArray<Argument> Values, EquatableArray<string> Properties, double Count)
{
    /// <summary>Where what is wrong with the choice as a whole is reported.</summary>
    public string Property => Properties[0];

    /// <summary>The layer and its option, such as <c>Dense1 units</c>.</summary>
    public string Name => $"{Layer} {Option.Parameter}";

    /// <summary>A value as the user would write it.</summary>
    public static string Text(Argument value) => value.Text ?? value.Number.ToString("R", CultureInfo.InvariantCulture);
}
