using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Model;

namespace NetGen.Generator.Diagnostics;

/// <summary>Collects what there is to say about a declaration.</summary>
/// <param name="followsErrors">Whether errors have been found before, which another bag holds.</param>
internal sealed class DiagnosticBag(bool followsErrors = false)
{
    private readonly List<NetworkDiagnostic> _items = [];

    public IReadOnlyList<NetworkDiagnostic> Items => _items;

    public bool HasErrors => followsErrors || _items.Any(d => Descriptors.ById[d.Id].DefaultSeverity == DiagnosticSeverity.Error);

    /// <summary>Whether a diagnostic was added.</summary>
    public bool Has(DiagnosticDescriptor descriptor) => _items.Any(d => d.Id == descriptor.Id);

    /// <summary>Adds a diagnostic; the arguments are written culture-free, so that every machine says the same.</summary>
    public void Add(DiagnosticDescriptor descriptor, DiagnosticTarget target, params object[] arguments) =>
        _items.Add(new(descriptor.Id, target, arguments.Select(Write).ToEquatableArray()));

    /// <summary>Takes over what another bag holds, but for what this one says at the same place already.</summary>
    public void AddNew(DiagnosticBag other)
    {
        var known = new HashSet<(string, DiagnosticTarget)>(_items.Select(d => (d.Id, d.Target)));
        _items.AddRange(other.Items.Where(d => !known.Contains((d.Id, d.Target))));
    }

    private static string Write(object argument) => argument switch
    {
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        long number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture),
    };
}
