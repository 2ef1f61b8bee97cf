using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Losses;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>Computes a network layer by layer in double: what the emitted code is measured by. It takes the graph as Binding made it, and no plan.</summary>
/// <param name="graph">The network.</param>
/// <param name="mask">What a dropout layer multiplies by in training: its number, its rate and how many values; null where there are none.</param>
internal sealed class DoubleInterpreter(NetworkGraph graph, Func<int, double, int, double[]>? mask = null)
{
    /// <summary>The outputs of a batch.</summary>
    public double[] Predict(double[] parameters, double[] inputs) => ValueOf(graph.Outputs[0].Wire, inputs, Values(parameters, inputs, isTraining: false));

    /// <summary>The loss of a batch in training, penalties included.</summary>
    public double Loss(double[] parameters, double[] inputs, double[] labels)
    {
        var values = Values(parameters, inputs, isTraining: true);

        // Both cross-entropies from the logits, as the language defines them: no logarithm sees a 0.
        var logits = graph.Head is { } head ? ValueOf(head.Wires[0], inputs, values) : ValueOf(graph.Outputs[0].Wire, inputs, values);
        var loss = graph.Loss switch
        {
            CrossEntropy => labels.Select((label, row) => RowLoss(logits.AsSpan(row * graph.Output.Last, graph.Output.Last), (int)label)).Average(),
            BinaryCrossEntropy => logits.Zip(labels, (z, y) => Math.Max(z, 0) - (z * y) + Math.Log(1 + Math.Exp(-Math.Abs(z)))).Average(),
            MeanSquaredError => logits.Zip(labels, (output, label) => (output - label) * (output - label)).Average(),
            Huber { Delta: var delta } => logits.Zip(labels, (output, label) => Math.Abs(output - label) is var e && e <= delta
                ? 0.5 * e * e
                : delta * (e - (0.5 * delta))).Average(),
            _ => throw new NotSupportedException($"No textbook formula of {graph.Loss.Kind} is known."),
        };
        return loss + Penalty(parameters);
    }

    /// <summary>The slopes of the loss on both sides of a parameter's value: where they differ, there is a kink.</summary>
    public (double Below, double Above) Slopes(double[] parameters, int index, double[] inputs, double[] labels, double loss)
    {
        const double step = 1e-6;
        var own = parameters.ToArray();
        own[index] = parameters[index] - step;
        var below = Loss(own, inputs, labels);
        own[index] = parameters[index] + step;
        return ((loss - below) / step, (Loss(own, inputs, labels) - loss) / step);
    }

    private static double RowLoss(ReadOnlySpan<double> logits, int label)
    {
        var greatest = double.NegativeInfinity;
        foreach (var logit in logits)
            greatest = Math.Max(greatest, logit);

        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - greatest);

        return Math.Log(sum) + greatest - logits[label];
    }

    private double Penalty(double[] parameters) => graph.Nodes.SelectMany(node => node.Parameters).Where(p => p.Penalties.Any).Sum(p =>
    {
        var own = parameters.Skip(p.Offset).Take(p.Length);
        return (p.Penalties.L1 * own.Sum(Math.Abs)) + (p.Penalties.L2 * own.Sum(w => w * w));
    });

    private List<double[]> Values(double[] parameters, double[] inputs, bool isTraining)
    {
        var values = new List<double[]>();
        var dropouts = 0;
        foreach (var node in graph.Nodes)
        {
            Func<int, double[]>? own = null;
            if (node.Layer is Dropout dropout && isTraining && mask is not null)
            {
                var number = dropouts++;
                own = length => mask(number, dropout.Rate, length);
            }

            values.Add(DoubleLayers.Forward(node, [.. node.Wires.Select(wire => ValueOf(wire, inputs, values))], parameters, own, isTraining));
        }

        return values;
    }

    private static double[] ValueOf(Wire wire, double[] inputs, List<double[]> values) => wire.IsInput ? inputs : values[wire.Node];
}
