using System.Globalization;

namespace NetGen;

/// <summary>Says in words what is wrong with a network's training and what usually helps.</summary>
/// <remarks>It recommends what there is: a test looks for every name in its texts among the public ones.</remarks>
internal static class HealthAdvice
{
    /// <summary>The share of dead units from which on a layer is dying.</summary>
    private const double Dying = 0.5;

    /// <summary>The share of saturated outputs from which on hardly any gradient passes.</summary>
    private const double Saturated = 0.5;

    /// <summary>The gradient norm above which a layer's gradient explodes.</summary>
    private const double Exploding = 1000;

    /// <summary>
    /// The share of a later layer's gradient, weight by weight, below which a layer's vanishes. Networks that learn stay above 0.025 in the quiz that this
    /// was measured with; five sigmoid layers that do not learn have 0.0005 in the first and 0.009 in the third.
    /// </summary>
    private const double Vanishing = 0.02;

    /// <summary>
    /// The same of the gradient in proportion to the parameters, which a large layer of small weights has in common with a small one of large weights.
    /// </summary>
    private const double VanishingChange = 0.03;

    private const string Scaled = "scaled to about -1 to 1 (Standardize or MinMax as Preprocessor)";

    private const string Clipping = "gradient clipping (GlobalClipNorm, ClipNorm or ClipValue in FitOptions)";

    /// <summary>What helps against a loss that grows.</summary>
    public const string OfRunaway = $"Try a smaller learning rate, {Clipping}, or inputs and targets {Scaled}";

    public static IReadOnlyList<string> For(HealthReport report)
    {
        // Where a number is not finite, all that follows from it says nothing.
        if (report.NonFiniteIn is { } place)
            return [NonFinite(report, place)];

        return
        [
            .. report.Layers.Where(l => l.DeadFraction >= Dying).Select(l =>
                Text($"{l.Name}: {100 * l.DeadFraction:F0} % of its units are 0 for the whole batch (dying ReLU) and learn nothing. Try a smaller learning ")
                    + $"rate, LeakyRelu instead of {l.Activation}, or KernelInitializer = Initializer.HeNormal."),
            .. report.Layers.Where(l => l.Saturation >= Saturated).Select(l =>
                Text($"{l.Name}: {100 * l.Saturation:F0} % of its outputs are at the ends of {l.Activation} (saturation), where hardly any gradient ")
                    + $"passes. Try a smaller learning rate, inputs {Scaled}, smaller initial weights (KernelInitializer), or Relu."),
            .. report.Layers.Where(l => l.GradientNorm > Exploding).Select(l =>
                Text($"{l.Name}: its gradient has the norm {l.GradientNorm:G3} (exploding). Try a smaller learning rate, {Clipping}, weight regularization ")
                    + $"(KernelL2), inputs and targets {Scaled}, or smaller initial weights (KernelInitializer)."),
            .. Vanished(report),
        ];
    }

    private static string NonFinite(HealthReport report, string place) => (place, report.HasActivations) switch
    {
        ("input", _) => Text($"NaN or infinity in step {report.Step} came with the input. Look at the data; with CheckFinite, as FitOptions has it ")
            + "unless set to false, they are refused and the message says where they are.",
        ("loss", true) => Text($"NaN or infinity in step {report.Step} came up in the loss, after finite outputs. Look at the labels, and at outputs ")
            + "that are too large; try a smaller learning rate.",
        (_, true) => Text($"NaN or infinity in step {report.Step} came up first in the layer {place}. Try a smaller learning rate, {Clipping}, or ")
            + $"inputs and targets {Scaled}.",
        _ => Text($"NaN or infinity in step {report.Step}, whose layers' outputs were not seen; the gradients say {place}. For the layer that it came up ")
                + "in, declare the network with [Monitor] and train again with EverySteps = 1: the same seed makes the same steps.",
    };

    /// <summary>Layers that hardly learn because those above let no gradient through: from the loss down it gets less and less.</summary>
    private static IEnumerable<string> Vanished(HealthReport report)
    {
        // Slopes of activations are few and see all samples: their gradients are of another size.
        var learning = report.Layers.Where(l => l.HasKernel).ToList();
        for (var i = 0; i + 1 < learning.Count; i++)
        {
            var layer = learning[i];
            var above = learning.Skip(i + 1).MaxBy(Mean)!;
            var share = Mean(layer) / Mean(above);
            if (share < Vanishing && Change(layer) < VanishingChange * Change(above))
                yield return Text($"{layer.Name}: its gradient is {share:G2} times that of {above.Name} (vanishing), so it hardly learns. ")
                    + Remedy(report.Layers);
        }
    }

    private static string Remedy(IReadOnlyList<LayerHealth> layers)
    {
        // The last layer's activation belongs to the loss.
        var names = layers.Take(layers.Count - 1).Select(l => l.Activation).ToList();
        var saturating = names.OfType<string>().Where(a => a is "Sigmoid" or "Tanh").Distinct().ToList();
        return (saturating.Count > 0, names.Contains(null)) switch
        {
            (true, _) => $"Try Relu instead of {string.Join(" and ", saturating)}, with KernelInitializer = Initializer.HeNormal, or fewer layers; "
                + "neither more layers nor a larger learning rate helps.",
            (_, true) => "Try Relu where there is Tanh or Sigmoid, with KernelInitializer = Initializer.HeNormal, or fewer layers; neither more "
                + "layers nor a larger learning rate helps.",
            _ => $"Try KernelInitializer = Initializer.HeNormal, inputs {Scaled}, or fewer layers.",
        };
    }

    /// <summary>The root of the mean square, which layers of different sizes have in common.</summary>
    private static double Mean(LayerHealth layer) => (layer.GradientNorm ?? 0) / Math.Sqrt(layer.ParameterCount);

    private static double Change(LayerHealth layer) => layer.GradientNorm is { } norm and > 0 ? norm / (layer.ParameterNorm ?? 0) : 0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
