using NetGen.Generator.Diagnostics;
using NetGen.Generator.Graph;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Binding;

/// <summary>Reads what a layer takes: the output of the layer above unless <c>From</c> names another, and what a merge names.</summary>
internal static class WireReader
{
    private const string From = "From";

    private const string Wires = "wires";

    /// <summary>What the first layer of an attribute takes.</summary>
    public static EquatableArray<WireSource> Read(AttributeReader reader)
    {
        var above = ReadFrom(reader);
        if (reader.KindOf(Wires) is null)
            return [above];

        var named = reader.Texts(Wires).Select((name, i) => new WireSource(name, Wires, i)).ToList();
        if (named.Count == 0)
            reader.ReportAll(Descriptors.TooFewWires, reader.Declaration, reader.Kind);

        // One name is that of the other of two.
        return named.Count > 1 && above.IsCurrent ? named.ToEquatableArray() : named.Prepend(above).ToEquatableArray();
    }

    private static WireSource ReadFrom(AttributeReader reader)
    {
        switch (reader.KindOf(From))
        {
            case null or ArgumentKind.Number:
                return WireSource.Current; // A number is the start of a range.
            case ArgumentKind.Text:
                return new WireSource(reader.Text(From), From);
            default:
                reader.Report(Descriptors.OptionOutOfRange, From, From, reader.Shown(From), "a number, or the name of a layer");
                return WireSource.Current;
        }
    }
}
