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
