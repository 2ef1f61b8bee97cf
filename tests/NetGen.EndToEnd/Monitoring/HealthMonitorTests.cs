using NetGen.EndToEnd.Training;

namespace NetGen.EndToEnd.Monitoring;

public class HealthMonitorTests
{
    private static Dataset<int> Data { get; } = FitTests.MakeData(70, seed: 1);

    [Fact]
    public void It_looks_at_the_first_step_and_every_so_many_and_names_what_it_sees()
    {
        var monitor = new HealthMonitor { EverySteps = 4 };
        var seen = new List<HealthReport>();
        var telling = new HealthMonitor { EverySteps = 3, OnReport = seen.Add };

        // Five steps an epoch.
        Fit(new Monitored(seed: 3), monitor, telling);

        Assert.Equal([1, 4, 8], monitor.Reports.Select(r => r.Step));
        Assert.Equal([1, 3, 6, 9], seen.Select(r => r.Step));
        Assert.Equal([1, 1, 2], monitor.Reports.Select(r => r.Epoch));
        Assert.Same(monitor.Reports[^1], monitor.Latest);
        Assert.All(monitor.Reports.Concat(seen), r => Assert.True(r.HasActivations));
        Assert.Equal(["dense1", "squash", "dense3", "dense4"], monitor.Latest!.Layers.Select(l => l.Name));
        Assert.Equal(["Relu", "Tanh", "Sigmoid", "Linear"], monitor.Latest.Layers.Select(l => l.Activation));
        Assert.Equal(
            [
                "health/dense1/zero_fraction", "health/dense1/dead_fraction", "health/dense1/gradient_norm", "health/dense1/parameter_norm",
                "health/squash/saturation", "health/squash/gradient_norm", "health/squash/parameter_norm",
                "health/dense3/saturation", "health/dense3/gradient_norm", "health/dense3/parameter_norm",
                "health/dense4/gradient_norm", "health/dense4/parameter_norm", "health/gradient_norm",
            ],
            monitor.Values().Select(v => v.Name));
        Assert.Empty(monitor.Latest.Advice);
        Assert.Null(monitor.Latest.NonFiniteIn);
    }

    [Fact]
    public void Norms_are_those_of_the_gradient_and_the_parameters()
    {
        var network = new Monitored(seed: 3);
        var gradients = new float[Monitored.ParameterCount];
        network.Gradient(Data.Features, Data.Labels, gradients);
        var monitor = new HealthMonitor();

        network.Fit(Data, new() { BatchSize = Data.Count, Shuffle = false, Optimizer = new Sgd(1e-30f), Callbacks = [monitor] });

        static double Norm(IEnumerable<float> values) => Math.Sqrt(values.Sum(v => (double)v * v));
        var first = monitor.Latest!.Layers[0];
        Assert.Equal(Norm(gradients.Take((5 * 7) + 7)), first.GradientNorm!.Value, 1e-5);
        Assert.Equal(Norm(network.Parameters.ToArray().Take((5 * 7) + 7)), first.ParameterNorm!.Value, 1e-5);
        Assert.Equal(Norm(gradients), monitor.Latest.GradientNorm, 1e-5);
    }

    [Fact]
    public void Units_that_are_0_for_the_whole_batch_are_dying()
    {
        var network = new Monitored(seed: 3);
        network.Dense1.Bias.Fill(-1000);
        network.Dense1.Bias[2] = 1000;
        var monitor = new HealthMonitor();

        Fit(network, monitor);

        var layer = monitor.Latest!.Layers[0];
        Assert.Equal(6 / 7.0, layer.ZeroFraction!.Value, 1e-12);
        Assert.Equal(6 / 7.0, layer.DeadFraction!.Value, 1e-12);
        Assert.Contains(monitor.Latest.Advice, a => a.StartsWith("dense1: 86 %", StringComparison.Ordinal) && a.Contains("LeakyRelu", StringComparison.Ordinal) && a.Contains("HeNormal", StringComparison.Ordinal));
    }

