namespace NetGen.Benchmarks;

/// <summary>784-128-10, the probabilities of a batch into memory that is there already, from weights that do not change any more.</summary>
internal sealed class Prediction(int batch)
{
    private readonly Predictor _predictor = new ImageClassifier(1).Freeze();
    private readonly Floats _inputs = Floats.Uniform(batch * ImageClassifier.InputLength, 0, 1);
    private readonly Floats _outputs = new(batch * ImageClassifier.OutputLength);

    public void Predict() => _predictor.Predict(_inputs.Span, _outputs.Span);
}
