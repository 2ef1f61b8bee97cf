using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>What the user can do about a diagnostic other than heed it.</summary>
public class SeverityTests
{
    private const string HeadOnRows = "[Input(28, 28)]\n[Dense(10)]\n[Softmax]\npublic partial class Net;";

    [Fact]
    public Task A_pragma_on_the_class_suppresses_a_warning() =>
        Expect.Nothing($"#pragma warning disable NG0021 // A prediction for each row is meant.\n{HeadOnRows}\n#pragma warning restore NG0021");

    [Theory]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    [InlineData(ReportDiagnostic.Info, DiagnosticSeverity.Info)]
    public async Task The_severity_of_a_warning_can_be_changed(ReportDiagnostic option, DiagnosticSeverity severity)
    {
        var diagnostic = Assert.Single(await AnalyzeAsync(HeadOnRows, "NG0021", option));

        Assert.Equal(("NG0021", severity), (diagnostic.Id, diagnostic.Severity));
    }

    [Fact]
    public async Task A_warning_can_be_switched_off() => Assert.Empty(await AnalyzeAsync(HeadOnRows, "NG0021", ReportDiagnostic.Suppress));

    [Fact]
    public async Task An_error_made_less_still_keeps_the_network_from_being_generated()
    {
        const string source = "[Input(4)] [Dense(0)] public partial class Net;";

        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(await AnalyzeAsync(source, "NG0011", ReportDiagnostic.Info)).Severity);
        Assert.Empty(UserProject.Of(source).Generate().Generated);
    }

    [Fact]
    public async Task The_analyzer_says_the_same_before_the_generator_has_run()
    {
        var project = UserProject.Of(HeadOnRows, "[Dense(0)] public class Other;");
        var before = await project.WithAnalyzers(UserProject.Analyzers).GetAnalyzerDiagnosticsAsync();
        var after = await project.AnalyzeAsync();

        Assert.Equal(after.Select(d => (d.Id, d.Location)), before.Select(d => (d.Id, d.Location)).OrderBy(d => d.Location.SourceTree!.FilePath).ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id));
    }

    private static async Task<IEnumerable<Diagnostic>> AnalyzeAsync(string source, string id, ReportDiagnostic severity)
    {
        var options = UserProject.CompilationOptions.WithGeneralDiagnosticOption(ReportDiagnostic.Default).WithSpecificDiagnosticOptions([new(id, severity)]);
        return await UserProject.Of(source).WithOptions(options).WithAnalyzers(UserProject.Analyzers).GetAnalyzerDiagnosticsAsync();
    }
}
