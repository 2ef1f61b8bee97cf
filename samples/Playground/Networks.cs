namespace Playground;

/// <summary>Tells two classes of points in the plane apart, with smooth borders.</summary>
[Input(2)]
[Dense(16, Tanh)]
[Dense(16, Tanh)]
[Dense(1, Sigmoid)]
[BinaryCrossEntropy]
public partial class TanhNetwork;

/// <summary>The same with borders of straight pieces.</summary>
[Input(2)]
[Dense(16, Relu)]
[Dense(16, Relu)]
[Dense(1, Sigmoid)]
[BinaryCrossEntropy]
public partial class ReluNetwork;
