using NetGen.Losses;

namespace NetGen.Runtime.Tests.Training;

/// <summary>What comes out of the reading thread is what lies in memory, wherever an epoch starts or is left.</summary>
public class PrefetchFeedTests
{
    private const int Samples = 53;
    private const int Batch = 8;

    private static readonly Dataset<int> Data = Dataset.Classification([.. Enumerable.Range(0, 2 * Samples).Select(i => (float)i)], [.. Enumerable.Range(0, Samples)]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_start_gives_the_batches_of_the_same_start_in_memory(bool isShuffled)
    {
        long? seed = isShuffled ? 5 : null;
        var weights = SampleWeights<int>.From(new FitOptions<int> { SampleWeights = [.. Enumerable.Range(0, Samples).Select(i => i / 3f)] }, Samples, 1, classes: 3);
        using var memory = new MemoryFeed<int>(Data, Batch, seed, weights);
        using var streamed = new PrefetchFeed<int>(new Nothing(), new SourceReader<int>(new Source(), Batch, seed), weights);

        Assert.Equal(memory.BatchesPerEpoch, streamed.BatchesPerEpoch);
        foreach (var (epoch, skipped) in new (long, int)[] { (0, 0), (1, 0), (1, 3), (4, 6), (4, 7), (2, 100), (0, 0) })
            Assert.Equal(Batches(memory, epoch, skipped), Batches(streamed, epoch, skipped));
    }

    [Fact]
    public void An_epoch_that_is_left_in_the_middle_leaves_nothing_in_the_next()
    {
        using var memory = new MemoryFeed<int>(Data, Batch, seed: 5, weights: null);
        using var streamed = new PrefetchFeed<int>(new Nothing(), new SourceReader<int>(new Source(), Batch, seed: 5), weights: null);

        for (var round = 0; round < 300; round++)
        {
            var most = round % 9;
            Assert.Equal(Batches(memory, round, round % 4, most), Batches(streamed, round, round % 4, most));
        }
    }

    [Fact]
    public void A_reader_that_is_slower_than_the_training_is_waited_for()
    {
        using var memory = new MemoryFeed<int>(Data, Batch, seed: 5, weights: null);
        using var streamed = new PrefetchFeed<int>(new Nothing(), new SourceReader<int>(new Source { Delay = 1 }, Batch, seed: 5), weights: null);

        Assert.Equal(Batches(memory, 2, 1), Batches(streamed, 2, 1));
    }

    [Fact]
    public void A_failure_comes_when_its_batch_is_due_and_again_after_that_but_not_in_the_next_epoch()
    {
        var source = new Source { FailsAt = 20 };
        using var feed = new PrefetchFeed<int>(new Nothing(), new SourceReader<int>(source, Batch, seed: null), weights: null);
        feed.Start(0, 0);

        Assert.True(feed.TryNext(out _));
        Assert.True(feed.TryNext(out _));
        Assert.Equal("at 20", Assert.Throws<IOException>(() => feed.TryNext(out _)).Message);
        Assert.Equal("at 20", Assert.Throws<IOException>(() => feed.TryNext(out _)).Message);

        source.FailsAt = -1;
        Assert.Equal(7, Batches(feed, 1, 0).Count);
    }

    [Fact]
    public void A_feed_ends_its_thread_in_whatever_state_it_is()
    {
        foreach (var read in new[] { -1, 0, 1, 5, 7, 8 })
        {
            var source = new Source();
            using (var feed = new PrefetchFeed<int>(new Nothing(), new SourceReader<int>(source, Batch, seed: 5), weights: null))
            {
                if (read >= 0)
                    feed.Start(0, 0);
                for (var i = 0; i < read; i++)
                    feed.TryNext(out _);
            }

            var reads = source.Reads;
            Thread.Sleep(5);
            Assert.Equal(reads, source.Reads);
        }
    }

    /// <summary>The batches of an epoch as text: features, labels, weights.</summary>
    private static List<string> Batches(BatchFeed<int> feed, long epoch, int skipped, int most = int.MaxValue)
    {
        var batches = new List<string>();
        feed.Start(epoch, skipped);
        while (batches.Count < most && feed.TryNext(out var batch))
            batches.Add($"{batch.Count}: {string.Join(' ', batch.Features.ToArray())} | {string.Join(' ', batch.Labels.ToArray())} | {string.Join(' ', batch.Weights.ToArray())}");
        return batches;
    }

    private sealed class Source : SampleSource<int>
    {
        private int _reads;

        public int Delay { get; init; }

        public int FailsAt { get; set; } = -1;

        public int Reads => Volatile.Read(ref _reads);

        public override int Count => Data.Count;

        public override int SampleLength => Data.SampleLength;

        public override int LabelLength => Data.LabelLength;

        public override void Read(int sample, Span<float> features, Span<int> labels)
        {
            Interlocked.Increment(ref _reads);
            if (Delay > 0)
                Thread.Sleep(Delay);
            if (sample == FailsAt)
                throw new IOException($"at {sample}");
            Data.FeaturesOf(sample).CopyTo(features);
            Data.LabelsOf(sample).CopyTo(labels);
        }
    }

    /// <summary>A network that takes every label and computes nothing.</summary>
    private sealed class Nothing() : Network<int>(new NetworkDescription("Nothing", [2], [2], 1, false, 1, 1, [], ""), seed: 1)
    {
        protected override ForwardPass ForwardPass => static (batch, parameters, input, output, arena) => { };

        protected override LossResult Loss(int batch, ReadOnlySpan<float> input, ReadOnlySpan<int> labels, Span<float> outputs, Span<float> arena) => default;

        protected override LossResult Backpropagate(
            int batch, ReadOnlySpan<float> input, ReadOnlySpan<int> labels, ReadOnlySpan<float> weights, Span<float> outputs, Span<float> gradients, Span<float> arena) => default;

        protected override void CheckLabels(ReadOnlySpan<int> labels)
        {
        }
    }
}
