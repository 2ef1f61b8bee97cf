namespace NetGen.EndToEnd.Tables;

/// <summary>Tells left from right.</summary>
[Input(1)]
[Dense(8, Tanh)]
[Dense(2)]
[Softmax]
public partial class Sides;

/// <summary>Two numbers, or a number and the index of a town.</summary>
[Input(2)]
[Dense(4, Tanh)]
[Dense(2)]
[Softmax]
public partial class Places;

[Input(1)]
[Dense(1, Sigmoid)]
[BinaryCrossEntropy]
public partial class Side;

[Input(13)]
[Dense(8, Relu)]
[Dense(1)]
[MeanSquaredError]
public partial class Houses;
