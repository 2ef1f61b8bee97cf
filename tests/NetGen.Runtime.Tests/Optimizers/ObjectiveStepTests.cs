using NetGen.Losses;
using NetGen.Runtime.Tests.Kernels;

namespace NetGen.Runtime.Tests.Optimizers;

/// <summary>A step on a loss that the optimizer evaluates by itself: every kind goes the same way.</summary>
public sealed class ObjectiveStepTests
{
    private static readonly ParameterTensor[] Tensors = [new("kernel", 0, [2, 1], default)];

    public static TheoryData<string> Names => [.. OptimizerTests.Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_loss_is_evaluated_once_and_the_update_is_that_of_its_gradient(string name)
    {
        Optimizer asked = OptimizerTests.Cases[name].Create(), given = OptimizerTests.Cases[name].Create();
        float[] parameters = Bits.Values(50, seed: 1), expected = (float[])parameters.Clone(), gradients = new float[50];
        for (var i = 1; i <= 3; i++)
        {
            var bowl = new Bowl(parameters);
            var result = Step(asked, parameters, gradients, ref bowl, isInFit: true);
            given.Step(this, expected, gradients);
            Assert.Equal((1, true), (bowl.Calls, result.IsMade));
            Assert.Equal((result.Before, i), (result.Shown, asked.Steps));
            Assert.Equal(expected, parameters);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Steps_after_the_first_allocate_nothing(string name)
    {
        var optimizer = OptimizerTests.Cases[name].Create();
        float[] parameters = Bits.Values(50, seed: 1), gradients = new float[50];
        void Run()
        {
            var bowl = new Bowl(parameters);
            Step(optimizer, parameters, gradients, ref bowl, isInFit: true);
        }

        Run();
        Assert.Equal(0, Allocations.Of(Run));
    }

    [Fact]
    public void A_loss_that_is_not_finite_leaves_the_parameters_in_a_fit_alone()
    {
        foreach (var isInFit in (bool[])[true, false])
        {
            var optimizer = new Sgd(0.5);
            float[] parameters = [1, 2], gradients = new float[2];
            var bowl = new Bowl(parameters) { Loss = double.PositiveInfinity };
            Assert.Equal(!isInFit, Step(optimizer, parameters, gradients, ref bowl, isInFit).IsMade);
            Assert.Equal(isInFit ? [1, 2] : [0.5f, 1], parameters);
            Assert.Equal(isInFit ? 0 : 1, optimizer.Steps);
        }
    }

    [Fact]
    public void Limits_are_kept_on_both_sides_of_the_update()
    {
        var optimizer = new Sgd(1) { ClipValue = 0.25 };
        float[] parameters = [3, 4], gradients = new float[2];
        var bowl = new Bowl(parameters);
        Step(optimizer, parameters, gradients, ref bowl, isInFit: false, new StepLimits(default, MaxNorm: 1));
        Assert.Equal([0.25f, 0.25f], gradients);
        Assert.Equal(1, Math.Sqrt(parameters[0] * parameters[0] + parameters[1] * parameters[1]), 1e-6);
    }

    [Fact]
    public void Lbfgs_reports_the_loss_that_it_reached()
    {
        var optimizer = new Lbfgs();
        float[] parameters = [3, 4], gradients = new float[2];
        var bowl = new Bowl(parameters);
        var result = Step(optimizer, parameters, gradients, ref bowl, isInFit: true);
        Assert.True(result.IsMade);
        Assert.Equal(12.5, result.Before.Loss);
        Assert.True(result.Shown.Loss < 12.5);
        Assert.True(bowl.Calls > 1);
    }

    private StepResult Step(Optimizer optimizer, float[] parameters, float[] gradients, ref Bowl bowl, bool isInFit, StepLimits limits = default)
    {
        var step = new OptimizerStep
        {
            Owner = this,
            Parameters = parameters,
            Gradients = gradients,
            Tensors = Tensors,
            Limits = limits,
            IsInFit = isInFit,
        };
        return optimizer.Step(step, AnyObjective.Of(ref bowl));
    }

    /// <summary>Half the sum of the squares. On the stack, as the loss of a network is.</summary>
    private ref struct Bowl(Span<float> parameters) : IObjective
    {
        private readonly Span<float> _parameters = parameters;

        public double? Loss { get; init; }

        public int Calls { get; private set; }

        public LossResult Evaluate(Span<float> gradients, Span<float> outputs)
        {
            Calls++;
            _parameters.CopyTo(gradients);
            var loss = 0.0;
            foreach (var value in _parameters)
                loss += 0.5 * value * value;
            return new(Loss ?? loss, 0, 1);
        }
    }
}
