using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.Training;

[Input(5)]
[Dense(40, Relu, KernelMaxNorm = 0.5)]
[Dense(3)]
[Softmax]
public partial class ConstrainedByDeclaration;

/// <summary>Kernels that are kept short after each step, one output unit at a time.</summary>
public class MaxNormTests
{
    private static Dataset<int> Data { get; } = FitTests.MakeData(40, seed: 1);

    [Fact]
    public void The_weights_of_a_unit_end_at_the_limit_where_they_would_be_longer()
    {
        var free = Fitted(_ => { });
        var constrained = Fitted(options => options.MaxNorm = 2.5);

        var norms = Norms(constrained, start: 0, inputs: 5, units: 7).Concat(Norms(constrained, start: 42, inputs: 7, units: 3)).ToArray();
        var without = Norms(free, start: 0, inputs: 5, units: 7).Concat(Norms(free, start: 42, inputs: 7, units: 3)).ToArray();

        Assert.Contains(without, norm => norm > 3);
        Assert.All(norms, norm => Assert.True(norm <= 2.5 * (1 + 1e-6), $"{norm}"));
        Assert.Contains(norms, norm => Math.Abs(norm - 2.5) < 1e-6);
        Assert.Contains(norms, norm => norm < 2.4);
    }

    [Fact]
    public void One_step_scales_long_columns_alone_and_no_bias()
    {
        var free = new SmallClassifier(seed: 3);
        var constrained = new SmallClassifier(seed: 3);
        free.Fit(Data, new() { BatchSize = 40, Shuffle = false, Optimizer = new Sgd(1) });
        constrained.Fit(Data, new() { BatchSize = 40, Shuffle = false, Optimizer = new Sgd(1), MaxNorm = 1 });

        var scaled = 0;
        foreach (var (start, inputs, units) in new[] { (0, 5, 7), (42, 7, 3) })
        {
            var norms = Norms(free.Parameters, start, inputs, units).ToArray();
            for (var i = 0; i < inputs * units; i++)
            {
                var before = free.Parameters[start + i];
                var norm = norms[i % units];
                scaled += norm > 1 ? 1 : 0;
                if (norm > 1)
                    Assert.Equal(before / norm, constrained.Parameters[start + i], 1e-7);
                else
                    Assert.Equal(before, constrained.Parameters[start + i]);
            }

            var bias = start + inputs * units;
            Assert.Equal(free.Parameters.Slice(bias, units).ToArray(), constrained.Parameters.Slice(bias, units).ToArray());
        }

        Assert.InRange(scaled, 5, 50);
    }

    [Fact]
    public void A_declared_limit_holds_in_TrainStep_too_and_goes_before_that_of_the_options()
    {
        var network = new ConstrainedByDeclaration(seed: 3);
        network.TrainStep(Data.Features, Data.Labels, new Sgd(1));
        Assert.All(Norms(network.Parameters, 0, 5, 40), norm => Assert.True(norm <= 0.5 * (1 + 1e-6)));
        Assert.Contains(Norms(network.Parameters, 240, 40, 3), norm => norm > 0.6);

        network.Fit(Data, new() { Epochs = 2, Optimizer = new Sgd(1), MaxNorm = 0.1 });
        Assert.Contains(Norms(network.Parameters, 0, 5, 40), norm => norm > 0.4);
        Assert.All(Norms(network.Parameters, 240, 40, 3), norm => Assert.True(norm <= 0.1 * (1 + 1e-6)));
    }

    [Fact]
    public void A_step_of_a_constrained_network_allocates_nothing()
    {
        var network = new ConstrainedByDeclaration(seed: 3);
        var optimizer = new Adam(0.01);
        void Step() => network.TrainStep(Data.Features, Data.Labels, optimizer);
        Step();
        Assert.Equal(0, Allocations.Of(Step));
    }

    [Fact]
    public void Lbfgs_refuses_a_network_that_declares_one_before_anything_changes()
    {
        var network = new ConstrainedByDeclaration(seed: 3);
        var before = network.Parameters.ToArray();
        Assert.Throws<ArgumentException>("optimizer", () => network.TrainStep(Data.Features, Data.Labels, new Lbfgs()));
        Assert.Throws<ArgumentException>("optimizer", () => network.Fit(Data, new() { Optimizer = new Lbfgs() }));
        Assert.Equal(before, network.Parameters.ToArray());
        Assert.Equal(0, network.Steps);
    }

    private static float[] Fitted(Action<FitOptions<int>> change)
    {
        var network = new SmallClassifier(seed: 3);
        var options = new FitOptions<int> { Epochs = 60, BatchSize = 8, Optimizer = new Adam(0.05) };
        change(options);
        network.Fit(Data, options);
        return network.Parameters.ToArray();
    }

    private static double[] Norms(ReadOnlySpan<float> parameters, int start, int inputs, int units)
    {
        var squares = new double[units];
        for (var i = 0; i < inputs * units; i++)
            squares[i % units] += (double)parameters[start + i] * parameters[start + i];
        return [.. squares.Select(Math.Sqrt)];
    }
}
