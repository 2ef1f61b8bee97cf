using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>The layers as the textbook has them, in double and in plain loops. Nothing here knows of kernels or plans.</summary>
internal static class DoubleLayers
{
    /// <summary>What a layer gives.</summary>
    /// <param name="node">The layer.</param>
    /// <param name="inputs">What it takes: one array a value, the samples one after another.</param>
    /// <param name="parameters">The network's.</param>
    /// <param name="mask">What dropout multiplies by; null outside training.</param>
    /// <param name="isTraining">Whether statistics are those of the batch.</param>
    public static double[] Forward(Node node, IReadOnlyList<double[]> inputs, double[] parameters, Func<int, double[]>? mask, bool isTraining) => node.Layer switch
    {
        Dense dense => Product(node, dense, inputs[0], parameters),
        PRelu => Sloped(inputs[0], parameters, node.Parameters[0]),
        Elementwise elementwise => [.. inputs[0].Select(x => Apply(elementwise, x))],
        BatchNorm batchNorm => Normalized(node, batchNorm, inputs[0], parameters, isTraining && !node.IsFrozen),
        Softmax => Softmaxed(inputs[0], node.InputShape.Last),
        Dropout => mask is null ? inputs[0] : [.. inputs[0].Zip(mask(inputs[0].Length), (x, m) => x * m)],
        Flatten or Linear => inputs[0],
        Add => Folded(inputs, (a, b) => a + b),
        Multiply => Folded(inputs, (a, b) => a * b),
        Maximum => Folded(inputs, Math.Max),
        Average => [.. Folded(inputs, (a, b) => a + b).Select(sum => sum / inputs.Count)],
        Concat => Beside(inputs, [.. node.Inputs.Select(type => type.Shape.Last)]),
        Dot dot => Dots(inputs[0], inputs[1], node.InputShape.Length, dot.Normalize),
        _ => throw new NotSupportedException($"No textbook formula of {node.Layer.Kind} is known."),
    };

    private static double Apply(Elementwise layer, double x) => layer.Name switch
    {
        "Relu" => x > 0 ? x : 0,
        "LeakyRelu" => x > 0 ? x : layer.Value * x,
        "Relu6" => Math.Min(Math.Max(x, 0), 6),
        "Elu" => x > 0 ? x : layer.Value * (Math.Exp(x) - 1),
        "Softplus" => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        "Sigmoid" => 1 / (1 + Math.Exp(-x)),
        "Tanh" => Math.Tanh(x),
        _ => throw new NotSupportedException($"No textbook formula of {layer.Name} is known."),
    };

    private static double[] Product(Node node, Dense dense, double[] input, double[] parameters)
    {
        var inputs = node.InputShape.Last;
        var rows = input.Length / inputs;
        var kernel = node.Parameters.Single(p => p.Name == "kernel").Offset;
        var bias = dense.UseBias ? node.Parameters.Single(p => p.Name == "bias").Offset : -1;
        var output = new double[rows * dense.Units];
        for (var row = 0; row < rows; row++)
        {
            for (var unit = 0; unit < dense.Units; unit++)
            {
                var sum = bias < 0 ? 0 : parameters[bias + unit];
                for (var i = 0; i < inputs; i++)
                    sum += input[(row * inputs) + i] * parameters[kernel + (i * dense.Units) + unit];

                output[(row * dense.Units) + unit] = sum;
            }
        }

        return output;
    }

    private static double[] Sloped(double[] input, double[] parameters, Parameter alpha) =>
        [.. input.Select((x, i) => x > 0 ? x : parameters[alpha.Offset + (i % alpha.Length)] * x)];

    private static double[] Normalized(Node node, BatchNorm layer, double[] input, double[] parameters, bool isOfBatch)
    {
        var channels = node.InputShape.Last;
        var output = new double[input.Length];
        for (var channel = 0; channel < channels; channel++)
        {
            double Of(string name, double otherwise) => node.Parameters.FirstOrDefault(p => p.Name == name) is { } own ? parameters[own.Offset + channel] : otherwise;
            double[] values = [.. input.Where((_, i) => i % channels == channel)];
            var mean = isOfBatch ? values.Average() : Of("movingMean", 0);
            var variance = isOfBatch ? values.Average(x => (x - mean) * (x - mean)) : Of("movingVariance", 1);
            var scale = Of("gamma", 1) / Math.Sqrt(variance + layer.Epsilon);
            for (var i = channel; i < input.Length; i += channels)
                output[i] = ((input[i] - mean) * scale) + Of("beta", 0);
        }

        return output;
    }

    private static double[] Softmaxed(double[] input, int columns)
    {
        var output = new double[input.Length];
        for (var start = 0; start < input.Length; start += columns)
        {
            var greatest = input.Skip(start).Take(columns).Max();
            var sum = input.Skip(start).Take(columns).Sum(x => Math.Exp(x - greatest));
            for (var i = start; i < start + columns; i++)
                output[i] = Math.Exp(input[i] - greatest) / sum;
        }

        return output;
    }

    private static double[] Folded(IReadOnlyList<double[]> inputs, Func<double, double, double> operation)
    {
        var output = inputs[0].ToArray();
        foreach (var input in inputs.Skip(1))
        {
            for (var i = 0; i < output.Length; i++)
                output[i] = operation(output[i], input[i]);
        }

        return output;
    }

    private static double[] Beside(IReadOnlyList<double[]> inputs, int[] columns)
    {
        var output = new List<double>();
        for (var row = 0; row < inputs[0].Length / columns[0]; row++)
        {
            for (var input = 0; input < inputs.Count; input++)
                output.AddRange(inputs[input].Skip(row * columns[input]).Take(columns[input]));
        }

        return [.. output];
    }

    private static double[] Dots(double[] a, double[] b, int columns, bool isNormalized)
    {
        var output = new double[a.Length / columns];
        for (var row = 0; row < output.Length; row++)
        {
            double dot = 0, squaresOfA = 0, squaresOfB = 0;
            for (var i = row * columns; i < (row + 1) * columns; i++)
            {
                dot += a[i] * b[i];
                squaresOfA += a[i] * a[i];
                squaresOfB += b[i] * b[i];
            }

            var norms = Math.Sqrt(squaresOfA) * Math.Sqrt(squaresOfB);
            output[row] = !isNormalized ? dot : norms == 0 ? 0 : dot / norms;
        }

        return output;
    }
}
