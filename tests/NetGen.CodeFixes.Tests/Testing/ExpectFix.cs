using Microsoft.CodeAnalysis.CodeFixes;

namespace NetGen.CodeFixes.Tests.Testing;

/// <summary>Asserts what a fix makes of a text.</summary>
internal static class ExpectFix
{
    /// <summary>Asserts that the one fix for the one diagnostic of an id makes the second text of the first, and that the id is then not reported any more.</summary>
    public static async Task Of<TProvider>(string id, string title, string before, string after)
        where TProvider : CodeFixProvider, new()
    {
        using var session = new FixSession(before);
        var provider = new TProvider();
        var diagnostic = Assert.Single(await session.DiagnosticsAsync(), d => d.Id == id);
        Assert.Contains(id, provider.FixableDiagnosticIds);

        var offer = Assert.Single(await session.OffersAsync(provider, diagnostic));
        Assert.Equal(title, offer.Title);
        await session.ApplyAsync(offer);

        Assert.Equal(after, await session.TextAsync());
        Assert.DoesNotContain(await session.DiagnosticsAsync(), d => d.Id == id);
    }

    /// <summary>Asserts that there is a diagnostic and no fix for it.</summary>
    public static async Task NoneOf<TProvider>(string id, string source, params string[] others)
        where TProvider : CodeFixProvider, new()
    {
        using var session = new FixSession(source, others);
        var diagnostic = Assert.Single(await session.DiagnosticsAsync(), d => d.Id == id);

        Assert.Empty(await session.OffersAsync(new TProvider(), diagnostic));
    }

    /// <summary>Asserts what fixing all diagnostics of an id at once makes of a text.</summary>
    public static async Task OfAll<TProvider>(string id, string before, string after)
        where TProvider : CodeFixProvider, new()
    {
        using var session = new FixSession(before);
        await session.ApplyToAllAsync(new TProvider(), id);

        Assert.Equal(after, await session.TextAsync());
        Assert.DoesNotContain(await session.DiagnosticsAsync(), d => d.Id == id);
    }
}
