namespace Samples.BreastCancer;

/// <summary>Says from 30 measurements of cell nuclei how likely a tumour is benign; scikit-learn's <c>MLPClassifier</c> with its default of 100 hidden units.</summary>
[Input(30)]
[Dense(100, Relu)]
[Dense(1, Sigmoid)]
[BinaryCrossEntropy]
public partial class TumourClassifier;
