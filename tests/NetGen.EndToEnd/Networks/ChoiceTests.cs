namespace NetGen.EndToEnd.Networks;

/// <summary>Networks whose declaration leaves something open, beside the same networks declared one by one.</summary>
public class ChoiceTests
{
    public static TheoryData<int> TunedNumbers => [.. Enumerable.Range(0, Tuned.ArchitectureCount)];

    public static TheoryData<int> ActivatedNumbers => [.. Enumerable.Range(0, Activated.ArchitectureCount)];

    [Fact]
    public void The_architectures_stand_in_the_order_of_the_choices_the_last_varying_fastest()
    {
        Assert.Equal(6, Tuned.ArchitectureCount);
        Assert.Equal(
            [
                "Dense1 units 7, Dropout1 rate 0.25",
                "Dense1 units 7, Dropout1 rate 0.5",
                "Dense1 units 16, Dropout1 rate 0.25",
                "Dense1 units 16, Dropout1 rate 0.5",
                "Dense1 units 33, Dropout1 rate 0.25",
                "Dense1 units 33, Dropout1 rate 0.5",
            ],
            Tuned.Architectures.Select(a => a.ToString()));
        Assert.Equal(
            [
                "Hidden units 6, Hidden activation PRelu, Activation1 function Tanh",
                "Hidden units 6, Hidden activation PRelu, Activation1 function Elu",
                "Hidden units 6, Hidden activation Relu, Activation1 function Tanh",
                "Hidden units 6, Hidden activation Relu, Activation1 function Elu",
            ],
            Activated.Architectures.Select(a => a.ToString()));
    }

