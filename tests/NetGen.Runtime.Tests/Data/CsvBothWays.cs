using System.Text;

namespace NetGen.Runtime.Tests.Data;

/// <summary>Reads a text whole and row by row, and sees that both say the same.</summary>
internal static class CsvBothWays
{
    /// <summary>What samples a file makes.</summary>
    public sealed record Samples<TLabel>(float[] Features, TLabel[] Labels, string[]? ClassNames, string? Categories);

    public static Samples<int> Classification(string text, CsvColumn label, CsvOptions? options = null) =>
        Read(Encoding.UTF8.GetBytes(text), options, table => Of(table.ToClassification(label)), file => Of(file.ToClassification(label)));

    public static Samples<float> Regression(string text, CsvColumn target, CsvOptions? options = null) =>
        Read(Encoding.UTF8.GetBytes(text), options, table => Of(table.ToRegression(target)), file => Of(file.ToRegression(target)));

    /// <summary>The message, without the file's path.</summary>
    public static string Refused(string text, CsvColumn label, CsvOptions? options = null) => Refused<InvalidDataException>(Encoding.UTF8.GetBytes(text), label, options);

    /// <inheritdoc cref="Refused(string, CsvColumn, CsvOptions?)"/>
    public static string Refused<TError>(byte[] text, CsvColumn label, CsvOptions? options = null)
        where TError : Exception
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("file.csv", text);
        string whole = Assert.Throws<TError>(() => Csv.Read(path, options).ToRegression(label)).Message;
        Assert.Equal(whole, Assert.Throws<TError>(() => StreamContents.Of(Csv.Open(path, options).ToRegression(label))).Message);
        return whole.Replace(path + ": ", "", StringComparison.Ordinal);
    }

    private static Samples<TLabel> Read<TLabel>(byte[] text, CsvOptions? options, Func<CsvTable, Samples<TLabel>> whole, Func<CsvFile, Samples<TLabel>> rows)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("file.csv", text);
        var (table, file) = (Csv.Read(path, options), Csv.Open(path, options));
        var (first, second) = (whole(table), rows(file));
        Assert.Equal(table.Header, file.Header);
        Assert.Equal(table.Columns, file.Columns);
        Assert.Equal(first.Features, second.Features);
        Assert.Equal(first.Labels, second.Labels);
        Assert.Equal(first.ClassNames, second.ClassNames);
        Assert.Equal(first.Categories, second.Categories);
        Assert.Equal(table.Categories().ToString(), file.Categories().ToString());
        return first;
    }

    private static Samples<TLabel> Of<TLabel>(Dataset<TLabel> data)
        where TLabel : unmanaged
        => new(data.Features.ToArray(), data.Labels.ToArray(), data.ClassNames?.ToArray(), data.Categories?.ToString());

    private static Samples<TLabel> Of<TLabel>(SampleStream<TLabel> stream)
        where TLabel : unmanaged
    {
        var (features, labels) = StreamContents.Of(stream);
        return new(features, labels, stream.ClassNames?.ToArray(), stream.Categories?.ToString());
    }
}
