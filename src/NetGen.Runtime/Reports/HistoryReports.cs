using System.Text;

namespace NetGen;

/// <summary>A training as pages and figures.</summary>
public static class HistoryReports
{
    /// <summary>
    /// Writes a training as one self-contained page: curves, facts and, as the options say, confusion matrix, weights and the network's graph.
    /// </summary>
    /// <param name="history">The training.</param>
    /// <param name="path">The file. It is replaced in one step.</param>
    /// <param name="options">What else to show.</param>
    /// <exception cref="ArgumentException">The options do not fit each other; nothing was written.</exception>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its folder takes no new files.</exception>
    public static void ToHtml(this History history, string path, ReportOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var page = history.ToHtml(options);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(page)));
    }

    /// <summary>
    /// A training as the text of one self-contained page; as <see cref="ToHtml(History, string, ReportOptions?)"/>. The same training gives the same text.
    /// </summary>
    /// <param name="history">The training.</param>
    /// <param name="options">What else to show.</param>
    /// <exception cref="ArgumentException">The options do not fit each other.</exception>
    public static string ToHtml(this History history, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        return ReportPage.Of(history, options ?? new());
    }

    /// <summary>A curve over the epochs as the text of an SVG picture, that of the validation data with it.</summary>
    /// <param name="history">The training.</param>
    /// <param name="name">What to draw: <c>loss</c>, <c>accuracy</c>, <c>learning_rate</c>, or a metric's name.</param>
    /// <exception cref="ArgumentException">There is nothing of that name.</exception>
    /// <exception cref="InvalidOperationException">No epoch was finished.</exception>
    public static string ToSvg(this History history, string name)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentException.ThrowIfNullOrEmpty(name);
        // An epoch that was not finished has no names to choose from.
        _ = history.Last;
        var names = Curves.Names(history);
        return names.Contains(name)
            ? Markup.Standalone(CurveChart.Draw(Curves.Of(history, name)))
            : throw new ArgumentException($"There is no curve '{name}' in this training; there are {string.Join(", ", names)}.", nameof(name));
    }

    /// <summary>Writes a curve over the epochs as an SVG picture; as <see cref="ToSvg(History, string)"/>.</summary>
    /// <param name="history">The training.</param>
    /// <param name="name">What to draw.</param>
    /// <param name="path">The file. It is replaced in one step.</param>
    /// <exception cref="ArgumentException">There is nothing of that name.</exception>
    /// <exception cref="InvalidOperationException">No epoch was finished.</exception>
    /// <exception cref="IOException">The file cannot be written; an older one is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The file is read-only, or its folder takes no new files.</exception>
    public static void ToSvg(this History history, string name, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var picture = history.ToSvg(name);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(picture)));
    }
}
