using System.Diagnostics;
using System.Globalization;

namespace NetGen.Benchmarks.Training;

/// <summary>Predicts and trains for long, and looks at what that does to the memory: 784-128-10, single predictions, steps of 128 samples read ahead of them.</summary>
internal static class Soak
{
    private const int Batch = 128;
    private const int Looks = 10;

    /// <summary>True where nothing was allocated.</summary>
    public static bool Run(int predictions, int steps)
    {
        var network = new ImageClassifier(1);
        Console.WriteLine($"{"",-26}{"seconds",10}{"by the loop",14}{"in process",13}{"collections",13}{"heap",14}{"working set",14}");
        var predicted = Predict(network, predictions);
        var trained = Train(network, steps);
        Console.WriteLine(predicted && trained ? "The loops allocated nothing." : "The loops DID allocate.");
        return predicted && trained;
    }

    private static bool Predict(ImageClassifier network, int count)
    {
        var input = new float[ImageClassifier.InputLength];
        var output = new float[ImageClassifier.OutputLength];
        network.Predict(input, output);
        var watch = new Watch("predictions", count / Looks);
        for (var i = 1; i <= count; i++)
        {
            input[i % input.Length] = i % 255 / 255f;
            network.Predict(input, output);
            watch.Pass(i);
        }

        return watch.IsClean;
    }

    private static bool Train(ImageClassifier network, int steps)
    {
        var watch = new Watch("steps", steps / Looks);
        network.Fit(new MadeUp(Batch * steps), new()
        {
            BatchSize = Batch,
            Shuffle = false,
            Metrics = [new TopOne()],
            OnStep = progress => watch.Pass(progress.Step),
        });
        return watch.IsClean;
    }

    /// <summary>Samples out of a small store, as many as asked for.</summary>
    private sealed class MadeUp(int count) : SampleSource<int>
    {
        private const int Stored = 997;

        private readonly float[] _features = [.. Enumerable.Range(0, Stored * ImageClassifier.InputLength).Select(i => i % 251 / 251f)];

        public override int Count => count;

        public override int SampleLength => ImageClassifier.InputLength;

        public override int LabelLength => 1;

        public override void Read(int sample, Span<float> features, Span<int> labels)
        {
            _features.AsSpan(sample % Stored * SampleLength, SampleLength).CopyTo(features);
            labels[0] = sample % Stored % ImageClassifier.OutputLength;
        }
    }

    /// <summary>Looks at the memory from time to time. Only what its own line needs is allocated between two looks, and not counted.</summary>
    private sealed class Watch(string what, int interval)
    {
        private readonly long _start = Stopwatch.GetTimestamp();
        private (long Loop, long Process) _allocated;
        private (long Loop, long Process)? _before;

        public bool IsClean => _allocated.Loop == 0;

        // The runtime's own threads allocate a few bytes too, as where methods are compiled anew: those of the process are told, not judged.
        private static (long Loop, long Process) Allocated => (GC.GetAllocatedBytesForCurrentThread(), GC.GetTotalAllocatedBytes(precise: true));

        public void Pass(int count)
        {
            if (count % interval != 0)
                return;

            var now = Allocated;
            if (_before is { } before)
                _allocated = (_allocated.Loop + now.Loop - before.Loop, _allocated.Process + now.Process - before.Process);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{count,12:N0} {what,-13}{Stopwatch.GetElapsedTime(_start).TotalSeconds,10:F1}{_allocated.Loop,12:N0} B{_allocated.Process,11:N0} B{GC.CollectionCount(0),13}{GC.GetTotalMemory(false) / 1024,11:N0} KB{Environment.WorkingSet / 1024,11:N0} KB"));
            _before = Allocated;
        }
    }
}
