using System.Globalization;
using System.Text;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>Networks as nobody would draw them: forks, shortcuts and merges of everything with everything, which follow from a seed.</summary>
internal sealed class RandomDeclaration
{
    private static readonly string[] Activations = ["Relu", "LeakyRelu", "PRelu", "Relu6", "Elu", "Softplus", "Sigmoid", "Tanh", "Softmax"];
    private static readonly string[] Merges = ["Add", "Multiply", "Average", "Maximum"];
    private static readonly int[] Units = [1, 3, 5, 8, 17];

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<(string Name, int Width)> _values = [];
    private readonly HashSet<string> _unread = [];

    private RandomDeclaration(int seed) => _random = new Random(seed);

    /// <summary>A declaration without errors.</summary>
    public static string Of(int seed) => new RandomDeclaration(seed).Write(seed);

    private string Write(int seed)
    {
        var inputs = Pick(Units);
        _text.AppendLine(CultureInfo.InvariantCulture, $"[Input({inputs})]");
        _values.Add(("input", inputs));
        var count = _random.Next(2, 14);
        for (var i = 0; i < count; i++)
            AddLayer($"layer{i}");

        // Whatever nobody has taken yet, the last layers take.
        var open = _unread.ToList();
        if (open.Count > 1)
            _text.AppendLine(CultureInfo.InvariantCulture, $"[Concat({string.Join(", ", open.Select(Quoted))})]");

        _text.AppendLine("[Dense(2)]");
        _text.AppendLine(Pick(["", "[Softmax]", "[Sigmoid]", "[Tanh]"]));
        _text.AppendLine(CultureInfo.InvariantCulture, $"public partial class Net{seed};");
        return _text.ToString();
    }

    private void AddLayer(string name)
    {
        var (from, width) = _values[^1];
        var wire = "";
        if (_random.Next(3) == 0)
        {
            (from, width) = Pick(_values);
            wire = $", From = {Quoted(from)}";
        }

        var frozen = _random.Next(6) == 0 ? ", Trainable = false" : "";
        var kind = _random.Next(8);
        var alike = _values.Where(value => value.Width == width).Select(value => value.Name).ToList();
        var arguments = kind switch
        {
            0 or 1 => $"Dense({width = Pick(Units)}, {Pick(Activations)}",
            2 => $"Dense({width = Pick(Units)}",
            3 => $"Activation({Pick(Activations)}",
            4 => "Dropout(0.25",
            5 => "BatchNorm(",
            6 => Merge(Pick(Merges), alike, wire.Length > 0, ref from),
            _ => Concat(ref width),
        };
        var options = $"{wire}{frozen}, Name = {Quoted(name)})]";
        _text.AppendLine($"[{arguments}{(arguments.EndsWith('(') ? options[2..] : options)}");
        _unread.Remove(from);
        _unread.Add(name);
        _values.Add((name, width));
    }

    /// <summary>With one to three values, perhaps itself. With several names a merge takes no other value, but for that of From.</summary>
    private string Merge(string merge, List<string> alike, bool hasFrom, ref string taken)
    {
        var others = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Pick(alike)).ToList();
        _unread.ExceptWith(others);
        if (others.Count > 1 && !hasFrom)
            taken = others[0];

        return $"{merge}({string.Join(", ", others.Select(Quoted))}";
    }

    private string Concat(ref int width)
    {
        var (name, other) = Pick(_values);
        _unread.Remove(name);
        width += other;
        return $"Concat({Quoted(name)}";
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static string Quoted(string name) => $"\"{name}\"";
}
