using System.Globalization;

namespace NetGen;

/// <summary>
/// Precision, recall and F1 of each class and their means, as scikit-learn's <c>classification_report</c> has them. A score whose divisor is 0 is 0, and
/// outputs that are NaN are wrong answers.
/// </summary>
public sealed class ClassificationReport
{
    internal ClassificationReport(ConfusionMatrix matrix)
    {
        Classes = [.. Enumerable.Range(0, matrix.Classes).Select(i => Score(matrix, i))];
        Accuracy = matrix.Value;
        // A class that was neither there nor predicted does not count: scikit-learn does not see it either.
        Macro = Mean("macro avg", c => c.Support + c.Predicted > 0 ? 1 : 0);
        Weighted = Mean("weighted avg", c => c.Support);
    }

    /// <summary>The scores of each class, in their order.</summary>
    public IReadOnlyList<ClassResult> Classes { get; }

    /// <summary>The share of labels that were hit.</summary>
    public double Accuracy { get; }

    /// <summary>The means over the classes.</summary>
    public ClassResult Macro { get; }

    /// <summary>The means over the classes, each weighted with its support.</summary>
    public ClassResult Weighted { get; }

    /// <summary>The report as a table.</summary>
    public override string ToString() => TextTable.Format(
    [
        ["", "precision", "recall", "f1-score", "support"],
        .. Classes.Select(Row),
        ["accuracy", "", "", Number(Accuracy), Whole(Macro.Support)],
        Row(Macro),
        Row(Weighted),
    ]);

    private static string[] Row(ClassResult result) => [result.Name, Number(result.Precision), Number(result.Recall), Number(result.F1), Whole(result.Support)];

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static ClassResult Score(ConfusionMatrix matrix, int index)
    {
        long hits = matrix[index, index], predicted = 0, support = matrix.Support(index);
        for (var other = 0; other < matrix.Classes; other++)
            predicted += matrix[other, index];

        return new(matrix.ClassName(index), Quotient(hits, predicted), Quotient(hits, support), Quotient(2 * hits, predicted + support), support, predicted);
    }

    private static double Quotient(double dividend, double divisor) => divisor == 0 ? 0 : dividend / divisor;

    private ClassResult Mean(string name, Func<ClassResult, double> weight)
    {
        var weights = Classes.Sum(weight);
        double Of(Func<ClassResult, double> value) => Quotient(Classes.Sum(c => weight(c) * value(c)), weights);
        return new(name, Of(c => c.Precision), Of(c => c.Recall), Of(c => c.F1), Classes.Sum(c => c.Support), Classes.Sum(c => c.Predicted));
    }
}

/// <summary>The scores of a class, or their mean over the classes.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">The share of what was predicted as it that is of it.</param>
/// <param name="Recall">The share of it that was predicted as it.</param>
/// <param name="F1">The harmonic mean of the two.</param>
/// <param name="Support">How many labels are of it.</param>
/// <param name="Predicted">How many labels were taken for it.</param>
public sealed record ClassResult(string Name, double Precision, double Recall, double F1, long Support, long Predicted);
