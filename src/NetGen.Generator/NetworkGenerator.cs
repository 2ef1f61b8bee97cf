using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using NetGen.Generator.Binding;
using NetGen.Generator.Emit;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator;

/// <summary>The compiler as Roslyn drives it: one step a folder. Errors are the analyzer's to report; a network that has any is not emitted.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // Roslyn's own way to find attributes binds those of each network with each key, and has done so before it asks us anything.
        var files = context.CompilationProvider
            .SelectMany(static (compilation, cancellation) =>
            {
                var surroundings = Surroundings.Of(compilation, cancellation);
                return surroundings.Candidates.Select(candidate => Try(() => candidate.Parse(compilation, surroundings, cancellation))).ToImmutableArray();
            })
            .Where(static declaration => declaration is not null)
            .WithTrackingName(nameof(Parsing))
            .Select(static (declaration, _) => Try(() => Binder.Bind(declaration!).Graph))
            .Where(static graph => graph is not null)
            .WithTrackingName(nameof(Binding))
            .Select(static (graph, _) => Try(() => Planner.Plan(graph!)))
            .WithTrackingName(nameof(Planning))
            .Where(static plan => plan is not null)
            .Select(static (plan, _) => Try(() => new EmittedFile(GeneratedFile.NameFor(plan!.Class), NetworkEmitter.Emit(plan))))
            .WithTrackingName(nameof(Emit))
            .Where(static file => file is not null);

        var clashes = files
            .Select(static (file, _) => file!.Name)
            .Collect()
            .Select(static (names, _) => GeneratedFile.Clashes(names));

        context.RegisterSourceOutput(
            files.Combine(clashes),
            static (production, pair) =>
                production.AddSource(GeneratedFile.Distinct(pair.Left!.Name, pair.Right), SourceText.From(pair.Left.Text, Encoding.UTF8)));
    }

    /// <summary>
    /// A step for one network. Roslyn would take an exception for the end of the whole generator, and no network of the project would have its
    /// code; so a step that fails gives nothing, and the analyzer, which goes the same steps, says what went wrong.
    /// </summary>
    private static T? Try<T>(Func<T?> step)
        where T : class
    {
        try
        {
            return step();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return null;
        }
    }

    private sealed record EmittedFile(string Name, string Text);
}