    [Fact]
    public void Zeros_and_dead_units_are_counted_apart()
    {
        var network = new MonitoredRegression(seed: 3);
        network.Dense1.Kernel.Clear();
        network.Dense1.Kernel[0, 0] = 1;
        var monitor = new HealthMonitor();

        // The first unit is 0 for one sample of two; all others always.
        network.Fit(Dataset.Regression([1, 0, 0, 0, -1, 0, 0, 0], new float[4], 2), new() { Callbacks = [monitor] });

        var layer = monitor.Latest!.Layers[0];
        Assert.Equal((15 / 16.0, 7 / 8.0), (layer.ZeroFraction!.Value, layer.DeadFraction!.Value));
        Assert.Equal(["Relu6", "PRelu", "Linear"], monitor.Latest.Layers.Select(l => l.Activation));
        Assert.Equal(3, MonitoredRegression.Watch);
    }

    [Fact]
    public void Outputs_at_the_ends_of_tanh_and_sigmoid_are_saturated()
    {
        var network = new Monitored(seed: 3);
        network.Squash.Bias.Fill(100);
        network.Dense3.Kernel.Clear();
        network.Dense3.Bias.Clear();
        network.Dense3.Bias[1] = -20;
        var monitor = new HealthMonitor();

        Fit(network, monitor);

        Assert.Equal(1, monitor.Latest!.Layers[1].Saturation);
        Assert.Equal(0.25, monitor.Latest.Layers[2].Saturation);
        var advice = Assert.Single(monitor.Latest.Advice, a => a.Contains("saturation", StringComparison.Ordinal));
        Assert.StartsWith("squash: 100 %", advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_that_explode_or_vanish_are_named()
    {
        var network = new MonitoredRegression(seed: 3);
        var monitor = new HealthMonitor();
        network.Fit(Dataset.Regression([1, 2, 3, 4], [1e6f, -1e6f], 1), new() { Optimizer = new Sgd(1e-20f), Callbacks = [monitor] });
        Assert.Contains(monitor.Latest!.Advice, a => a.StartsWith("dense2:", StringComparison.Ordinal) && a.Contains("exploding", StringComparison.Ordinal));

        var small = new Monitored(seed: 3);
        foreach (ref var weight in small.Parameters.Slice(Monitored.ParameterCount - 15, 12))
            weight *= 1e-7f;
        Fit(small, monitor);
        var vanished = monitor.Latest!.Advice.Where(a => a.Contains("vanishing", StringComparison.Ordinal)).ToList();
        Assert.Equal(["dense1", "squash", "dense3"], vanished.Select(a => a.Split(':')[0]));
    }

    [Theory]
    [InlineData("input")]
    [InlineData("dense1")]
    [InlineData("squash")]
    [InlineData("dense4")]
    public void The_layer_that_nan_comes_from_is_named(string place)
    {
        var network = new Monitored(seed: 3);
        var data = FitTests.MakeData(32, seed: 1);
        switch (place)
        {
            case "input":
                var features = data.Features.ToArray();
                features[7] = float.NaN;
                data = Dataset.Classification(features, data.Labels.ToArray());
                break;
            case "dense1":
                network.Dense1.Bias[0] = float.PositiveInfinity;
                break;
            case "squash":
                network.Squash.Kernel[3, 2] = float.NaN;
                break;
            default:
                network.Dense4.Bias[1] = float.NaN;
                break;
        }

        var monitor = new HealthMonitor();
        network.Fit(data, new() { CheckFinite = false, Callbacks = [monitor] });

        Assert.Equal((1, place), (monitor.Latest!.Step, monitor.Latest.NonFiniteIn));
        Assert.Contains(place, Assert.Single(monitor.Latest.Advice), StringComparison.Ordinal);
        Assert.Contains("step 1", monitor.Latest.Advice[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Nan_between_two_looks_is_reported_at_once_with_the_way_to_find_its_layer()
    {
        var network = new Monitored(seed: 3);
        var monitor = new HealthMonitor();
        network.Fit(Data, new() { BatchSize = 1, Callbacks = [monitor], OnStep = p => network.Dense3.Bias[0] = p.Step == 5 ? float.NaN : 0 });

        Assert.Equal([1, 6], monitor.Reports.Select(r => r.Step));
        Assert.False(monitor.Latest!.HasActivations);
        Assert.NotNull(monitor.Latest.NonFiniteIn);
        Assert.Contains("EverySteps = 1", Assert.Single(monitor.Latest.Advice), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_attribute_it_sees_gradients_and_says_what_is_missing()
    {
        var monitor = new HealthMonitor();

        new Unmonitored(seed: 3).Fit(Data, new() { Callbacks = [monitor] });

        Assert.False(monitor.Latest!.HasActivations);
        Assert.Equal(["dense1", "squash", "dense3", "dense4"], monitor.Latest.Layers.Select(l => l.Name));
        Assert.All(monitor.Latest.Layers, l => Assert.True(l is { GradientNorm: > 0, ParameterNorm: > 0, ZeroFraction: null, Saturation: null, Activation: null }));
        Assert.Contains("[Monitor]", monitor.Latest.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_weights_are_the_same_bit_for_bit_with_it_and_without()
    {
        var alone = new Monitored(seed: 3);
        alone.Fit(Data, new() { Epochs = 2, BatchSize = 16 });
        var watched = new Monitored(seed: 3);
        watched.Fit(Data, new() { Epochs = 2, BatchSize = 16, Callbacks = [new HealthMonitor { EverySteps = 1 }] });
        var plain = new Unmonitored(seed: 3);
        plain.Fit(Data, new() { Epochs = 2, BatchSize = 16 });

        Assert.Equal(plain.Parameters.ToArray(), alone.Parameters.ToArray());
        Assert.Equal(plain.Parameters.ToArray(), watched.Parameters.ToArray());
    }

    [Fact]
    public void Steps_that_are_not_watched_allocate_nothing()
    {
        long AllocatedBy(int steps, int every) => Allocations.OfEach(() =>
        {
            var network = new Monitored(seed: 3);
            var options = new FitOptions<int> { StepsPerEpoch = steps, BatchSize = 1, Optimizer = new Adam(), Callbacks = [new HealthMonitor { EverySteps = every }] };
            return () => network.Fit(Data, options);
        });

        AllocatedBy(Data.Count, 10);

        Assert.Equal(AllocatedBy(1, 100), AllocatedBy(Data.Count, 100));
        Assert.True(AllocatedBy(1, 100) < AllocatedBy(Data.Count, 10));
    }

    [Fact]
    public void The_last_reports_are_kept_and_read_as_a_table()
    {
        var monitor = new HealthMonitor { EverySteps = 1, Capacity = 3 };

        Fit(new Monitored(seed: 3), monitor);

        Assert.Equal([8, 9, 10], monitor.Reports.Select(r => r.Step));
        var lines = monitor.Latest!.ToString().Split('\n');
        Assert.StartsWith("Step 10, epoch 2, loss ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["layer", "dense1", "squash", "dense3", "dense4"], lines.Skip(1).Select(l => l.Split(' ')[0]));
    }

    [Fact]
    public void Before_a_training_there_is_nothing_and_a_new_one_starts_anew()
    {
        var monitor = new HealthMonitor { EverySteps = 1 };
        Assert.Null(monitor.Latest);
        Assert.Empty(monitor.Values());

        Fit(new Monitored(seed: 3), monitor);
        Fit(new Monitored(seed: 3), monitor);

        Assert.Equal(10, monitor.Reports.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => new HealthMonitor { EverySteps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HealthMonitor { Capacity = 0 });
    }

    private static void Fit(Monitored network, params Callback[] callbacks) =>
        network.Fit(Data, new() { Epochs = 2, BatchSize = 16, Optimizer = new Sgd(1e-3f), Callbacks = callbacks });
}
