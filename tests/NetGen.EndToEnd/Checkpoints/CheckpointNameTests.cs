namespace NetGen.EndToEnd.Checkpoints;

/// <summary>When checkpoints are written, and what their files are called.</summary>
public sealed class CheckpointNameTests : CheckpointFolder
{
    [Fact]
    public void Names_with_places_tell_the_epoch_and_the_step()
    {
        Train(new Checkpoint(Folder["at-{epoch}-{step}"]) { EverySteps = 7 }, new Checkpoint(Folder["end-{epoch}-{step}"]) { EveryEpochs = 3 });

        Assert.Equal(["at-2-7", "at-3-14", "end-3-15"], Files);
    }

    [Fact]
    public void Only_the_best_epochs_are_written()
    {
        // Rises, falls, and rises above the first.
        Train(new Checkpoint(Folder["high-{epoch}"]) { BestOnly = true, Monitor = "given" }, new Checkpoint(Folder["low-{epoch}"]) { BestOnly = true, Monitor = "given_loss" });

        Assert.Equal(["high-1", "high-2", "high-4", "low-1", "low-3"], Files);
    }

    [Fact]
    public void What_is_best_is_known_after_a_resume()
    {
        Train(options => options.Epochs = 2, new Checkpoint(File), new Checkpoint(Folder["high-{epoch}"]) { BestOnly = true, Monitor = "given" });
        Train(options => options.ResumeFrom = File, new Checkpoint(File), new Checkpoint(Folder["high-{epoch}"]) { BestOnly = true, Monitor = "given" });

        Assert.Equal(["high-1", "high-2", "high-4", "training.safetensors"], Files);
    }

    [Fact]
    public void Names_have_numbers_in_any_format_and_braces_of_their_own()
    {
        var history = Lesson.NewNetwork().Fit(Lesson.Data, Options(
            _ => { },
            new Checkpoint(Folder["a-{epoch:000}-{val_loss:0.000}-{given:00}"]) { EveryEpochs = 2 },
            new Checkpoint(Folder["b-{step:D5}"]) { EverySteps = 15 },
            new Checkpoint(Folder["c-{{epoch}}-{{"]) { EveryEpochs = 4 }));

        string Loss(int epoch) => history.Epochs[epoch - 1].ValidationLoss!.Value.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([$"a-002-{Loss(2)}-03", $"a-004-{Loss(4)}-04", "b-00015", "c-{epoch}-{"], Files);
    }

    [Theory]
    [InlineData("at-{epochs}", "has a place '{epochs}', which this training has no number for; it has epoch, step, loss, accuracy, given, given_loss, val_loss, val_accuracy, val_given, val_given_loss, learning_rate.")]
    [InlineData("at-{}", "has a place '{}', which")]
    [InlineData("at-{Epoch}", "has a place '{Epoch}', which")]
    [InlineData("at-{epoch", "has a brace without its other one at place ")]
    [InlineData("at-epoch}", "has a brace without its other one at place ")]
    [InlineData("at-{epoch:Q}", "has a place '{epoch:Q}', whose format is none for numbers")]
    [InlineData("at-{val_loss:D3}", "has a place '{val_loss:D3}', whose format is none for numbers")]
    [InlineData("at-{epoch:0/0}", "has a place '{epoch:0/0}', whose format would make a folder")]
    [InlineData("at-{epoch:abc}", "has a place '{epoch:abc}', whose format makes one text of all numbers; expected one such as '000' or '0.000'.")]
    [InlineData("at-{val_loss:best}", "has a place '{val_loss:best}', whose format makes one text of all numbers; expected one such as '000' or '0.000'.")]
    [InlineData("at-{epoch:D999999999}", "has a place '{epoch:D999999999}', whose format makes names that no file can have; expected one such as '000' or '0.000'.")]
    public void Braces_that_stand_for_nothing_are_refused_before_training(string name, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => Train(new Checkpoint(Folder[name])));

        Assert.Equal("path", error.ParamName);
        Assert.StartsWith($"'{Folder[name]}' {expected[..^1]}", error.Message);
        Assert.Empty(Files);
    }

    [Fact]
    public void A_value_of_the_epoch_is_not_known_after_a_step()
    {
        var error = Assert.Throws<ArgumentException>(() => Train(new Checkpoint(Folder["at-{val_loss}"]) { EverySteps = 1 }));

        Assert.Contains("has a place '{val_loss}', which is known at the end of an epoch, so it does not go with 'EverySteps'", error.Message);
    }

    [Theory]
    [InlineData("best")]
    [InlineData("best-{epoch}")]
    public void A_better_file_of_another_training_stays_until_an_epoch_is_better(string name)
    {
        History Fit(int seed, Optimizer optimizer, int epochs) => new Interrupted(seed).Fit(
            Lesson.Data, Options(options => (options.Epochs, options.Optimizer) = (epochs, optimizer), new Checkpoint(Folder[name]) { BestOnly = true, Monitor = "loss" }));
        var first = Fit(seed: 3, new Adam(0.1f), epochs: 1).Last.Loss;
        var file = Assert.Single(Files);
        var kept = System.IO.File.ReadAllBytes(Folder[file]);

        var worse = Fit(seed: 8, new Sgd(10), epochs: 1).Last.Loss;

        Assert.True(worse > first, $"{worse} is no worse than {first}.");
        Assert.Equal(kept, System.IO.File.ReadAllBytes(Folder[file]));
        Assert.Equal([file], Files);
        var better = Fit(seed: 3, new Adam(0.1f), epochs: 4).Epochs.MinBy(epoch => epoch.Loss)!;
        Assert.True(better.Epoch > 1);
        Assert.NotEqual(kept, System.IO.File.ReadAllBytes(Folder[name.Replace("{epoch}", $"{better.Epoch}", StringComparison.Ordinal)]));
    }

    [Fact]
    public void A_file_that_does_not_compare_is_replaced()
    {
        var best = new Checkpoint(Folder["best"]) { BestOnly = true, Monitor = "val_loss" };
        Train(options => options.Epochs = 2, best);
        // Of these data nobody knows whether they are as hard.
        var slow = new Interrupted(seed: 8);
        slow.Fit(Lesson.Data, Options(options => (options.Epochs, options.Optimizer, options.Validation) = (1, new Sgd(1e-6f), Lesson.Validation.Shuffle(1)), best));
        var loaded = new Interrupted();
        loaded.Load(best.Path);
        Assert.Equal(slow.Parameters.ToArray(), loaded.Parameters.ToArray());

        System.IO.File.WriteAllText(best.Path, "a letter");
        Train(options => options.Epochs = 1, best);
        loaded.Load(best.Path);
    }
}
