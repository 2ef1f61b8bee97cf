using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using NetGen.Generator.Tests.Testing;

namespace NetGen.CodeFixes.Tests.Testing;

/// <summary>One file in a workspace, its diagnostics, and the fixes that an IDE would offer for them.</summary>
internal sealed class FixSession : IDisposable
{
    private readonly AdhocWorkspace _workspace = new();
    private readonly DocumentId _document;
    private readonly string[] _others;

    /// <param name="source">The file that fixes change.</param>
    /// <param name="others">The other files of the project.</param>
    public FixSession(string source, params string[] others)
    {
        _others = others;
        var project = _workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Default,
            "User",
            "User",
            LanguageNames.CSharp,
            compilationOptions: UserProject.CompilationOptions,
            parseOptions: UserProject.ParseOptions,
            metadataReferences: UserProject.References));
        _document = _workspace.AddDocument(project.Id, "File0.cs", Microsoft.CodeAnalysis.Text.SourceText.From(source)).Id;
    }

    public async Task<string> TextAsync() => (await Document.GetTextAsync()).ToString();

    /// <summary>The diagnostics of the present text.</summary>
    public async Task<IReadOnlyList<Diagnostic>> DiagnosticsAsync()
    {
        // The same run as in a build, on the text; then the locations are moved to the workspace's own tree.
        var tree = (await Document.GetSyntaxTreeAsync())!;
        var reported = await UserProject.Of([await TextAsync(), .. _others]).AnalyzeAsync();
        return [.. reported.Select(d => Diagnostic.Create(d.Descriptor, Location.Create(tree, d.Location.SourceSpan)))];
    }

    /// <summary>The fixes that a provider offers for one diagnostic.</summary>
    public async Task<IReadOnlyList<CodeAction>> OffersAsync(CodeFixProvider provider, Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(Document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    /// <summary>Applies a fix.</summary>
    public async Task ApplyAsync(CodeAction action)
    {
        foreach (var operation in await action.GetOperationsAsync(CancellationToken.None))
            operation.Apply(_workspace, CancellationToken.None);
    }

    /// <summary>Applies a fix to every diagnostic of an id, as "fix all in document" does.</summary>
    public async Task ApplyToAllAsync(CodeFixProvider provider, string id)
    {
        var diagnostics = (await DiagnosticsAsync()).Where(d => d.Id == id).ToImmutableArray();
        var key = (await OffersAsync(provider, diagnostics[0]))[0].EquivalenceKey;
        var context = new FixAllContext(Document, provider, FixAllScope.Document, key, [id], new Known(diagnostics), CancellationToken.None);
        await ApplyAsync((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    public void Dispose() => _workspace.Dispose();

    private Document Document => _workspace.CurrentSolution.GetDocument(_document)!;

    private sealed class Known(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
