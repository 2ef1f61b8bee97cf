namespace NetGen;

/// <summary>What a report shows beside the curves; see <see cref="HistoryReports.ToHtml(History, string, ReportOptions?)"/>.</summary>
public sealed class ReportOptions
{
    /// <summary>The page's title; the network's name unless set.</summary>
    public string? Title { get; set; }

    /// <summary>The network as it is after the training: its graph, its layer table and how its weights are spread.</summary>
    public Network? Network { get; set; }

    /// <summary>
    /// Data for the confusion matrix, such as the test set; <see cref="Network"/> classifies them. For networks with class indices as labels.
    /// </summary>
    public Dataset<int>? Data { get; set; }

    /// <summary>
    /// Data with targets as labels, such as the test set: of a regression, for charts of predicted against actual values; of a network with one sigmoid
    /// output, for the confusion matrix.
    /// </summary>
    public Dataset<float>? TargetData { get; set; }

    /// <summary>A confusion matrix that was counted elsewhere, in place of <see cref="Data"/>: [class, class predicted].</summary>
    public int[,]? Confusion { get; set; }

    /// <summary>What the classes are called, by class index; the indices unless set.</summary>
    public IReadOnlyList<string>? ClassNames { get; set; }
}
