using System.Globalization;

namespace NetGen;

/// <summary>What a <see cref="HealthMonitor"/> saw in a step.</summary>
public sealed class HealthReport
{
    internal HealthReport(long step, int epoch, double loss, bool hasActivations, IReadOnlyList<LayerHealth> layers, string? nonFiniteIn)
    {
        Step = step;
        Epoch = epoch;
        Loss = loss;
        HasActivations = hasActivations;
        Layers = layers;
        NonFiniteIn = nonFiniteIn;
        Advice = HealthAdvice.For(this);
    }

    /// <summary>The step, from 1, counted over the whole training.</summary>
    public long Step { get; }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The mean loss of the step's batch, before its update.</summary>
    public double Loss { get; }

    /// <summary>
    /// Whether the outputs of the layers were seen: the network is declared with <c>[Monitor]</c>, and the step was one of those that are watched.
    /// </summary>
    public bool HasActivations { get; }

    /// <summary>The layers in their order: those with an activation or parameters, or, where the outputs were not seen, those with parameters.</summary>
    public IReadOnlyList<LayerHealth> Layers { get; }

    /// <summary>
    /// Where NaN or infinity came up first: <c>input</c>, the name of a layer, or <c>loss</c>; null where all was finite. The outputs come first, in the
    /// order in which they are computed, then the loss, then the gradients, in the order in which those are.
    /// </summary>
    public string? NonFiniteIn { get; }

    /// <summary>What is wrong and what helps, in words; empty where all is well.</summary>
    public IReadOnlyList<string> Advice { get; }

    /// <summary>The L2 norm of the whole gradient.</summary>
    public double GradientNorm => Math.Sqrt(Layers.Sum(l => l.GradientNorm is { } norm ? norm * norm : 0));

    /// <summary>All values by name, such as <c>health/dense1/zero_fraction</c>, and <c>health/gradient_norm</c>.</summary>
    public IEnumerable<MetricValue> Values() =>
        Layers.SelectMany(layer => layer.Values().Select(value => new MetricValue($"health/{layer.Name}/{value.Name}", value.Value))).Append(
            new("health/gradient_norm", GradientNorm));

    /// <summary>The layers as a table, and the advice.</summary>
    public override string ToString()
    {
        var table = TextTable.Format(
        [
            ["layer", "activation", "zero", "dead", "saturated", "gradient norm", "parameter norm"],
            .. Layers.Select(l => (string[])
            [
                l.Name, l.Activation ?? "", Share(l.ZeroFraction), Share(l.DeadFraction), Share(l.Saturation), Number(l.GradientNorm), Number(l.ParameterNorm),
            ]),
        ]);
        var note = HasActivations ? "" : "\nThe outputs of the layers were not seen: that needs [Monitor] on the class, and a step that is watched.";
        return string.Create(
            CultureInfo.InvariantCulture, $"Step {Step}, epoch {Epoch}, loss {Loss:G4}\n{table}{note}{string.Concat(Advice.Select(a => "\n- " + a))}");
    }

    private static string Share(double? value) => value is { } share ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:F0} %") : "";

    private static string Number(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "";
}