    [Fact]
    public void The_first_architecture_is_the_class_itself()
    {
        Assert.IsType<Tuned>(Tuned.Architectures[0].Create(seed: 3));
        Assert.IsType<Tuned.Dense1Units7Dropout1Rate0_5>(Tuned.Architectures[1].Create(seed: 3));
        Assert.Equal(Tuned.ArchitectureCount, Tuned.Architectures.Select(a => a.Create(seed: 3).GetType()).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(TunedNumbers))]
    public void An_architecture_has_the_sizes_of_its_choices(int number)
    {
        var architecture = Tuned.Architectures[number];
        var network = architecture.Create(seed: 8);
        var units = int.Parse(architecture.Choices[0].Value, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal((5 * units) + units + (units * 3) + 3, architecture.ParameterCount);
        Assert.Equal(architecture.ParameterCount, network.Parameters.Length);
        Assert.Equal([5], network.InputShape.ToArray());
        Assert.Equal([3], network.OutputShape.ToArray());
        Assert.Equal(8, network.Seed);
    }

    [Theory]
    [MemberData(nameof(TunedNumbers))]
    public void An_architecture_of_units_and_rates_trains_to_the_bits_of_its_plain_declaration(int number) =>
        AssertSameTraining(Tuned.Architectures[number], Plain(number), Labels.Classes(3).Draw(new Random(1), 19));

    [Theory]
    [MemberData(nameof(ActivatedNumbers))]
    public void An_architecture_of_activations_trains_to_the_bits_of_its_plain_declaration(int number) =>
        AssertSameTraining(Activated.Architectures[number], PlainActivated(number), Labels.Values.Draw(new Random(1), 19 * 2));

    [Fact]
    public void A_range_is_the_list_of_its_values()
    {
        Assert.Equal(["7", "20", "33"], Ranged.Architectures.Select(a => a.Choices[0].Value).Distinct());
        Assert.Equal(["0.25", "0.5"], Ranged.Architectures.Select(a => a.Choices[1].Value).Distinct());
        Assert.IsType<Ranged.Dense1Units33Dropout1Rate0_5>(Ranged.Architectures[5].Create(seed: 1));
        foreach (var number in new[] { 0, 1, 4, 5 })
            AssertSameTraining(Ranged.Architectures[number], Plain(number), Labels.Classes(3).Draw(new Random(1), 19));
    }

    [Theory]
    [MemberData(nameof(TunedNumbers))]
    public void The_summary_of_an_architecture_is_that_of_its_plain_declaration_and_what_was_chosen(int number)
    {
        var architecture = Tuned.Architectures[number];

        Assert.Equal($"{Plain(number).Summary}\nChosen: {architecture}", architecture.Create(seed: 1).Summary);
    }

    [Fact]
    public void A_variant_of_rows_with_penalties_and_a_monitor_is_its_plain_declaration()
    {
        var variant = new Observed.RowsUnits7(seed: 4);
        var plain = new ObservedOfSeven(seed: 4);
        var inputs = Enumerable.Range(0, 19 * 10).Select(i => MathF.Sin(i)).ToArray();
        var labels = Labels.Classes(3).Draw(new Random(1), 19);
        var data = Dataset.Classification(inputs, labels, count: 19);

        foreach (var network in new Network<int>[] { variant, plain })
            network.Fit(data, new() { Epochs = 3, BatchSize = 8, Optimizer = new Adam(0.01f) });

        Assert.Equal(plain.Parameters, variant.Parameters);
        Assert.Equal(plain.Evaluate(data).Loss, variant.Evaluate(data).Loss);
        Assert.Equal(plain.Predict(inputs), variant.Predict(inputs));
        Assert.ThrowsAny<ArgumentException>(() => variant.TrainStep(inputs.AsSpan(0, 10), [3], new Adam()));
        Assert.Equal($"{plain.Summary}\nChosen: Rows units 7", variant.Summary);
    }

    [Fact]
    public void A_file_of_a_variant_is_one_of_its_plain_declaration()
    {
        var variant = new Tuned.Dense1Units33Dropout1Rate0_5(seed: 1);
        var plain = new Tuned33Half(seed: 2);
        using var file = new MemoryStream();
        variant.Save(file);
        file.Position = 0;
        plain.Load(file);

        Assert.Equal(variant.Parameters, plain.Parameters);
        file.Position = 0;
        Assert.Throws<InvalidDataException>(() => new Tuned().Load(file));
    }

    [Fact]
    public void A_variant_says_what_was_chosen()
    {
        var network = new Tuned.Dense1Units16Dropout1Rate0_5();

        Assert.StartsWith("Tuned.Dense1Units16Dropout1Rate0_5\n", network.ToString(), StringComparison.Ordinal);
        Assert.Contains("\nChosen: Dense1 units 16, Dropout1 rate 0.5", network.Summary, StringComparison.Ordinal);
        Assert.Contains("Dense(16, Relu)", network.Summary, StringComparison.Ordinal);
        Assert.Equal(16, network.Dense1.Bias.Length);
    }

    private static void AssertSameTraining<TLabel>(Architecture<TLabel> architecture, Network<TLabel> plain, TLabel[] labels)
        where TLabel : unmanaged
    {
        var network = architecture.Create(plain.Seed);
        var inputs = Enumerable.Range(0, 19 * 5).Select(i => MathF.Sin(i)).ToArray();
        var optimizers = (Own: new Adam(0.01f), Plain: new Adam(0.01f));
        var before = network.Parameters.ToArray();
        for (var step = 0; step < 20; step++)
            Assert.Equal(plain.TrainStep(inputs, labels, optimizers.Plain), network.TrainStep(inputs, labels, optimizers.Own));

        Assert.Equal(plain.Parameters, network.Parameters);
        Assert.False(network.Parameters.SequenceEqual(before));
    }

    private static Network<int> Plain(int number) => number switch
    {
        0 => new Tuned7Quarter(seed: 4),
        1 => new Tuned7Half(seed: 4),
        2 => new Tuned16Quarter(seed: 4),
        3 => new Tuned16Half(seed: 4),
        4 => new Tuned33Quarter(seed: 4),
        _ => new Tuned33Half(seed: 4),
    };

    private static Network<float> PlainActivated(int number) => number switch
    {
        0 => new PReluTanh(seed: 4),
        1 => new PReluElu(seed: 4),
        2 => new ReluTanh(seed: 4),
        _ => new ReluElu(seed: 4),
    };
}

[Input(5)]
[Dense(OneOf = new[] { 6 }, ActivationOneOf = new[] { PRelu, Relu }, Name = "hidden")]
[Dense(4)]
[Activation(OneOf = new[] { Tanh, Elu })]
[Dense(2)]
public partial class Activated;

[Input(5)]
[Dense(Relu, From = 7, To = 40, Step = 13)]
[Dropout(From = 0.25, To = 0.5, Step = 0.25)]
[Dense(3)]
[Softmax]
public partial class Ranged;

[Monitor, Input(2, 5)]
[Dense(PRelu, From = 6, To = 7, KernelL2 = 0.01, KernelMaxNorm = 1.5, Name = "rows")]
[Flatten, Dropout(0.25), Dense(4, Tanh, BiasL1 = 0.01), Dense(3), Softmax]
public partial class Observed;

[Monitor, Input(2, 5)]
[Dense(7, PRelu, KernelL2 = 0.01, KernelMaxNorm = 1.5, Name = "rows")]
[Flatten, Dropout(0.25), Dense(4, Tanh, BiasL1 = 0.01), Dense(3), Softmax]
public partial class ObservedOfSeven;

[Input(5), Dense(7, Relu), Dropout(0.25), Dense(3), Softmax]
public partial class Tuned7Quarter;

[Input(5), Dense(7, Relu), Dropout(0.5), Dense(3), Softmax]
public partial class Tuned7Half;

[Input(5), Dense(16, Relu), Dropout(0.25), Dense(3), Softmax]
public partial class Tuned16Quarter;

[Input(5), Dense(16, Relu), Dropout(0.5), Dense(3), Softmax]
public partial class Tuned16Half;

[Input(5), Dense(33, Relu), Dropout(0.25), Dense(3), Softmax]
public partial class Tuned33Quarter;

[Input(5), Dense(33, Relu), Dropout(0.5), Dense(3), Softmax]
public partial class Tuned33Half;

[Input(5), Dense(6, PRelu), Dense(4, Tanh), Dense(2)]
public partial class PReluTanh;

[Input(5), Dense(6, PRelu), Dense(4, Elu), Dense(2)]
public partial class PReluElu;

[Input(5), Dense(6, Relu), Dense(4, Tanh), Dense(2)]
public partial class ReluTanh;

[Input(5), Dense(6, Relu), Dense(4, Elu), Dense(2)]
public partial class ReluElu;
