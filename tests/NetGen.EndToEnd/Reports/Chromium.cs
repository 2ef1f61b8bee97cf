using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using NetGen.EndToEnd.Programs;
using NetGen.EndToEnd.TensorBoards;

namespace NetGen.EndToEnd.Reports;

/// <summary>A test that looks at a page in a real browser, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (Chromium.Program is null)
            Skip = "There is no chromium on the path (Debian's package chromium).";
    }
}

/// <summary>What a browser measured of a page.</summary>
/// <param name="InnerWidth">The width of its window.</param>
/// <param name="ScrollWidth">The width of its content.</param>
/// <param name="Curves">How many curves have a length.</param>
/// <param name="Cells">How many cells of the confusion matrix are to be seen.</param>
/// <param name="Bars">How many bars of histograms are to be seen.</param>
/// <param name="Boxes">How many layers of the graph are to be seen.</param>
/// <param name="Overlaps">Pairs of labels of a picture that stand upon one another, and labels that stand over its edge.</param>
/// <param name="SmallestText">The height of the smallest letters of a picture, in pixels.</param>
/// <param name="Background">The colour of the page.</param>
internal sealed record PageMeasures(
    double InnerWidth, double ScrollWidth, int Curves, int Cells, int Bars, int Boxes, string[] Overlaps, double SmallestText, string Background);

/// <summary>Debian's browser without a window.</summary>
internal sealed partial class Chromium : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    // In a frame of the page's width, since a window has a least width of its own; the page itself runs no script.
    private const string Script = """
        function measure(frame) {
          const page = frame.contentDocument;
          const seen = (selector) => [...page.querySelectorAll(selector)].filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; }).length;
          const overlaps = [];
          for (const picture of page.querySelectorAll('svg')) {
            const frame = picture.getBoundingClientRect();
            const labels = [...picture.querySelectorAll('text')].map(t => ({ text: t.textContent, aslant: t.hasAttribute('transform'), r: t.getBoundingClientRect() }));
            for (const a of labels) {
              if (a.r.left < frame.left - 1 || a.r.right > frame.right + 1 || a.r.top < frame.top - 1 || a.r.bottom > frame.bottom + 1)
                overlaps.push(`${a.text} stands over the edge`);
              for (const b of labels)
                if (a !== b && !a.aslant && !b.aslant && a.r.left + 1 < b.r.right && b.r.left + 1 < a.r.right && a.r.top + 2 < b.r.bottom && b.r.top + 2 < a.r.bottom)
                  overlaps.push(`${a.text} stands upon ${b.text}`);
            }
          }
          const height = (t) => { const m = t.getScreenCTM(); return parseFloat(frame.contentWindow.getComputedStyle(t).fontSize) * Math.hypot(m.c, m.d); };
          const heights = [...page.querySelectorAll('svg text')].map(height);
          document.getElementById('measures').textContent = JSON.stringify({
            InnerWidth: frame.contentWindow.innerWidth,
            ScrollWidth: page.scrollingElement.scrollWidth,
            Curves: [...page.querySelectorAll('path.curve')].filter(p => p.getTotalLength() > 0).length,
            Cells: seen('rect.right, rect.wrong'),
            Bars: seen('rect.bar'),
            Boxes: seen('g.box'),
            Overlaps: overlaps,
            SmallestText: Math.min(...heights),
            Background: frame.contentWindow.getComputedStyle(page.body).backgroundColor,
          });
        }
        """;

    private readonly TemporaryFolder _folder = new();

    /// <summary>The browser's program; null where there is none.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") })
        .FirstOrDefault(File.Exists);

    /// <summary>Opens a page in a window of that width.</summary>
    public PageMeasures Measure(string page, int width, params string[] options)
    {
        var path = Write("measured.html", $"""
            <!DOCTYPE html><meta charset="utf-8"><pre id="measures"></pre><script>{Script}</script>
            <iframe width="{width}" height="800" style="border: 0" srcdoc="{WebUtility.HtmlEncode(page)}" onload="measure(this)"></iframe>
            """);
        var dom = Run([.. options, "--virtual-time-budget=10000", "--dump-dom", path]).Output;
        var measures = Measures().Match(dom);
        Assert.True(measures.Success, dom);
        return JsonSerializer.Deserialize<PageMeasures>(WebUtility.HtmlDecode(measures.Groups[1].Value))!;
    }

    /// <summary>What the browser's console says of a page: its errors, and what the page's own policy forbade.</summary>
    public IReadOnlyList<string> Console(string page) =>
        [.. Run("--enable-logging=stderr", "--virtual-time-budget=10000", "--dump-dom", Write("logged.html", page)).Errors.Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal))];

    public PngFile Screenshot(string page, int width, int height)
    {
        var picture = _folder["page.png"];
        Run($"--window-size={width},{height}", $"--screenshot={picture}", Write("seen.html", page));
        return PngFile.Read(File.ReadAllBytes(picture));
    }

    public byte[] Print(string page)
    {
        var paper = _folder["page.pdf"];
        Run("--no-pdf-header-footer", $"--print-to-pdf={paper}", Write("printed.html", page));
        return File.ReadAllBytes(paper);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return new Uri(_folder[name]).AbsoluteUri;
    }

    private ProgramResult Run(params string[] arguments)
    {
        // The sandbox needs rights that a container seldom has; the pages are this test's own.
        string[] always = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", $"--user-data-dir={_folder["profile"]}"];
        var start = new ProcessStartInfo(Program!, [.. always, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The browser still ran after {Limit}: {string.Join(' ', arguments)}");
        }

        return new ProgramResult(string.Join(' ', arguments), process.ExitCode, output.Result, errors.Result).ShouldExitWith(0);
    }

    [GeneratedRegex("<pre id=\"measures\">(.+?)</pre>", RegexOptions.Singleline)]
    private static partial Regex Measures();
}
