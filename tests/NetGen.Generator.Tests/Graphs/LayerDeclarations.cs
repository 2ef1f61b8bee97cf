namespace NetGen.Generator.Tests.Graphs;

/// <summary>Small networks: each shows one layer in one of the places that the planner treats in its own way.</summary>
internal static class LayerDeclarations
{
    private static readonly string[] Activations = ["Relu", "LeakyRelu", "PRelu", "Relu6", "Elu", "Softplus", "Sigmoid", "Tanh", "Softmax"];

    private static readonly string[] Merges = ["Add", "Multiply", "Average", "Maximum", "Concat"];

    public static IReadOnlyList<string> All { get; } =
    [
        .. Products(),
        .. Activations.SelectMany(InPlaces),
        .. new[] { "LeakyRelu(Slope = 0)", "LeakyRelu(Slope = 0.3)", "LeakyRelu(Slope = 1)", "LeakyRelu(Slope = 2.5)" }.SelectMany(WithOption),
        .. new[] { "Elu(Alpha = 0.5)", "Elu(Alpha = 3)" }.SelectMany(WithOption),
        .. new[] { "PRelu(InitialAlpha = 0)", "PRelu(InitialAlpha = -0.5)", "PRelu(InitialAlpha = 1.7)" }.SelectMany(WithOption),
        .. Unusual(),
        .. Normalized(),
        .. Merges.SelectMany(Merged),
        .. Dots(),
    ];

    private static IEnumerable<string> Products()
    {
        yield return "[Input(5)] [Dense(3)]";
        yield return "[Input(1)] [Dense(1)]";
        yield return "[Input(5)] [Dense(4, Tanh, UseBias = false)] [Dense(3, UseBias = false)]";
        yield return "[Input(3, 5)] [Dense(4, Tanh)] [Dense(1)]";
        yield return "[Input(17)] [Dense(17, Elu)] [Dense(33, Sigmoid)] [Dense(2)]";
        yield return "[Input(4)] [Dense(3, Softmax)] [CrossEntropy]";
        yield return "[Input(2, 4)] [Dense(3)] [Softmax]";
        yield return "[Input(4)] [Dense(3, Sigmoid)] [BinaryCrossEntropy]";
        yield return "[Input(2, 4)] [Dense(1)] [Sigmoid]";
        yield return "[Input(4)] [Dense(3, Sigmoid)] [MeanSquaredError]";
        yield return "[Input(4)] [Dense(3)] [Huber]";
        yield return "[Input(4)] [Dense(3, Tanh)] [Huber(Delta = 0.25)]";
        yield return "[Input(2, 4)] [Dense(3)] [Huber(Delta = 3)]";
        foreach (var penalty in new[] { "KernelL1", "KernelL2", "BiasL1", "BiasL2" })
            yield return $"[Input(4)] [Dense(3, Tanh, {penalty} = 0.03)] [Dense(2)]";

        yield return "[Input(4)] [Dense(3, KernelL1 = 0.01, KernelL2 = 0.02, BiasL1 = 0.03, BiasL2 = 0.04)] [PRelu] [Dense(2, KernelL2 = 0.05)]";
        yield return "[Input(4)] [Dense(3, Tanh, KernelMaxNorm = 0.5)] [Dense(2)]";
        foreach (var initializer in Enum.GetNames<Initializer>())
            yield return $"[Input(4)] [Dense(3, Tanh, KernelInitializer = Initializer.{initializer}, BiasInitializer = Initializer.{initializer})] [Dense(2)]";
    }

    /// <summary>In a product's store above another product, alone, above all that learns, before another activation, beside what it takes, and last.</summary>
    private static IEnumerable<string> InPlaces(string activation) =>
    [
        $"[Input(5)] [Dense(4, {activation})] [Dense(2)]",
        $"[Input(2, 3)] [Dense(4, {activation})] [Flatten] [Dense(2)]",
        $"[Input(5)] [Dense(1)] [Activation({activation})] [Dense(2)]",
        $"[Input(5)] [{activation}] [Dense(2)]",
        $"[Input(5)] [Dense(4)] [{activation}] [PRelu] [Dense(2)]",
        $"[Input(5)] [Dense(4)] [PRelu] [{activation}(Name = \"own\")] [Dense(4, Name = \"side\")] [Add(\"dense1\", \"side\", \"own\")] [Dense(2)]",
        $"[Input(5)] [Dense(4, Name = \"stem\")] [{activation}] [Concat(\"stem\")] [Dense(2)]",
        $"[Input(5)] [Dense(4, {activation})] [MeanSquaredError]",
    ];

    private static IEnumerable<string> WithOption(string activation) =>
    [
        $"[Input(5)] [Dense(4)] [{activation}] [Dense(2)]",
        $"[Input(5)] [Dense(4, Sigmoid)] [{activation}] [Softplus] [Dense(2)]",
    ];

