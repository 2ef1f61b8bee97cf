// They are there to be run, not to be good.
#pragma warning disable NG0021, NG0022, NG0023, NG0026, NG0027, NG0028, NG0042, NG0043

namespace NetGen.Trainee;

/// <summary>Every layer and activation, before and after a product and alone, with sizes around vectors and tiles.</summary>
[Input(3, 20)]
[PRelu]
[Flatten]
[Dense(70, Relu)]
[Dense(70, LeakyRelu)]
[Dense(33, PRelu)]
[Dense(70, Elu)]
[Dropout(0.1)]
[Tanh]
[Dense(64, Softplus)]
[Sigmoid]
[Dense(48, Sigmoid)]
[Elu]
[Dense(40, Tanh)]
[Softplus]
[Dense(70, Relu6)]
[Relu6]
[Relu]
[LeakyRelu]
[Activation(Tanh)]
[Dense(30, Softmax)]
[Dense(10, Linear, KernelMaxNorm = 2)]
[Softmax]
[CrossEntropy]
public partial class Every;

/// <summary>Every merge, with two values and with three, and layers that do not learn.</summary>
[Input(20)]
[Dense(40, Tanh, Name = "stem")]
[PRelu(Trainable = false)]
[Dense(40, Sigmoid, Trainable = false, Name = "gate")]
[Multiply("stem")]
[BatchNorm]
[Dense(40, Elu, Name = "side")]
[BatchNorm(Trainable = false, Name = "normalized")]
[Average("stem", "gate", "normalized")]
[Maximum("stem")]
[Maximum("maximum1", "side", "gate", Name = "greatest")]
[Add("multiply1")]
[Dot("stem", From = "greatest", Name = "product")]
[Dot("side", "greatest", Normalize = true, Name = "angle")]
[Concat("add1", "product", "angle")]
[Dense(7)]
[MeanSquaredError]
public partial class Merged;

/// <summary>Wide enough that threads divide everything.</summary>
[Input(300)]
[Dense(300, Tanh, KernelL1 = 0.0001, KernelL2 = 0.0001)]
[Dropout(0.2)]
[Dense(200, Sigmoid)]
[Dense(100)]
[Softmax]
public partial class Large;

[Input(17)]
[Dense(12, Elu)]
[Dense(5, Sigmoid)]
[BinaryCrossEntropy]
public partial class Labels;

[Input(40)]
[Dense(16, Tanh)]
[Dense(8, Softplus, UseBias = false)]
[Dense(3)]
[MeanSquaredError]
public partial class Curve;

[Input(9)]
[Dense(5, Relu)]
[Dense(3)]
[Huber(Delta = 0.5)]
public partial class Robust;
