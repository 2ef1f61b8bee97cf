namespace NetGen.Benchmarks.Training;

/// <summary>784-128-10 whose layers can be watched.</summary>
[Monitor]
[Input(784)]
[Dense(128, Relu)]
[Dense(10)]
[Softmax]
public partial class WatchedClassifier;
