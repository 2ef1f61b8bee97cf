namespace Samples.FashionMnist;

/// <summary>Tells ten kinds of clothes apart in grey images of 28 x 28 pixels.</summary>
[Input(28, 28)]
[Flatten]
[Dense(128, Relu)]
[Dense(10)]
[Softmax]
public partial class FashionClassifier;
