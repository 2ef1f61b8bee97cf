using System.Globalization;
using NetGen.Datasets;

namespace Samples.FashionMnist;

/// <summary>Says how a download goes: a line for each file, which on a terminal grows as its bytes arrive.</summary>
internal sealed class DownloadLines : IProgress<DownloadProgress>
{
    private const double Megabyte = 1e6;
    private bool _isUnderWay;

    public void Report(DownloadProgress value)
    {
        var isDone = value.Bytes == value.Length;
        if (!_isUnderWay)
            Console.WriteLine("Downloading Fashion-MNIST (30 MB, MIT licence, Zalando SE)");
        _isUnderWay = true;
        if (Console.IsOutputRedirected && !isDone)
            return;

        var text = string.Create(CultureInfo.InvariantCulture, $"{value.File}: {value.Bytes / Megabyte:F1} MB");
        if (Console.IsOutputRedirected)
            Console.WriteLine(text);
        else
            Console.Write(isDone ? $"\r{text}\n" : $"\r{text}");
    }
}
