using NetGen.EndToEnd.Checkpoints;
using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Training;

/// <summary>Training on data that are read as they are needed: the same steps as in memory, and clean ends.</summary>
public class StreamedFitTests
{
    private const int Samples = 70;

    private static readonly Dataset<int> Data = FitTests.MakeData(Samples, seed: 1);

    public static TheoryData<bool, int, int?, bool> Ways => new()
    {
        { true, 16, null, false },
        { true, 16, 3, true },
        { true, 7, null, true },
        { true, 100, null, false },
        { false, 16, null, true },
        { false, 16, 2, false },
        { false, 1, null, false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_source_gives_the_weights_of_the_same_data_in_memory(bool shuffle, int batchSize, int? stepsPerEpoch, bool weighted)
    {
        FitOptions<int> Options() => new()
        {
            Epochs = 3,
            Shuffle = shuffle,
            BatchSize = batchSize,
            StepsPerEpoch = stepsPerEpoch,
            Optimizer = new Adam(0.01f),
            ClassWeights = weighted ? [1, 2, 0.5f] : null,
            SampleWeights = weighted ? [.. Enumerable.Range(0, Samples).Select(i => 0.1f * i)] : null,
        };
        var inMemory = new SmallClassifier(seed: 3);
        var expected = inMemory.Fit(Data, Options());
        var streamed = new SmallClassifier(seed: 3);

        var history = streamed.Fit(new MemorySource(Data), Options());

        Assert.Equal(inMemory.Parameters.ToArray(), streamed.Parameters.ToArray());
        Assert.Equal(expected.Epochs.Select(e => (e.Loss, e.Accuracy)), history.Epochs.Select(e => (e.Loss, e.Accuracy)));
        Assert.Equal(inMemory.Steps, streamed.Steps);
    }

    [Theory]
    [InlineData(true, 16)]
    [InlineData(false, 16)]
    [InlineData(true, 1)]
    [InlineData(false, 100)]
    public void Images_of_bytes_and_floats_in_a_file_give_the_weights_of_the_same_data_in_memory(bool shuffle, int batchSize)
    {
        using var folder = new TemporaryFolder();
        var (images, labels, samples) = (folder["images"], folder["labels"], folder["samples"]);
        WriteImages(images, labels);
        var data = ImageDataset.FromIdx(images, labels);
        SampleFile.Write(samples, Stream(data));
        using var bytes = ImageSource.FromIdx(images, labels);
        using var floats = SampleFile.OpenClassification(samples, data.SampleLength);

        Outcome Train(Func<SmallClassifier, FitOptions<int>, History> fit)
        {
            var network = new SmallClassifier(seed: 3);
            var options = new FitOptions<int> { Epochs = 3, BatchSize = batchSize, Shuffle = shuffle, ClassWeights = [1, 2, 3], Metrics = [new LogLoss()], Optimizer = new Adam() };
            return new(network, fit(network, options));
        }

        var inMemory = Train((network, options) => network.Fit(data, options));

        Train((network, options) => network.Fit(bytes, options)).ShouldEqual(inMemory);
        Train((network, options) => network.Fit(floats, options)).ShouldEqual(inMemory);
        Assert.Equal(inMemory.Network.Steps, 3 * ((Samples + batchSize - 1) / batchSize));
        Assert.Equal(new SmallClassifier(seed: 3).Evaluate(data), new SmallClassifier(seed: 3) { CheckFinite = true }.Evaluate(bytes));
        Assert.Contains(
            "'ClassWeights' holds 2 weights; expected 3, one for each class",
            Assert.Throws<ArgumentException>(() => new SmallClassifier(seed: 3).Fit(bytes, new() { Shuffle = false, ClassWeights = [1, 1] })).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_source_or_a_stream_evaluates_as_the_same_data_in_memory(bool isLarge)
    {
        var data = isLarge ? FitTests.MakeData(3000, seed: 2) : Data;
        var network = new SmallClassifier(seed: 3);

        Assert.Equal(network.Evaluate(data), network.Evaluate(new MemorySource(data)));
        Assert.Equal(network.Evaluate(data), network.Evaluate(Stream(data)));
    }

    [Fact]
    public void A_stream_in_its_order_gives_the_weights_of_the_same_data_in_memory()
    {
        FitOptions<int> Options() => new() { Epochs = 3, BatchSize = 16, Shuffle = false, ClassWeights = [1, 2, 3], Optimizer = new Adam() };
        var inMemory = new SmallClassifier(seed: 3);
        inMemory.Fit(Data, Options());
        var streamed = new SmallClassifier(seed: 3);

        var history = streamed.Fit(Stream(Data), Options());

        Assert.Equal(inMemory.Parameters.ToArray(), streamed.Parameters.ToArray());
        Assert.Equal([1, 2, 3], history.Epochs.Select(e => e.Epoch));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    public void A_stream_ends_its_epochs_where_the_same_data_in_memory_do(int lastStep)
    {
        FitOptions<int> Options() => new() { Steps = lastStep, BatchSize = 14, Shuffle = false, Validation = Data, Optimizer = new Adam() };
        var inMemory = new SmallClassifier(seed: 3).Fit(Data, Options());

        var streamed = new SmallClassifier(seed: 3).Fit(Stream(Data), Options());

        Assert.Equal(lastStep == 5 ? 1 : 0, streamed.Epochs.Count);
        Assert.Equal(inMemory.Epochs.SelectMany(e => e.Values()), streamed.Epochs.SelectMany(e => e.Values()));
    }

    [Fact]
    public void A_stream_resumed_after_its_last_batch_makes_the_end_of_the_epoch()
    {
        using var folder = new TemporaryFolder();
        var saved = folder["training.safetensors"];
        FitOptions<int> Options() => new() { Epochs = 1, BatchSize = 14, Optimizer = new Adam(), ResumeFrom = saved };
        var options = Options();
        options.Callbacks = [new Checkpoint(saved) { EverySteps = 5 }];
        var whole = new SmallClassifier(seed: 3).Fit(Stream(Data), options);

        var resumed = new SmallClassifier(seed: 3).Fit(Stream(Data), Options());

        Assert.Equal(whole.Epochs.SelectMany(e => e.Values()), resumed.Epochs.SelectMany(e => e.Values()));
    }

    [Fact]
    public void Cancelled_while_it_waits_for_a_batch_it_makes_no_further_step()
    {
        using var cancellation = new CancellationTokenSource();
        using var stepped = new ManualResetEventSlim();
        var source = new MemorySource(Data)
        {
            BeforeRead = sample =>
            {
                if (sample != 32)
                    return;

                stepped.Wait();
                // The training waits by now, or very nearly so.
                Thread.Sleep(20);
                cancellation.Cancel();
            },
        };
        var network = new SmallClassifier(seed: 3);

        var history = network.Fit(source, new() { BatchSize = 32, Shuffle = false, Cancellation = cancellation.Token, OnStep = _ => stepped.Set() });

        Assert.Equal((StopReason.Cancelled, 1L), (history.StopReason, network.Steps));
    }

    [Fact]
    public void A_sequence_that_can_be_read_once_is_named_in_its_second_epoch()
    {
        var once = new Queue<int>(Enumerable.Range(0, Data.Count));
        IEnumerable<(float[] Features, int Label)> Produce()
        {
            while (once.TryDequeue(out var i))
                yield return (Data.FeaturesOf(i).ToArray(), Data.Labels[i]);
        }

        var error = Assert.Throws<ArgumentException>(() => new SmallClassifier(seed: 3).Fit(SampleStream.Classification(Produce(), 5), new() { Epochs = 2 }));

        Assert.StartsWith("'data' holds no sample any more; each epoch reads it anew", error.Message);
    }

    [Fact]
    public void A_shuffled_stream_follows_from_the_seed()
    {
        float[] Train(long seed, int shuffleBuffer)
        {
            var network = new SmallClassifier(seed);
            network.Fit(Stream(Data), new() { Epochs = 2, BatchSize = 16, ShuffleBuffer = shuffleBuffer, Optimizer = new Sgd(0.1f) });
            return network.Parameters.ToArray();
        }

        Assert.Equal(Train(3, 20), Train(3, 20));
        Assert.NotEqual(Train(3, 20), Train(3, 1));
    }

    [Fact]
    public void A_fit_that_starts_in_the_middle_of_the_data_goes_on_as_in_memory()
    {
        // Steps end the first call within an epoch; the epoch's number stays, and its order with it.
        float[] Train(Func<SmallClassifier, FitOptions<int>, History> fit)
        {
            var network = new SmallClassifier(seed: 3);
            var adam = new Adam();
            fit(network, new() { Steps = 7, BatchSize = 16, Optimizer = adam });
            fit(network, new() { Epochs = 2, BatchSize = 16, Optimizer = adam });
            return network.Parameters.ToArray();
        }

        Assert.Equal(Train((network, options) => network.Fit(Data, options)), Train((network, options) => network.Fit(new MemorySource(Data), options)));
    }

    [Fact]
    public void A_fit_on_a_source_allocates_nothing_for_a_step()
    {
        var source = new MemorySource(Data);
        long AllocatedBy(int steps) => Allocations.OfEach(() =>
        {
            var network = new SmallClassifier(seed: 3);
            var options = new FitOptions<int> { Epochs = 1, StepsPerEpoch = steps, BatchSize = 1, Optimizer = new Adam(), ShowProgress = false };
            return () => network.Fit(source, options);
        });

        AllocatedBy(1);

        Assert.Equal(AllocatedBy(1), AllocatedBy(Samples));
    }

    [Fact]
    public void A_failing_read_comes_out_of_fit_as_it_was_thrown_and_the_steps_before_it_count()
    {
        var failure = new IOException("the cable is out");
        var network = new SmallClassifier(seed: 3);
        var source = new MemorySource(Data) { BeforeRead = sample => { if (sample == 40) throw failure; } };

        Assert.Same(failure, Assert.Throws<IOException>(() => network.Fit(source, new() { BatchSize = 8, Shuffle = false })));
        Assert.Equal(5, network.Steps);

        source.BeforeRead = null;
        network.Fit(source, new() { BatchSize = 8 });
        Assert.Equal(5 + 9, network.Steps);
    }

    [Fact]
    public void A_label_that_cannot_be_one_is_refused_with_the_number_of_its_sample()
    {
        var data = Dataset.Classification(new float[5 * 20], [.. Enumerable.Range(0, 20).Select(i => i == 13 ? 3 : i % 3)]);
        var network = new SmallClassifier(seed: 3);

        var fromSource = Assert.Throws<ArgumentException>(() => network.Fit(new MemorySource(data), new() { BatchSize = 4 }));
        var fromStream = Assert.Throws<ArgumentException>(() => network.Fit(Stream(data), new() { BatchSize = 4, ShuffleBuffer = 5 }));
        var byEvaluate = Assert.Throws<ArgumentException>(() => network.Evaluate(new MemorySource(data)));

        Assert.All([fromSource, fromStream, byEvaluate], error => Assert.Equal("data", error.ParamName));
        Assert.All([fromSource, fromStream, byEvaluate], error => Assert.Equal("Sample 13 of 'data' does not fit SmallClassifier. Label 0 is 3; expected a class index from 0 to 2. (Parameter 'data')", error.Message));
        Assert.Contains(
            "'ClassWeights' holds 2 weights; expected 3, one for each class",
            Assert.Throws<ArgumentException>(() => network.Fit(new MemorySource(data), new() { BatchSize = 4, Shuffle = false, ClassWeights = [1, 1] })).Message);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused_where_asked_to_look()
    {
        var features = new float[5 * 20];
        features[(17 * 5) + 2] = float.NaN;
        var network = new SmallClassifier(seed: 3) { CheckFinite = true };

        var error = Assert.Throws<ArgumentException>(() => network.Fit(new MemorySource(Dataset.Classification(features, new int[20]))));

        Assert.StartsWith("Sample 17 of 'data' does not fit SmallClassifier. 'inputs' holds NaN in sample 0 at place 2", error.Message);
    }

    [Fact]
    public void Whatever_ends_a_fit_ends_its_reading_first()
    {
        var source = new MemorySource(Data);
        using var cancellation = new CancellationTokenSource();
        var network = new SmallClassifier(seed: 3);

        Assert.Throws<InvalidOperationException>(() => network.Fit(source, new() { BatchSize = 1, OnStep = _ => throw new InvalidOperationException() }));
        AssertQuiet(source);

        var history = network.Fit(source, new() { Epochs = 1000, BatchSize = 1, Cancellation = cancellation.Token, OnEpoch = _ => cancellation.Cancel() });
        AssertQuiet(source);
        Assert.Equal(StopReason.Cancelled, history.StopReason);

        network.Fit(source, new() { BatchSize = 1, Steps = 3 });
        AssertQuiet(source);

        source.Dispose();
        Assert.Throws<ObjectDisposedException>(() => network.Fit(source));
    }

    [Fact]
    public void Every_walk_over_a_stream_is_closed()
    {
        var open = 0;
        IEnumerable<(float[] Features, int Label)> Produce()
        {
            Interlocked.Increment(ref open);
            try
            {
                for (var i = 0; i < Samples; i++)
                    yield return (Data.FeaturesOf(i).ToArray(), Data.Labels[i]);
            }
            finally
            {
                Interlocked.Decrement(ref open);
            }
        }

        var stream = SampleStream.Classification(Produce(), 5);
        var network = new SmallClassifier(seed: 3);

        network.Fit(stream, new() { Epochs = 3, StepsPerEpoch = 2, BatchSize = 4 });
        Assert.Equal(0, open);
        Assert.Throws<TimeoutException>(() => network.Fit(stream, new() { BatchSize = 4, OnStep = _ => throw new TimeoutException() }));
        Assert.Equal(0, open);
        network.Evaluate(stream);
        Assert.Equal(0, open);
    }

    [Fact]
    public void A_stream_without_end_trains_as_many_steps_as_asked_for()
    {
        static IEnumerable<(float[] Features, int Label)> Endless()
        {
            for (var i = 0; ; i++)
                yield return (new float[5], i % 3);
        }

        var network = new SmallClassifier(seed: 3);

        var history = network.Fit(SampleStream.Classification(Endless(), 5), new() { Epochs = 2, StepsPerEpoch = 10, BatchSize = 4 });

        Assert.Equal(20, network.Steps);
        Assert.Equal(2, history.Epochs.Count);
    }

    [Fact]
    public void Options_that_streamed_data_cannot_serve_are_refused()
    {
        var network = new SmallClassifier(seed: 3);
        var stream = Stream(Data);

        Assert.Equal("ValidationSplit", Refused(() => network.Fit(new MemorySource(Data), new() { ValidationSplit = 0.1 })));
        Assert.Equal("ValidationSplit", Refused(() => network.Fit(stream, new() { ValidationSplit = 0.1 })));
        Assert.Equal("SampleWeights", Refused(() => network.Fit(stream, new() { SampleWeights = new float[Samples] })));
        Assert.Equal("SampleWeights", Refused(() => network.Fit(new MemorySource(Data), new() { SampleWeights = [1] })));
        Assert.Equal("ShuffleBuffer", Refused(() => network.Fit(stream, new() { ShuffleBuffer = 0 })));
        Assert.Equal("BatchSize", Refused(() => network.Fit(stream, new() { BatchSize = int.MaxValue })));
        Assert.Equal("ShuffleBuffer", Refused(() => network.Fit(stream, new() { ShuffleBuffer = int.MaxValue })));
        Assert.Equal("data", Refused(() => network.Fit(SampleStream.Classification([], 5))));
        Assert.Equal("data", Refused(() => network.Fit(SampleStream.Classification([], 4))));
        Assert.Equal("data", Refused(() => new RowClassifier(1).Evaluate(new MemorySource(Data))));
        Assert.Equal(0, network.Steps);
    }

    /// <summary>Images of 5 pixels, a length that is no multiple of anything, and of 3 classes.</summary>
    private static void WriteImages(string images, string labels)
    {
        var pixels = new byte[5 * Samples];
        new Random(1).NextBytes(pixels);
        File.WriteAllBytes(images, [0, 0, 8, 2, 0, 0, 0, Samples, 0, 0, 0, 5, .. pixels]);
        File.WriteAllBytes(labels, [0, 0, 8, 1, 0, 0, 0, Samples, .. Enumerable.Range(0, Samples).Select(i => (byte)(i % 3))]);
    }

    private static string? Refused(Action call) => Assert.ThrowsAny<ArgumentException>(call).ParamName;

    private static void AssertQuiet(MemorySource source)
    {
        var reads = source.Reads;
        Thread.Sleep(20);
        Assert.Equal(reads, source.Reads);
    }

    internal static SampleStream<int> Stream(Dataset<int> data) =>
        SampleStream.Classification(Enumerable.Range(0, data.Count).Select(i => (data.FeaturesOf(i).ToArray(), data.Labels[i])), data.SampleLength);
}
