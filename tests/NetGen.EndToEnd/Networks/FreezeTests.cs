using System.Runtime.CompilerServices;

namespace NetGen.EndToEnd.Networks;

/// <summary>Predictors that networks are frozen into.</summary>
public class FreezeTests
{
    // One, a few, more than a strip is read in place for, and more than a chunk.
    private static readonly int[] Batches = [1, 2, 3, 7, 33, 700];

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void A_predictor_predicts_the_bits_of_its_network(string name)
    {
        foreach (var batch in Batches)
        {
            var trial = Catalogue.Get(name).Start(batch);
            Assert.Equal(trial.Network.Predict(trial.Inputs), trial.Network.Freeze().Predict(trial.Inputs));
        }
    }

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void Training_on_changes_the_network_and_not_the_predictor(string name)
    {
        var trial = Catalogue.Get(name).Start(batch: 5);
        var predictor = trial.Network.Freeze();
        var before = predictor.Predict(trial.Inputs);
        trial.TrainStep(new Sgd(learningRate: 0.5f));

        Assert.Equal(before, predictor.Predict(trial.Inputs));
        if (trial.Network.Parameters.Length > 0)
            Assert.NotEqual(before, trial.Network.Predict(trial.Inputs));
        Assert.Equal(trial.Network.Predict(trial.Inputs), trial.Network.Freeze().Predict(trial.Inputs));
    }

    [Fact]
    public void A_predictor_has_the_scale_the_names_and_the_checks_of_its_network()
    {
        float[] inputs = [.. Enumerable.Range(0, 40 * SmallClassifier.InputLength).Select(i => 100 + MathF.Sin(i * i))];
        var preprocessor = new Standardize();
        preprocessor.Fit(inputs, SmallClassifier.InputLength);
        var network = new SmallClassifier(seed: 3) { Preprocessor = preprocessor, ClassNames = ["a", "b", "c"], CheckFinite = true };
        var predictor = network.Freeze();
        var (expected, found) = (new ClassPrediction[40], new ClassPrediction[40]);
        network.Classify(inputs, expected);
        (network.Preprocessor, network.ClassNames, network.CheckFinite) = (null, null, false);
        predictor.Classify(inputs, found);

        Assert.Equal(expected, found);
        Assert.Equal(expected[7], predictor.Classify(inputs.AsSpan(7 * SmallClassifier.InputLength, SmallClassifier.InputLength)));
        Assert.IsType<Standardize>(predictor.Preprocessor);
        Assert.Equal(["a", "b", "c"], predictor.ClassNames!);
        Assert.Equal(network.InputShape, predictor.InputShape);
        Assert.Equal(network.OutputShape, predictor.OutputShape);
        Assert.Equal(network.Summary, predictor.Summary);
        Assert.Equal(network.ToString(), predictor.ToString());
        inputs[5] = float.NaN;
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => predictor.Predict(inputs)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_is_said_as_by_the_network()
    {
        var network = new SmallClassifier(seed: 3);
        var predictor = network.Freeze();
        Assert.Equal(
            Assert.Throws<ArgumentException>(() => network.Predict(new float[1])).Message,
            Assert.Throws<ArgumentException>(() => predictor.Predict(new float[1])).Message);
        Assert.Throws<ArgumentNullException>(() => predictor.Predict(null!));
        Assert.Contains("MeanSquaredError", Assert.Throws<InvalidOperationException>(() => new Regression().Freeze().Classify(new float[Regression.InputLength])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_number_of_threads_predict_with_one_predictor()
    {
        var network = new SmallClassifier(seed: 3);
        var predictor = network.Freeze();
        Parallel.For(0, 64, i =>
        {
            float[] inputs = [.. Enumerable.Range(0, (1 + i) * SmallClassifier.InputLength).Select(j => MathF.Sin(i + j))];
            Assert.Equal(network.Predict(inputs), predictor.Predict(inputs));
        });
    }

    [Fact]
    public void Any_number_of_threads_freeze_one_network()
    {
        var network = new SmallClassifier(seed: 3);
        var inputs = new float[SmallClassifier.InputLength];
        var expected = network.Predict(inputs);
        Parallel.For(0, 5000, _ => Assert.Equal(expected, network.Freeze().Predict(inputs)));
    }

    [Fact]
    public void A_callback_freezes_what_its_epoch_has_learnt()
    {
        var network = new SmallClassifier(seed: 3);
        float[] inputs = [.. Enumerable.Range(0, 20 * SmallClassifier.InputLength).Select(i => MathF.Sin(i))];
        var data = Dataset.Classification(inputs, [.. Enumerable.Range(0, 20).Select(i => i % 3)], 20);
        var frozen = new List<(Predictor Predictor, float[] Outputs)>();
        network.Fit(data, new() { Epochs = 3, ShowProgress = false, OnEpoch = _ => frozen.Add((network.Freeze(), network.Predict(inputs))) });

        Assert.Equal(3, frozen.Count);
        Assert.All(frozen, f => Assert.Equal(f.Outputs, f.Predictor.Predict(inputs)));
        Assert.NotEqual(frozen[0].Outputs, frozen[2].Outputs);
    }

    [Fact]
    public void Another_thread_does_not_freeze_in_the_middle_of_a_training()
    {
        var network = new SmallClassifier(seed: 3);
        var data = Dataset.Classification(new float[20 * SmallClassifier.InputLength], new int[20], 20);
        Exception? refused = null;
        network.Fit(data, new() { ShowProgress = false, OnEpoch = _ => OnAnotherThread(() => refused = Record.Exception(() => network.Freeze())) });

        Assert.Contains("Freeze", Assert.IsType<InvalidOperationException>(refused).Message, StringComparison.Ordinal);
        Assert.NotNull(network.Freeze());
    }

    [Fact]
    public void A_predictor_makes_no_garbage()
    {
        var predictor = new SmallClassifier(seed: 3).Freeze();
        var inputs = new float[100 * SmallClassifier.InputLength];
        var outputs = new float[100 * SmallClassifier.OutputLength];
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                predictor.Predict(inputs, outputs);
                predictor.Classify(inputs.AsSpan(0, SmallClassifier.InputLength));
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Theory]
    [MemberData(nameof(Catalogue.Names), MemberType = typeof(Catalogue))]
    public void A_predictor_does_not_keep_its_network_in_memory(string name)
    {
        var (predictor, network) = FreezeAndForget(name);
        for (var i = 0; i < 10 && network.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(network.IsAlive);
        Assert.NotEmpty(predictor.Predict(new float[Catalogue.Get(name).InputLength]));
    }

    private static void OnAnotherThread(Action act)
    {
        var thread = new Thread(() => act());
        thread.Start();
        thread.Join();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (Predictor Predictor, WeakReference Network) FreezeAndForget(string name)
    {
        var network = Catalogue.Get(name).Create(seed: 1);
        var predictor = network.Freeze();
        return (predictor, new WeakReference(network));
    }
}
