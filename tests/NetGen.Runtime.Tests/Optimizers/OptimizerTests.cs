using NetGen.Runtime.Tests.Kernels;

namespace NetGen.Runtime.Tests.Optimizers;

public sealed class OptimizerTests
{
    private const int Count = 67;
    private const int StepCount = 100;

    public static TheoryData<string> Names => [.. Cases.Keys];

    internal static Dictionary<string, (Func<Optimizer> Create, KerasRules.Rule Rule)> Cases => KerasRules.Cases;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hundred_steps_follow_the_formula(string name)
    {
        var (create, rule) = Cases[name];
        var optimizer = create();
        float[] parameters = Bits.Values(Count, seed: 1);
        double[] expected = [.. parameters.Select(value => (double)value)];
        var moments = expected.Select(_ => new double[3]).ToArray();
        for (int step = 1; step <= StepCount; step++)
        {
            float[] gradients = Bits.Values(Count, seed: 100 + step);
            optimizer.Step(this, parameters, gradients);
            for (int i = 0; i < Count; i++)
                expected[i] += rule(gradients[i], moments[i], step, expected[i]);
        }

        Assert.Equal(StepCount, optimizer.Steps);
        for (int i = 0; i < Count; i++)
            Bits.AssertClose(expected[i], parameters[i], 3e-5, $"in parameter {i}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_length_gives_the_same_values_and_writes_nothing_past_its_end(string name)
    {
        float[] all = Bits.Values(160, seed: 2);
        float[] gradients = Bits.Values(160, seed: 3);
        var whole = (float[])all.Clone();
        var optimizer = Cases[name].Create();
        optimizer.Step(this, whole, gradients);
        optimizer.Step(this, whole, gradients);
        for (int length = 0; length <= 130; length++)
        {
            float[] some = Bits.Guarded(all.AsSpan(0, length));
            var other = Cases[name].Create();
            other.Step(this, some.AsSpan(0, length), gradients.AsSpan(0, length));
            other.Step(this, some.AsSpan(0, length), gradients.AsSpan(0, length));
            Assert.Equal(whole[..length], some[..length]);
            Bits.AssertUntouchedPast(some, length);
        }
    }

    /// <summary>Threads divide so many parameters, and none divides so few.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Many_parameters_at_once_are_updated_as_a_few_at_a_time(string name)
    {
        const int Some = 1000, Many = 50 * Some;
        float[] parameters = Bits.Values(Many, seed: 11), expected = (float[])parameters.Clone();
        var optimizer = Cases[name].Create();
        var others = Enumerable.Range(0, Many / Some).Select(_ => Cases[name].Create()).ToArray();
        for (var step = 0; step < 3; step++)
        {
            float[] gradients = Bits.Values(Many, seed: 12 + step);
            gradients[Many / 3] = 3e38f;
            optimizer.Step(this, parameters, gradients);
            for (var i = 0; i < others.Length; i++)
                others[i].Step(this, expected.AsSpan(i * Some, Some), gradients.AsSpan(i * Some, Some));
        }

        Assert.Equal(expected, parameters);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Moments_never_become_denormal(string name)
    {
        var optimizer = Cases[name].Create();
        float[] parameters = Bits.Values(Count, seed: 4);
        optimizer.Step(this, parameters, Bits.Values(Count, seed: 5));
        float[] tiny = Bits.Values(Count, seed: 6, from: -1e-20f, to: 1e-20f);
        var none = new float[Count];
        for (int step = 0; step < 4000; step++)
        {
            optimizer.Step(this, parameters, step % 2 == 0 ? none : tiny);
            foreach (var moments in optimizer.Moments())
                Assert.DoesNotContain(moments, float.IsSubnormal);
        }

        Assert.All(parameters, value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Steps_after_the_first_allocate_nothing(string name)
    {
        var optimizer = Cases[name].Create();
        float[] parameters = Bits.Values(1000, seed: 7);
        float[] gradients = Bits.Values(1000, seed: 8);
        optimizer.Step(this, parameters, gradients);
        Assert.Equal(0, Allocations.Of(() => optimizer.Step(this, parameters, gradients)));
    }

    [Fact]
    public void The_first_step_of_a_new_optimizer_does_allocate_its_moments()
    {
        float[] parameters = new float[1000], gradients = new float[1000];
        Assert.True(Allocations.OfEach(() =>
        {
            var optimizer = new Adam();
            return () => optimizer.Step(this, parameters, gradients);
        }) > 8000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_network_is_refused_with_both_names(string name)
    {
        var optimizer = Cases[name].Create();
        float[] parameters = [1, 2, 3];
        optimizer.Step(new FirstOwner(), parameters, new float[3]);
        var exception = Assert.Throws<InvalidOperationException>(() => optimizer.Step(new SecondOwner(), parameters, new float[3]));
        Assert.Contains(nameof(FirstOwner), exception.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(SecondOwner), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_instance_of_the_same_network_is_refused_too()
    {
        var first = new FirstOwner();
        var optimizer = new RmsProp();
        optimizer.Step(first, new float[3], new float[3]);
        Assert.Throws<InvalidOperationException>(() => optimizer.Step(new FirstOwner(), new float[3], new float[3]));
        optimizer.Step(first, new float[3], new float[3]);
        Assert.Equal(2, optimizer.Steps);
    }

    [Fact]
    public void Unlike_lengths_are_refused()
    {
        var optimizer = new Adam();
        Assert.Equal("gradients", Assert.Throws<ArgumentException>(() => optimizer.Step(this, new float[3], new float[4])).ParamName);
        Assert.Equal(0, optimizer.Steps);
        optimizer.Step(this, new float[3], new float[3]);
        Assert.Throws<InvalidOperationException>(() => optimizer.Step(this, new float[4], new float[4]));
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Learning_rates_and_epsilons_must_be_finite_and_positive(float value)
    {
        Assert.Equal("learningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(value)).ParamName);
        Assert.Equal("learningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp(value)).ParamName);
        Assert.Equal("learningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(value)).ParamName);
        Assert.Equal("learningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(value)).ParamName);
        Assert.Equal("learningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Nadam(value)).ParamName);
        Assert.Equal("learningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Adamax(value)).ParamName);
        Assert.Equal("learningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad(value)).ParamName);
        Assert.Equal("learningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta(value)).ParamName);
        Assert.Equal("learningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Lion(value)).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(epsilon: value)).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentOutOfRangeException>(() => new Nadam(epsilon: value)).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentOutOfRangeException>(() => new Adamax(epsilon: value)).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad(epsilon: value)).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta(epsilon: value)).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp(epsilon: value)).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(epsilon: value)).ParamName);
        var optimizer = new Sgd();
        Assert.Equal("LearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.LearningRate = value).ParamName);
        Assert.Equal(0.01f, optimizer.LearningRate);
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    public void Shares_must_be_at_least_zero_and_below_one(float value)
    {
        Assert.Equal("momentum", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(momentum: value)).ParamName);
        Assert.Equal("rho", Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp(rho: value)).ParamName);
        Assert.Equal("beta1", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: value)).ParamName);
        Assert.Equal("beta2", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta2: value)).ParamName);
        Assert.Equal("momentum", Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp(momentum: value)).ParamName);
        Assert.Equal("rho", Assert.Throws<ArgumentOutOfRangeException>(() => new Adadelta(rho: value)).ParamName);
        Assert.Equal("beta1", Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(beta1: value)).ParamName);
        Assert.Equal("beta2", Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(beta2: value)).ParamName);
        Assert.Equal("beta1", Assert.Throws<ArgumentOutOfRangeException>(() => new Nadam(beta1: value)).ParamName);
        Assert.Equal("beta2", Assert.Throws<ArgumentOutOfRangeException>(() => new Nadam(beta2: value)).ParamName);
        Assert.Equal("beta1", Assert.Throws<ArgumentOutOfRangeException>(() => new Adamax(beta1: value)).ParamName);
        Assert.Equal("beta2", Assert.Throws<ArgumentOutOfRangeException>(() => new Adamax(beta2: value)).ParamName);
        Assert.Equal("beta1", Assert.Throws<ArgumentOutOfRangeException>(() => new Lion(beta1: value)).ParamName);
        Assert.Equal("beta2", Assert.Throws<ArgumentOutOfRangeException>(() => new Lion(beta2: value)).ParamName);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void What_starts_or_decays_must_be_finite_and_not_negative(float value)
    {
        Assert.Equal("initialAccumulatorValue", Assert.Throws<ArgumentOutOfRangeException>(() => new Adagrad(initialAccumulatorValue: value)).ParamName);
        Assert.Equal("weightDecay", Assert.Throws<ArgumentOutOfRangeException>(() => new AdamW(weightDecay: value)).ParamName);
        Assert.Equal((0f, 0f), (new Adagrad(initialAccumulatorValue: 0).InitialAccumulatorValue, new AdamW(weightDecay: 0).WeightDecay));
    }

    [Fact]
    public void The_defaults_are_those_of_Keras()
    {
        RmsProp rmsProp = new();
        Assert.Equal((0.001f, 0.9f, 1e-7f, 0f, false), (rmsProp.LearningRate, rmsProp.Rho, rmsProp.Epsilon, rmsProp.Momentum, rmsProp.Centered));
        AdamW adamW = new();
        Assert.Equal((0.001f, 0.004f, 0.9f, 0.999f, 1e-7f), (adamW.LearningRate, adamW.WeightDecay, adamW.Beta1, adamW.Beta2, adamW.Epsilon));
        Assert.Equal((0.001f, 0.9f, 0.999f, 1e-7f), (new Nadam().LearningRate, new Nadam().Beta1, new Nadam().Beta2, new Nadam().Epsilon));
        Assert.Equal((0.001f, 0.9f, 0.999f, 1e-7f), (new Adamax().LearningRate, new Adamax().Beta1, new Adamax().Beta2, new Adamax().Epsilon));
        Assert.Equal((0.001f, 0.1f, 1e-7f), (new Adagrad().LearningRate, new Adagrad().InitialAccumulatorValue, new Adagrad().Epsilon));
        Assert.Equal((0.001f, 0.95f, 1e-7f), (new Adadelta().LearningRate, new Adadelta().Rho, new Adadelta().Epsilon));
        Assert.Equal((0.001f, 0.9f, 0.99f), (new Lion().LearningRate, new Lion().Beta1, new Lion().Beta2));
        Assert.False(new Adam().AmsGrad);
        Assert.False(adamW.AmsGrad);
    }

    [Fact]
    public void Literals_of_doubles_are_the_floats_next_to_them()
    {
        var adam = new Adam(0.01, 0.8, 0.99, 1e-8);
        Assert.Equal((0.01f, 0.8f, 0.99f, 1e-8f), (adam.LearningRate, adam.Beta1, adam.Beta2, adam.Epsilon));
        Assert.Equal((new Adam().LearningRate, new Adam().Beta1, new Adam().Beta2, new Adam().Epsilon), (0.001f, 0.9f, 0.999f, 1e-7f));
        Assert.Equal((new RmsProp(0.02, 0.85, 1e-6).LearningRate, new RmsProp(rho: 0.85).Rho, new RmsProp(epsilon: 1e-6).Epsilon), (0.02f, 0.85f, 1e-6f));
        Assert.Equal((new Sgd(0.05, 0.9).LearningRate, new Sgd(momentum: 0.9).Momentum), (0.05f, 0.9f));
        Assert.Equal((1e-5f, 1e-3f, 0.7f), (new Lbfgs(tolerance: 1e-5).Tolerance, new Lbfgs(decrease: 1e-3).Decrease, new Lbfgs(curvature: 0.7).Curvature));
        Assert.Equal("learningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(1e-60)).ParamName);
        Assert.Equal("learningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(1e60)).ParamName);
        Assert.Equal("beta1", Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(beta1: 0.9999999999)).ParamName);
    }

    [Fact]
    public void The_learning_rate_may_change_between_steps()
    {
        var optimizer = new Sgd(1);
        float[] parameters = [0];
        optimizer.Step(this, parameters, [1]);
        optimizer.LearningRate = 0.25f;
        optimizer.Step(this, parameters, [1]);
        Assert.Equal(-1.25f, parameters[0]);
    }

    [Fact]
    public unsafe void Moments_are_aligned_to_64_bytes()
    {
        for (int length = 1; length < 40; length++)
        {
            var floats = new AlignedFloats(length);
            Assert.Equal(length, floats.Span.Length);
            fixed (float* pointer = floats.Span)
                Assert.Equal(0u, (nuint)pointer % 64);
            Assert.All(floats.Span.ToArray(), value => Assert.Equal(0, value));
        }
    }

    private sealed class FirstOwner;

    private sealed class SecondOwner;
}
