using System.Diagnostics;
using System.Globalization;
using NetGen.Benchmarks;

namespace NetGen.Compare;

/// <summary>What a fresh process needs from the first line of its own code to the end of its first training step, compilation included.</summary>
internal static class FirstStep
{
    private const int Batch = 128;

    public static int Run()
    {
        var start = Stopwatch.GetTimestamp();
        var network = new ImageClassifier(1);
        var (inputs, labels) = Samples();
        network.TrainStep(inputs, labels, new RmsProp());
        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Console.WriteLine(milliseconds.ToString("F3", CultureInfo.InvariantCulture));
        return 0;
    }

    // Apart: while a loop runs, the JIT compiles its method anew, here and with all that follows in it.
    private static (float[] Inputs, int[] Labels) Samples()
    {
        var inputs = new float[Batch * ImageClassifier.InputLength];
        var labels = new int[Batch];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = i % 97 / 97f;

        for (var i = 0; i < labels.Length; i++)
            labels[i] = i % ImageClassifier.OutputLength;

        return (inputs, labels);
    }
}
