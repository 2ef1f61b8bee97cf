namespace NetGen.Benchmarks.Training;

/// <summary>The network of samples/BreastCancer, which has the hidden layer that scikit-learn's MLPClassifier has unless told otherwise.</summary>
[Input(30)]
[Dense(100, Relu)]
[Dense(1, Sigmoid)]
[BinaryCrossEntropy]
public partial class TumourClassifier;
