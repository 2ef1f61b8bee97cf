using NetGen.EndToEnd.Checkpoints;
using NetGen.EndToEnd.Networks;
using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Training;

/// <summary>One <c>Fit</c> at a time, and one after another.</summary>
public sealed class FitAloneTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_fit_within_or_beside_another_is_refused_and_harms_nothing()
    {
        var network = new SmallClassifier(seed: 3);
        var alone = new SmallClassifier(seed: 3);
        alone.Fit(Lesson.Data, new() { Epochs = 2, Optimizer = new Adam() });
        Exception? within = null, beside = null;

        network.Fit(Lesson.Data, new()
        {
            Epochs = 2,
            Optimizer = new Adam(),
            OnStep = _ =>
            {
                within ??= Record.Exception(() => network.Fit(Lesson.Data));
                if (beside is not null)
                    return;

                var thread = new Thread(() => beside = Record.Exception(() => network.Fit(Lesson.Data)));
                thread.Start();
                thread.Join();
            },
        });

        Assert.IsType<InvalidOperationException>(within);
        Assert.IsType<InvalidOperationException>(beside);
        Assert.Equal(alone.Parameters.ToArray(), network.Parameters.ToArray());
        network.Fit(Lesson.Data);
    }

    [Fact]
    public void An_optimizer_of_another_network_is_refused_before_anything_is_written()
    {
        var taken = new Adam();
        new SmallClassifier(seed: 3).Fit(Lesson.Data, new() { Optimizer = taken });
        File.WriteAllText(_folder["log.csv"], "kept");
        var network = new SmallClassifier(seed: 3);

        Assert.Throws<InvalidOperationException>(() => network.Fit(Lesson.Data, new() { Optimizer = taken, Preprocessor = new MinMax(), Callbacks = [new CsvLog(_folder["log.csv"])] }));

        Assert.Equal("kept", File.ReadAllText(_folder["log.csv"]));
        Assert.Null(network.Preprocessor);
    }

    [Fact]
    public void A_refused_resume_leaves_the_preprocessor_and_the_callbacks_as_they_were()
    {
        string saved = _folder["training.safetensors"], log = _folder["log.csv"];
        new SmallClassifier(seed: 3).Fit(Lesson.Data, new() { Optimizer = new Sgd(0.1f), Callbacks = [new Checkpoint(saved), new CsvLog(log), new EarlyStopping { Monitor = "loss" }] });
        var (network, csv, stopping) = (new SmallClassifier(seed: 3), new CsvLog(log), new EarlyStopping { Monitor = "loss" });
        FitOptions<int> Options(Optimizer optimizer) => new() { Optimizer = optimizer, Callbacks = [csv, stopping] };

        var refused = Options(new Adam());
        refused.ResumeFrom = saved;
        Assert.Throws<InvalidDataException>(() => network.Fit(Lesson.Data, refused));
        Assert.Equal(0, stopping.BestEpoch);

        network.Fit(Lesson.Data, Options(new Adam()));
        Assert.Equal(2, File.ReadAllLines(log).Length);

        refused.Optimizer = new Sgd(0.1f);
        refused.Preprocessor = new Standardize();
        Assert.Contains("'preprocessor': expected Standardize, found none", Assert.Throws<InvalidDataException>(() => network.Fit(Lesson.Data, refused)).Message);
        Assert.Null(network.Preprocessor);
    }

    [Fact]
    public void What_would_be_another_training_is_refused_by_name()
    {
        string saved = _folder["training.safetensors"];
        FitOptions<int> Options() => new() { Epochs = 2, BatchSize = 16, Optimizer = new Sgd(0.1f), ResumeFrom = saved };
        var options = Options();
        options.ResumeFrom = null;
        options.Callbacks = [new Checkpoint(saved)];
        new SmallClassifier(seed: 3).Fit(Lesson.Data, options);

        void Refused(string name, Dataset<int> data, Action<FitOptions<int>> change)
        {
            var other = Options();
            change(other);
            Assert.Contains($"'settings.{name}': expected ", Assert.Throws<InvalidDataException>(() => new SmallClassifier(seed: 3).Fit(data, other)).Message);
        }

        Refused("class_weights", Lesson.Data, o => o.ClassWeights = [1, 1, 2]);
        Refused("sample_weights", Lesson.Data, o => o.SampleWeights = [.. Enumerable.Repeat(2f, Lesson.Data.Count)]);
        Refused("samples", Lesson.Data.Take(Lesson.Data.Count - 1), _ => { });
        Assert.Equal("ResumeFrom", Assert.Throws<ArgumentException>(() => new SmallClassifier(seed: 3).Fit(Lesson.Data, new() { ResumeFrom = _folder.Path })).ParamName);
    }

    [Fact]
    public void Sample_weights_go_by_the_index_in_the_data_whatever_is_held_out()
    {
        float[] weights = [.. Enumerable.Range(0, Lesson.Data.Count).Select(i => i % 3 * 0.5f)];
        var split = new SmallClassifier(seed: 3);
        split.Fit(Lesson.Data, new() { ValidationSplit = 0.2, SampleWeights = weights, Optimizer = new Sgd(0.1f) });
        var kept = Lesson.Data.Count * 8 / 10;
        var apart = new SmallClassifier(seed: 3);

        apart.Fit(Lesson.Data.Take(kept), new() { Validation = Lesson.Data.Skip(kept), SampleWeights = weights[..kept], Optimizer = new Sgd(0.1f) });

        Assert.Equal(apart.Parameters.ToArray(), split.Parameters.ToArray());
        Assert.Throws<ArgumentException>(() => split.Fit(Lesson.Data, new() { ValidationSplit = 0.2, SampleWeights = weights[..kept] }));
    }
}
