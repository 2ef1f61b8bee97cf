using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

public class ConcurrencyTests
{
    [Fact]
    public void Many_threads_predict_with_one_network()
    {
        var network = new SmallClassifier(seed: 1);
        var data = FitTests.MakeData(300, seed: 4);
        var expected = new float[300 * 3];
        network.Predict(data.Features, expected);
        var failures = 0;

        var threads = Enumerable.Range(0, 64).Select(_ => new Thread(() =>
        {
            var outputs = new float[300 * 3];
            for (var round = 0; round < 50; round++)
            {
                Array.Clear(outputs);
                network.Predict(data.Features, outputs);
                if (!outputs.AsSpan().SequenceEqual(expected))
                    Interlocked.Increment(ref failures);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.Equal(0, failures);
    }

    [Fact]
    public void A_second_thread_that_trains_is_refused_and_harms_nothing()
    {
        using var inside = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        var slow = new SlowNetwork(inside, done);
        var first = new Thread(() => slow.TrainStep([1], [1], new Sgd()));
        first.Start();
        inside.Wait();

        Assert.Throws<InvalidOperationException>(() => slow.TrainStep([1], [1], new Sgd()));
        done.Set();
        first.Join();

        Assert.Equal(1, slow.Steps);
        slow.TrainStep([1], [1], new Sgd());
        Assert.Equal(2, slow.Steps);
    }

    /// <summary>A network that stands still in the middle of a step.</summary>
    private sealed class SlowNetwork(ManualResetEventSlim inside, ManualResetEventSlim done) : Network<float>(Slow, 0)
    {
        private static readonly NetworkDescription Slow = new("Slow", [1], [1], 1, HasAccuracy: false, 16, 16, [new("weight", 0, [1], Initializer.Ones)], "");

        protected override void CheckLabels(ReadOnlySpan<float> labels)
        {
        }

        protected override ForwardPass ForwardPass => static (batch, parameters, input, output, arena) => output.Fill(1);

        protected override Losses.LossResult Loss(int batch, ReadOnlySpan<float> input, ReadOnlySpan<float> labels, Span<float> outputs, Span<float> arena) => new(0, 0, 1);

        protected override Losses.LossResult Backpropagate(
            int batch, ReadOnlySpan<float> input, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights, Span<float> outputs, Span<float> gradients, Span<float> arena)
        {
            gradients.Clear();
            inside.Set();
            done.Wait();
            return new(0, 0, 1);
        }
    }
}
