// Some of them are no good as networks: what the analyzer warns of must run all the same.
#pragma warning disable NG0021, NG0022, NG0023, NG0026, NG0027, NG0028, NG0042, NG0043

namespace NetGen.EndToEnd.Networks;

// The networks that the tests of this project share: every layer, activation and loss stands in at least one of them, and so does
// every way in which the compiler fuses, keeps, aliases or leaves out.

[Input(28, 28)]
[Flatten]
[Dense(128, Relu)]
[Dropout(0.2)]
[Dense(10)]
[Softmax]
public partial class FashionClassifier;

[Input(5)]
[Dense(7, Relu)]
[Dense(3)]
[Softmax]
public partial class SmallClassifier;

[Input(5)]
[Dense(9, LeakyRelu)]
[Dense(8, Elu)]
[Dense(7, Softplus)]
[Dense(6, Relu6)]
[Dense(4, Sigmoid)]
[BinaryCrossEntropy]
public partial class MultiLabel;

[Input(4)]
[Dense(17, Tanh, Name = "hidden", KernelL2 = 0.01, BiasL2 = 0.02)]
[Dense(3, KernelL1 = 0.01, BiasL1 = 0.02)]
public partial class Regression;

// A chunk of 16 of its samples would be longer than an array can be.
[Input(150_000_000)]
[Tanh]
public partial class Enormous;

[Input(4, 6)]
[Dense(5, Tanh)]
[Dense(3)]
[Softmax]
public partial class RowClassifier;

[Input(6)]
[Dense(8)]
[Dropout(0.5)]
[PRelu(InitialAlpha = 0.1)]
[Dense(5, PRelu, UseBias = false)]
[Dropout(0.25)]
[Dense(2, Tanh)]
[MeanSquaredError]
public partial class DroppedOut;

[Input(6)]
[LeakyRelu(Slope = 0.2)]
[Dense(8, Sigmoid)]
[Tanh]
[Elu(Alpha = 0.5)]
[Dense(4, Softmax)]
[Dense(3, Relu6)]
[Activation(Softplus)]
public partial class StackedActivations;

[Input(3, 2)]
[PRelu]
[Flatten]
[Dense(1, Sigmoid)]
public partial class AlphaFirst;

[Input(5)]
[Dense(4)]
[Softmax]
[MeanSquaredError]
public partial class SoftmaxRegression;

[Input(2, 3)]
[Dropout(0.5)]
[Flatten]
[Softmax]
public partial class NothingToLearn;

[Input(6)]
[Dense(8, Tanh, Name = "skip")]
[Dense(8, Relu)]
[Dense(8)]
[Add("skip")]
[Softplus]
[Dense(3)]
[Softmax]
public partial class Residual;

// What three layers take, a value merged with itself, merges of three, and one that reads its output on the way back.
[Input(5)]
[Dense(6, Softplus, Name = "stem")]
[Dense(6, Sigmoid, Name = "gate")]
[Multiply("stem")]
[Dropout(0.25)]
[Dense(6, Elu, Name = "side")]
[Dense(6, From = "stem", Name = "line")]
[Average("side", "gate", "line")]
[Multiply("stem", "average1", "side")]
[Maximum("line")]
[Add("maximum1")]
[Concat("input")]
[Dense(2)]
public partial class Forked;

[Input(4)]
[Dense(5, Tanh, Name = "left")]
[Dense(5, Softplus, From = "input", Name = "right")]
[Dot("left", "right", Normalize = true, Name = "angle")]
[Dot("left", "right")]
[Concat("angle")]
[Dense(2)]
public partial class Angles;

// Behind a sum several layers have one gradient, over which none of them may write before the others have read it.
[Input(4)]
[PRelu(Name = "first")]
[PRelu(From = "input", Name = "second")]
[Dense(4, Softplus, From = "input", Name = "third")]
[Dense(4, Tanh, From = "input", Name = "fourth")]
[Add("first", "second", "third", "fourth")]
[Dense(3)]
public partial class OneGradient;

// Frozen at the top, where nothing goes back to it, and in between, where gradients go through.
[Input(5)]
[Dense(6, Tanh, Trainable = false)]
[Dense(7, Softplus)]
[Dense(6, Sigmoid, KernelL2 = 0.01, Trainable = false)]
[PRelu(Trainable = false)]
[Dense(3)]
public partial class PartlyFrozen;

// Normalised over rows, before an activation and after one, with and without what is learned, and frozen.
[Input(4, 6)]
[Dense(5)]
[BatchNorm]
[Tanh]
[Flatten]
[Dense(7, Softplus)]
[BatchNorm(Momentum = 0.9, Epsilon = 0.01, Center = false)]
[BatchNorm(Trainable = false)]
[BatchNorm(Center = false, Scale = false)]
[Dense(3)]
[Softmax]
public partial class Normalized;

[Input(5)]
[BatchNorm(Scale = false)]
[Dense(4, Tanh)]
[Dropout(0.25)]
[BatchNorm(Momentum = 0.5)]
public partial class NormalizedFirst;

[Input(5)]
[Dense(Relu, OneOf = new[] { 7, 16, 33 })]
[Dropout(OneOf = new[] { 0.25, 0.5 })]
[Dense(3)]
[Softmax]
public partial class Tuned;

/// <summary>A network in a class, with members of its own.</summary>
public static partial class Outer
{
    [Input(3), Dense(4, Relu, KernelInitializer = Initializer.HeNormal, BiasInitializer = Initializer.Ones), Dense(2)]
    internal partial class Nested
    {
        public int Calls { get; private set; }

        public float First(float[] inputs)
        {
            Calls++;
            var outputs = new float[2];
            Predict(inputs, outputs);
            return outputs[0];
        }
    }
}
