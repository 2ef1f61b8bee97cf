namespace Samples.Digits;

/// <summary>Reads a handwritten digit of 8 x 8 pixels.</summary>
[Input(8, 8)]
[Flatten]
[Dense(64, Relu)]
[Dropout(0.2)]
[Dense(10)]
[Softmax]
public partial class DigitClassifier;
