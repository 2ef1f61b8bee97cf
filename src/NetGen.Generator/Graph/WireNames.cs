using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Graph;

/// <summary>What the layers of a network are called, and where what they give can be taken.</summary>
internal sealed class WireNames
{
    /// <summary>What the input is called, unless a layer is called so.</summary>
    public const string Input = "input";

    private readonly HashSet<string> _all;
    private readonly Dictionary<string, Wire> _known = new() { [Input] = Wire.OfInput(0) };
    private readonly List<string> _shown = [Input];

    /// <param name="all">The names of all layers, above and below.</param>
    public WireNames(IEnumerable<string> all) => _all = [.. all.Select(Key)];

    /// <summary>Names what a layer gives.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="wire">Where what it gives is taken.</param>
    /// <param name="upper">
    /// The name of the other layer that its attribute stands for, as the product in <c>[Dense(128, Relu)]</c>; null where it is alone.
    /// </param>
    public void Add(string name, Wire wire, string? upper)
    {
        _known[Key(name)] = wire;
        if (upper is null)
            _shown.Add(name);
        else
            _known[Key(upper)] = wire; // what is named is the attribute, with all that it stands for
    }

    /// <summary>Where a layer takes from; null, and reported, where no layer above is called so.</summary>
    public Wire? Find(string? name, string text, DiagnosticTarget target, DiagnosticBag diagnostics)
    {
        if (_known.TryGetValue(Key(name ?? ""), out var wire))
            return wire;

        if (_all.Contains(Key(name ?? "")))
            diagnostics.Add(Descriptors.WireFromBelow, target, text, name!);
        else
            diagnostics.Add(Descriptors.UnknownWire, target, text, name ?? "null", string.Join(", ", _shown.Select(n => $"'{n}'")));

        return null;
    }

    /// <summary>Names are compared as they will stand in a saved file: without the case of their first letter.</summary>
    private static string Key(string name) =>
        Identifier.Compared(name) is { Length: > 0 } compared ? char.ToLowerInvariant(compared[0]) + compared.Substring(1) : "";
}
