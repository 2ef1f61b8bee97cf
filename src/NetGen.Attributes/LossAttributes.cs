namespace NetGen;

/// <summary>
/// The base of every loss's attribute. A loss stands below the layers. Without one it follows from the last layer:
/// softmax has <see cref="CrossEntropyAttribute"/>, sigmoid <see cref="BinaryCrossEntropyAttribute"/>, anything else <see cref="MeanSquaredErrorAttribute"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LossAttribute : Attribute
{
    private protected LossAttribute()
    {
    }
}

/// <summary>
/// Cross-entropy with class indices as labels (<c>ReadOnlySpan&lt;int&gt;</c>), one for each row of the output; follows <c>[Softmax]</c> and is
/// computed with it from the logits: <c>log(sum_j exp(z_j)) - z_label</c>.
/// </summary>
public sealed class CrossEntropyAttribute : LossAttribute;

/// <summary>
/// Binary cross-entropy with labels in 0..1 (<c>ReadOnlySpan&lt;float&gt;</c>), as many as outputs; follows a sigmoid and is computed with it from the
/// logits: <c>max(z, 0) - z y + ln(1 + exp(-|z|))</c>, the mean over the outputs.
/// </summary>
public sealed class BinaryCrossEntropyAttribute : LossAttribute;

/// <summary>
/// The mean over the outputs of the Huber loss: of the error <c>e = output - label</c> half its square up to <see cref="Delta"/>, and
/// <c>Delta (|e| - Delta / 2)</c> beyond, so that outliers pull no harder; labels are <c>ReadOnlySpan&lt;float&gt;</c>, as many as outputs.
/// </summary>
public sealed class HuberAttribute : LossAttribute
{
    /// <summary>The error from which on the loss grows by its size and no longer by its square; finite and above 0, 1 unless said otherwise.</summary>
    public double Delta { get; set; } = 1;
}

/// <summary>The mean over the outputs of <c>(output - label)^2</c>; labels are <c>ReadOnlySpan&lt;float&gt;</c>, as many as outputs.</summary>
public sealed class MeanSquaredErrorAttribute : LossAttribute;
