using System.Globalization;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Model;

namespace NetGen.Generator.Binding;

/// <summary>Collects what there is to say about a declaration.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<NetworkDiagnostic> _items = [];

    public IReadOnlyList<NetworkDiagnostic> Items => _items;

    public bool HasErrors => _items.Any(d => Descriptors.ById[d.Id].DefaultSeverity == DiagnosticSeverity.Error);

    /// <summary>Adds a diagnostic; the arguments are written culture-free, so that every machine says the same.</summary>
    public void Add(DiagnosticDescriptor descriptor, DiagnosticTarget target, params object[] arguments) =>
        _items.Add(new(descriptor.Id, target, arguments.Select(Write).ToEquatableArray()));

    private static string Write(object argument) => argument switch
    {
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        long number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => Convert.ToString(argument, CultureInfo.InvariantCulture),
    };
}
