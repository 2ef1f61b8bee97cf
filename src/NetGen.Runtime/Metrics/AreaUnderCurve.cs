namespace NetGen;

/// <summary>
/// The area under the ROC curve: the share of pairs of a positive and a negative sample of which the positive one has the greater score, equal scores counting
/// half (scikit-learn's <c>roc_auc_score</c>, for several classes <c>multi_class="ovr", average="macro"</c>). NaN where a class has no positive or no negative
/// sample.
/// </summary>
/// <param name="name">What it is called; <c>auc</c> unless given.</param>
public sealed class AreaUnderCurve(string? name = null) : RankingMetric(name ?? "auc")
{
    private protected override double OfRanking(ReadOnlySpan<float> scores, ReadOnlySpan<bool> positives)
    {
        // Whole numbers, of which doubles are exact: the order of the sum does not matter.
        double negatives = 0, ones = 0, twice = 0;
        for (var start = 0; start < scores.Length;)
        {
            double tiedNegatives = 0, tiedOnes = 0;
            var score = scores[start];
            for (; start < scores.Length && scores[start] == score; start++)
            {
                tiedOnes += positives[start] ? 1 : 0;
                tiedNegatives += positives[start] ? 0 : 1;
            }

            twice += tiedOnes * ((2 * negatives) + tiedNegatives);
            negatives += tiedNegatives;
            ones += tiedOnes;
        }

        return negatives == 0 || ones == 0 ? double.NaN : twice / (2 * ones * negatives);
    }
}
