namespace NetGen.Benchmarks;

/// <summary>The classifier of Fashion-MNIST, without the flattening, which costs nothing.</summary>
[Input(784)]
[Dense(128, Relu)]
[Dense(10)]
[Softmax]
public partial class ImageClassifier;

/// <summary>A regression so small that what stands around the arithmetic shows.</summary>
[Input(32)]
[Dense(64, Tanh)]
[Dense(64, Tanh)]
[Dense(8)]
[MeanSquaredError]
public partial class SmallRegression;
