namespace NetGen.Generator.Tests.Testing;

/// <summary>The declarations whose generated code is looked at.</summary>
internal static class Networks
{
    public const string FashionClassifier =
        """
        [Input(28, 28)]
        [Flatten]
        [Dense(128, Relu)]
        [Dropout(0.2)]
        [Dense(10)]
        [Softmax]
        public partial class FashionClassifier;
        """;

    public const string RegressionWithPenalties =
        """
        /// <summary>Predicts the price of a house.</summary>
        [Input(13)]
        [Dense(64, Tanh, KernelL2 = 0.001, KernelMaxNorm = 2.5)]
        [Dense(64, Tanh, KernelL1 = 0.0001, KernelL2 = 0.001, BiasL2 = 0.01)]
        [Dense(1)]
        [MeanSquaredError]
        public partial class HousePrice;
        """;

    public const string Forked =
        """
        [Input(6)]
        [Dense(16, Relu, Name = "stem")]
        [Dense(16, Tanh, Name = "gate")]
        [Multiply("stem")]
        [Dense(16)]
        [Add("stem")]
        [Relu]
        [Concat("input", "gate", From = "relu2")]
        [Dense(3)]
        [Softmax]
        public partial class Forked;
        """;

    public const string Normalized =
        """
        [Input(8)]
        [Dense(16, Name = "first", Trainable = false)]
        [BatchNorm]
        [Relu]
        [Dense(8)]
        [BatchNorm(Scale = false, Momentum = 0.9)]
        [Relu]
        [Dense(1)]
        public partial class Normalized;
        """;

    public const string MultiLabel =
        """
        [Input(20)]
        [Dense(32, PRelu)]
        [Dense(16)]
        [Elu(Alpha = 0.5)]
        [Dense(5, Sigmoid)]
        public partial class Tagger;
        """;

    public const string OnTheLastAxis =
        """
        [Input(28, 28)]
        [Dense(16, Relu)]
        [Dense(4)]
        public partial class Rows;
        """;

    public const string NamedLayers =
        """
        [Input(784)]
        [Dense(128, Relu, Name = "hidden")]
        [Dropout(0.5, Name = "noise")]
        [Dense(10, Softmax, Name = "Digits")]
        public partial class Named;
        """;

    public const string Nested =
        """
        namespace Some.Place;

        internal partial class Outer
        {
            internal partial record struct Middle
            {
                [Input(4)]
                [Dense(2)]
                internal partial class Net;
            }
        }
        """;

    public const string NoBias =
        """
        [Input(8)]
        [Dense(4, Relu, UseBias = false, KernelInitializer = Initializer.HeNormal)]
        [Dense(3, Softmax, UseBias = false)]
        public partial class Unbiased;
        """;

    public const string AllActivations =
        """
        [Input(12)]
        [Dense(12, Relu)]
        [Dense(12, LeakyRelu)]
        [Dense(12, PRelu)]
        [Dense(12, Relu6)]
        [Dense(12, Elu)]
        [Dense(12, Softplus)]
        [Dense(12, Sigmoid)]
        [Dense(12, Tanh)]
        [Activation(Linear)]
        [LeakyRelu(Slope = 0.2)]
        [PRelu(InitialAlpha = 0.1)]
        [Softmax]
        [Dense(2)]
        [Activation(Softplus)]
        public partial class Everything;
        """;

    public const string TwoChoices =
        """
        [Input(4)]
        [Dropout(OneOf = new[] { 0.1, 0.5 })]
        [Dense(2, ActivationOneOf = new[] { Linear, Tanh })]
        public partial class Tuned;
        """;

    public const string Monitored =
        """
        [Monitor]
        [Input(20)]
        [Dense(16, Tanh, Name = "squash")]
        [Dropout(0.2)]
        [PRelu]
        [Dense(3)]
        [Softmax]
        public partial class Observed;
        """;

    public static readonly IReadOnlyList<string> All =
        [FashionClassifier, RegressionWithPenalties, MultiLabel, OnTheLastAxis, NamedLayers, Nested, NoBias, AllActivations, TwoChoices, Monitored, Forked, Normalized];

    /// <summary>The one file that is generated for a declaration.</summary>
    public static string FileOf(string source) => Assert.Single(UserProject.Of(source).Generate().Generated).Value;
}
