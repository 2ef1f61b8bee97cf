using System.Globalization;

namespace NetGen;

/// <summary>Says in words what is wrong with a network's training and what usually helps.</summary>
internal static class HealthAdvice
{
    /// <summary>The share of dead units from which on a layer is dying.</summary>
    private const double Dying = 0.5;

    /// <summary>The share of saturated outputs from which on hardly any gradient passes.</summary>
    private const double Saturated = 0.5;

    /// <summary>The gradient norm above which a layer's gradient explodes.</summary>
    private const double Exploding = 1000;

    /// <summary>The share of another layer's mean gradient below which a layer's vanishes.</summary>
    private const double Vanishing = 1e-4;

    public static IReadOnlyList<string> For(HealthReport report)
    {
        // Where a number is not finite, all that follows from it says nothing.
        if (report.NonFiniteIn is { } place)
            return [NonFinite(report, place)];

        return
        [
            .. report.Layers.Where(l => l.DeadFraction >= Dying).Select(l => Text(
                $"{l.Name}: {100 * l.DeadFraction:F0} % of its units are 0 for the whole batch (dying ReLU) and learn nothing. Try a smaller learning rate, LeakyRelu instead of {l.Activation}, or KernelInitializer = Initializer.HeNormal.")),
            .. report.Layers.Where(l => l.Saturation >= Saturated).Select(l => Text(
                $"{l.Name}: {100 * l.Saturation:F0} % of its outputs are at the ends of {l.Activation} (saturation), where hardly any gradient passes. Try a smaller learning rate, inputs scaled to about -1 to 1, smaller initial weights, or Relu.")),
            .. report.Layers.Where(l => l.GradientNorm > Exploding).Select(l => Text(
                $"{l.Name}: its gradient has the norm {l.GradientNorm:G3} (exploding). Try a smaller learning rate, gradient clipping, inputs and targets scaled to about -1 to 1, or smaller initial weights.")),
            .. Vanished(report),
        ];
    }

    private static string NonFinite(HealthReport report, string place) => (place, report.HasActivations) switch
    {
        ("input", _) => Text($"NaN or infinity in step {report.Step} came with the input. Look at the data; with CheckFinite the network refuses them and says where they are."),
        ("loss", true) => Text($"NaN or infinity in step {report.Step} came up in the loss, after finite outputs. Look at the labels, and at outputs that are too large; try a smaller learning rate."),
        (_, true) => Text($"NaN or infinity in step {report.Step} came up first in the layer {place}. Try a smaller learning rate, gradient clipping, or inputs and targets scaled to about -1 to 1."),
        _ => Text(
            $"NaN or infinity in step {report.Step}, whose layers' outputs were not seen; the gradients say {place}. For the layer that it came up in, declare the network with [Monitor] and train again with EverySteps = 1: the same seed makes the same steps."),
    };

    private static IEnumerable<string> Vanished(HealthReport report)
    {
        var learning = report.Layers.Where(l => l.ParameterCount > 0).ToList();
        if (learning.Count == 0)
            yield break;

        var greatest = learning.MaxBy(Mean)!;
        foreach (var layer in learning.Where(l => Mean(l) < Vanishing * Mean(greatest)))
        {
            yield return Text(
                $"{layer.Name}: its gradient is {Mean(layer) / Mean(greatest):G2} times that of {greatest.Name} (vanishing), so it hardly learns. Try Relu instead of Tanh or Sigmoid, KernelInitializer = Initializer.HeNormal, or fewer layers.");
        }
    }

    /// <summary>The root of the mean square, which layers of different sizes have in common.</summary>
    private static double Mean(LayerHealth layer) => (layer.GradientNorm ?? 0) / Math.Sqrt(layer.ParameterCount);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
