using System.Globalization;

namespace NetGen;

/// <summary>How values are written in tables.</summary>
internal static class ChoiceText
{
    public static string Of<T>(T value) => value switch
    {
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        null => "none",
        _ => value.ToString() ?? "",
    };
}