    private static IEnumerable<string> Unusual() =>
    [
        "[Input(3, 2)] [Flatten] [Dense(2)]",
        "[Input(3, 2)] [Dense(4, Tanh, Name = \"stem\")] [Flatten] [Dense(2)] [Flatten(From = \"stem\")] [Concat(\"dense2\")]",
        "[Input(4)] [Dense(3, Name = \"stem\")] [Tanh] [Activation(Linear, From = \"stem\")] [Multiply(\"tanh1\")] [Dense(2)]",
        "[Input(4)] [Dropout(0)] [Dense(2)]",
        "[Input(4)] [Dropout(0.3)] [Dense(5, Tanh)] [Dropout(0.6)] [Dense(2)]",
        "[Input(4)] [Dense(5, Elu, Name = \"stem\")] [Dropout(0.5)] [Dense(5)] [Dropout(0.4)] [Add(\"stem\", \"dropout1\", \"dropout2\")] [Dense(2)]",
        "[Input(4)] [Dense(5)] [Dropout(0.9)]",
        "[Input(4)] [Dense(1, Tanh, Name = \"a\")] [Dense(17, Name = \"b\")] [Concat(\"a\", \"input\", \"b\", \"a\")] [Dense(3)]",
    ];

    private static IEnumerable<string> Normalized() =>
    [
        "[Input(5)] [Dense(4)] [BatchNorm] [Relu] [Dense(2)]",
        "[Input(3, 4)] [Dense(17)] [BatchNorm(Momentum = 0.5, Epsilon = 0.1)] [Tanh] [Flatten] [Dense(2)]",
        "[Input(5)] [BatchNorm(Center = false)] [Dense(4, Elu)] [BatchNorm(Scale = false)] [Dense(2)]",
        "[Input(5)] [Dense(4, Tanh)] [BatchNorm(Center = false, Scale = false)] [Dense(2)]",
        "[Input(5)] [Dense(4, Tanh)] [BatchNorm(Trainable = false)] [Dense(3, Sigmoid, Trainable = false)] [PRelu(Trainable = false)] [Dense(2)]",
        "[Input(5)] [BatchNorm(Center = false, Scale = false)] [Dense(4, Tanh, Name = \"stem\")] [BatchNorm] [Add(\"stem\", \"batchNorm2\")] [Dense(2)]",
        "[Input(4)] [BatchNorm(Name = \"a\")] [BatchNorm(From = \"input\", Name = \"b\")] [Add(\"a\", \"b\")] [Dense(2)]",
    ];

    private static IEnumerable<string> Merged(string merge)
    {
        var values = new[] { "\"a\"", "\"b\"", "\"c\"", "\"d\"" };
        foreach (var (input, units) in new[] { ("5", 1), ("5", 5), ("2, 3", 3), ("3", 17) })
        {
            var above = $"[Input({input})] [Dense({units}, Tanh, Name = \"a\")]";
            var others = new[]
            {
                $" [Dense({units}, Sigmoid, Name = \"b\", From = \"input\")]",
                $" [Dense({units}, Name = \"c\", From = \"a\")]",
                $" [Dense({units}, Elu, Name = \"d\", From = \"a\")]",
            };
            for (var count = 2; count <= 4; count++)
                yield return $"{above}{string.Concat(others.Take(count - 1))} [{merge}({string.Join(", ", values.Take(count))})] [Dense(2)]";
        }

        const string stem = "[Input(4)] [Dense(4, Tanh, Name = \"a\")]";
        yield return $"{stem} [{merge}(\"a\")] [Dense(2)]";
        yield return $"{stem} [{merge}(\"a\", \"a\", \"a\")] [Dense(2)]";
        yield return $"{stem} [Dense(4, Name = \"b\")] [{merge}(\"a\", \"b\", \"a\")] [Tanh]";
        yield return $"{stem} [{merge}(\"input\")] [Dense(2)]";
        yield return $"{stem} [{merge}(\"a\", From = \"input\")]";
        yield return $"{stem} [{merge}(\"a\", \"input\", Name = \"m\")] [{merge}(\"m\")] [Dense(3)] [Softmax]";
        yield return $"{stem} [Dense(4)] [{merge}(\"a\", Name = \"m\")] [Tanh] [{merge}(\"m\")] [Dense(2)] [{merge}(\"dense3\")]";
    }

    private static IEnumerable<string> Dots()
    {
        foreach (var option in new[] { "", ", Normalize = false", ", Normalize = true" })
        {
            foreach (var units in new[] { 2, 5, 17 })
                yield return $"[Input(3)] [Dense({units}, Tanh, Name = \"a\")] [Dense({units}, From = \"input\")] [Dot(\"a\"{option})] [Dense(2)]";

            yield return $"[Input(3)] [Dense(1, Name = \"a\")] [Dense(1, Softplus, Name = \"b\")] [Dot(\"a\", \"b\"{option})] [Concat(\"a\")] [Dense(2)]";
            yield return $"[Input(3)] [Dense(4, Tanh, Name = \"a\")] [Dot(\"a\"{option})] [Concat(\"a\")] [Dense(2)]";
            yield return $"[Input(4)] [Dense(4, Tanh, Name = \"a\")] [Dot(\"input\"{option})] [Concat(\"a\")] [Dense(2)]";
        }
    }
}
