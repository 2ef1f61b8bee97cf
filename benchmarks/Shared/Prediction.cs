namespace NetGen.Benchmarks;

/// <summary>784-128-10, the probabilities of a batch into memory that is there already.</summary>
internal sealed class Prediction(int batch)
{
    private readonly ImageClassifier _network = new(1);
    private readonly Floats _inputs = Floats.Uniform(batch * ImageClassifier.InputLength, 0, 1);
    private readonly Floats _outputs = new(batch * ImageClassifier.OutputLength);

    public void Predict() => _network.Predict(_inputs.Span, _outputs.Span);
}
