namespace NetGen;

/// <summary>
/// The area under the precision-recall curve as a sum of steps: sum (R_n - R_(n-1)) P_n over the thresholds from the greatest score down (scikit-learn's
/// <c>average_precision_score</c> with <c>average="macro"</c>). 0 where a class has no positive sample.
/// </summary>
/// <param name="name">What it is called; <c>average_precision</c> unless given.</param>
public sealed class AveragePrecision(string? name = null) : RankingMetric(name ?? "average_precision")
{
    private protected override double OfRanking(ReadOnlySpan<float> scores, ReadOnlySpan<bool> positives)
    {
        double hits = 0, sum = 0;
        for (var end = scores.Length; end > 0;)
        {
            double tiedOnes = 0;
            var score = scores[end - 1];
            for (; end > 0 && scores[end - 1] == score; end--)
                tiedOnes += positives[end - 1] ? 1 : 0;

            hits += tiedOnes;
            sum += tiedOnes * (hits / (scores.Length - end));
        }

        return hits == 0 ? 0 : sum / hits;
    }
}
