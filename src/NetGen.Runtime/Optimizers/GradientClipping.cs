using System.Globalization;
using NetGen.Kernels;

namespace NetGen;

/// <summary>What is done to a gradient before it makes a step: one of three ways, or none.</summary>
/// <param name="Value">The greatest magnitude of a partial derivative.</param>
/// <param name="Norm">The greatest norm of the gradient of one parameter tensor.</param>
/// <param name="GlobalNorm">The greatest norm of the gradient of all parameters.</param>
internal readonly record struct GradientClipping(double? Value, double? Norm, double? GlobalNorm)
{
    /// <summary>Whether gradients stay as they are.</summary>
    public bool IsNone => Value is null && Norm is null && GlobalNorm is null;

    /// <summary>Itself; throws where a limit is out of range, or two are set. The names are those of the properties that users set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is not finite, or not above 0.</exception>
    /// <exception cref="ArgumentException">Two are set.</exception>
    public GradientClipping Checked()
    {
        // As a float, where the clipping computes with one.
        if (Value is { } magnitude)
            Hyperparameter.PositiveFloat(magnitude, nameof(Optimizer.ClipValue));
        if (Norm is { } each)
            Hyperparameter.Positive(each, nameof(Optimizer.ClipNorm));
        if (GlobalNorm is { } all)
            Hyperparameter.Positive(all, nameof(Optimizer.GlobalClipNorm));
        string[] names = [.. Named().Where(limit => limit.Value is not null).Select(limit => $"'{limit.Name}'")];
        return names.Length <= 1
            ? this
            : throw new ArgumentException(
                $"{string.Join(" and ", names)} are set; expected at most one of 'ClipValue', 'ClipNorm' and 'GlobalClipNorm'.", names[^1].Trim('\''));
    }

    /// <summary>The three limits and what users call them.</summary>
    public IEnumerable<(string Name, double? Value)> Named() =>
        [(nameof(Optimizer.ClipValue), Value), (nameof(Optimizer.ClipNorm), Norm), (nameof(Optimizer.GlobalClipNorm), GlobalNorm)];

    /// <summary>Why an optimizer cannot do with it.</summary>
    public static string NotFor(Optimizer optimizer) =>
        $"{optimizer.GetType().Name} looks for a minimum along its direction, which a clipped gradient does not belong to; use it without "
            + "'ClipValue', 'ClipNorm' and 'GlobalClipNorm'.";

    /// <summary>Clips a gradient in place.</summary>
    /// <param name="tensors">Which parameters belong together.</param>
    /// <param name="gradients">The gradient of all parameters.</param>
    public void Apply(ParameterTensor[] tensors, Span<float> gradients)
    {
        if (Value is { } magnitude)
            LongVectors.Clamp((float)magnitude, gradients);

        if (GlobalNorm is { } all)
            ClipTo(all, gradients);

        if (Norm is { } each)
        {
            foreach (var tensor in tensors)
                ClipTo(each, gradients.Slice(tensor.Offset, tensor.Length));
        }
    }

    /// <summary>The limits in words.</summary>
    public override string ToString() =>
        string.Join(", ", Named().Where(limit => limit.Value is not null)
            .Select(limit => string.Create(CultureInfo.InvariantCulture, $"{limit.Name} {limit.Value}")));

    // Squares of floats and their sums are in the range of a double: the norm is finite where all derivatives are. Where one is not, no number can be
    // right for the others; they become NaN, as TensorFlow's clip_by_global_norm has it, so that the step cannot pass for a good one.
    private static void ClipTo(double limit, Span<float> gradients)
    {
        var norm = Math.Sqrt(LongVectors.Dot(gradients, gradients));
        if (!double.IsFinite(norm))
            gradients.Fill(float.NaN);
        else if (norm > limit)
            LongVectors.Shrink(limit / norm, gradients);
    }
}
