using System.Globalization;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>
/// Writes a declaration that is right, of layers of all kinds that take from anywhere above. The same seed gives the same text. What is left unread is merged
/// at the bottom, since a layer that nobody takes is an error.
/// </summary>
internal sealed class RandomDeclaration
{
    private static readonly string[] Activations = ["Relu", "LeakyRelu", "PRelu", "Relu6", "Elu", "Softplus", "Sigmoid", "Tanh", "Softmax"];

    private static readonly string[] Initializers = ["GlorotNormal", "HeUniform", "HeNormal", "LecunUniform", "LecunNormal", "RandomUniform", "RandomNormal"];

    private readonly Random _random;
    private readonly DeclarationStyle _style;
    private readonly DeclaredValues _values;
    private readonly List<string> _attributes = [];

    private RandomDeclaration(int seed, DeclarationStyle style)
    {
        _random = new Random(seed);
        _style = style;
        int[] extents = _random.Next(3) == 0 ? [_random.Next(1, 5), Extent()] : [Extent()];
        _values = new DeclaredValues(_random, new DeclaredValue("input", extents));
        if (_random.Next(8) == 0)
            _attributes.Add("[Monitor]");

        _attributes.Add($"[Input({Invariant(extents)})]");
    }

    /// <summary>The declaration of a class.</summary>
    public static string Write(int seed, string name, DeclarationStyle style)
    {
        var declaration = new RandomDeclaration(seed, style);
        for (var count = declaration._random.Next(1, style.Layers + 1); count > 0; count--)
            declaration.AddLayer();

        declaration.Close();
        declaration.AddLoss();
        return $"{string.Join('\n', declaration._attributes)}\npublic partial class {name};\n";
    }

    private void AddLayer()
    {
        switch (_random.Next(10))
        {
            case < 4:
                AddDense(Source(), Extent());
                break;
            case < 6:
                AddActivation(Source());
                break;
            case 6:
                AddUnusual(Source());
                break;
            default:
                AddMerge();
                break;
        }
    }

    private void AddDense(DeclaredValue from, int units)
    {
        int[] extents = [.. from.Extents.SkipLast(1), units];
        if (extents.Aggregate(1, (product, extent) => product * extent) > _style.Longest)
            return;

        List<string> kinds = ["Dense"], arguments = [Invariant([units])];
        if (_random.Next(2) == 0)
        {
            kinds.Add(Activations[_random.Next(Activations.Length)]);
            arguments.Add(kinds[1]);
        }

        if (_random.Next(4) == 0)
            arguments.Add("UseBias = false");

        foreach (var penalty in new[] { "KernelL1", "KernelL2", "BiasL1", "BiasL2" }.Where(_ => _random.Next(12) == 0))
            arguments.Add($"{penalty} = {Number(0.01)}");

        if (_random.Next(12) == 0)
            arguments.Add("KernelMaxNorm = 2.5");

        if (_random.Next(6) == 0)
            arguments.Add($"KernelInitializer = Initializer.{Initializers[_random.Next(Initializers.Length)]}");

        Add("Dense", kinds, extents, from, arguments);
    }

    private void AddActivation(DeclaredValue from)
    {
        var kind = Activations[_random.Next(Activations.Length)];
        var option = kind switch
        {
            "LeakyRelu" => "Slope",
            "Elu" => "Alpha",
            "PRelu" => "InitialAlpha",
            _ => null,
        };
        if (_random.Next(4) == 0)
            Add("Activation", [kind], from.Extents, from, [kind]);
        else
            Add(kind, [kind], from.Extents, from, option is not null && _random.Next(2) == 0 ? [$"{option} = {Number(1.5)}"] : []);
    }

    private void AddUnusual(DeclaredValue from)
    {
        var choice = _random.Next(4);
        if (choice == 3)
            AddBatchNorm(from);
        else if (choice == 0)
            AddFlatten(from);
        else if (choice == 1 && !ReferenceEquals(from, _values.Current))
            Add("Activation", ["Linear"], from.Extents, from, ["Linear"]);
        else
            Add("Dropout", ["Dropout"], from.Extents, from, [_random.Next(6) == 0 ? "0" : Number(0.6)]);
    }

    private void AddBatchNorm(DeclaredValue from)
    {
        string[] options = ["Center = false", "Scale = false", "Trainable = false"];
        Add("BatchNorm", ["BatchNorm"], from.Extents, from, options.Skip(_random.Next(4)).Take(1));
    }

    private void AddFlatten(DeclaredValue from) => Add("Flatten", ["Flatten"], [from.Length], from, []);

    private void AddMerge()
    {
        var first = Source();
        var kind = new[] { "Add", "Add", "Multiply", "Average", "Maximum", "Concat", "Concat", "Dot" }[_random.Next(8)];
        var count = kind == "Dot" ? 2 : _random.Next(3) == 0 ? _random.Next(3, 5) : 2;
        var fitting = _values.All.Where(value => kind == "Concat" ? value.IsBeside(first) : value.HasShapeOf(first)).ToList();
        List<DeclaredValue> merged = [first];
        while (merged.Count < count)
            merged.Add(fitting[_random.Next(fitting.Count)]);

        if (kind == "Dot" && first.Extents.Count > 1)
            kind = "Add";

        int[] extents = kind switch
        {
            "Concat" => [.. first.Extents.SkipLast(1), merged.Sum(value => value.Last)],
            "Dot" => [1],
            _ => [.. first.Extents],
        };
        if (extents.Aggregate(1, (product, extent) => product * extent) <= _style.Longest)
            AddMerge(kind, extents, merged);
    }

    /// <summary>A merge is written with the first of its values as the one above, by <c>From</c>, or among the names.</summary>
    private void AddMerge(string kind, IReadOnlyList<int> extents, IReadOnlyList<DeclaredValue> merged)
    {
        var isAbove = ReferenceEquals(merged[0], _values.Current) && merged.Count == 2 && _random.Next(4) > 0;
        var isNamed = !isAbove && _random.Next(2) == 0;
        var named = merged.Skip(isNamed ? 0 : 1).Select(_values.Quoted).ToList();
        foreach (var value in merged)
            _values.Take(value);

        if (kind == "Dot" && _random.Next(2) == 0)
            named.Add("Normalize = true");

        Add(kind, [kind], extents, isAbove || isNamed ? _values.Current : merged[0], named, takes: isAbove, isFromWritten: !isAbove && !isNamed);
    }

    /// <summary>Merges what nobody takes, side by side or position by position.</summary>
    private void Close()
    {
        if (_values.All.Count == 1)
            AddDense(_values.Current, 3);

        if (_values.UnreadAbove.Count == 0)
            return;

        var last = _values.Current;
        var isSum = _random.Next(2) == 0;
        List<DeclaredValue> ends = [];
        foreach (var end in _values.UnreadAbove.Append(last))
        {
            if (end.Extents.Count > 1)
                AddFlatten(end);

            var flat = end.Extents.Count > 1 ? _values.Current : end;
            if (isSum)
                AddDense(flat, 5);

            ends.Add(isSum ? _values.Current : flat);
        }

        if (isSum)
            AddMerge(new[] { "Add", "Multiply", "Average", "Maximum" }[_random.Next(4)], [5], ends);
        else
            AddMerge("Concat", [ends.Sum(end => end.Last)], ends);
    }

    private void AddLoss()
    {
        var units = _random.Next(1, 6);
        int[] extents = [.. _values.Current.Extents.SkipLast(1), units];
        switch (_random.Next(6))
        {
            case 0:
                break;
            case 1:
                _attributes.Add("[MeanSquaredError]");
                break;
            case 2:
                Add("Dense", ["Dense", "Softmax"], extents, _values.Current, [Invariant([units + 1]), "Softmax"]);
                break;
            case 3:
                Add("Dense", ["Dense"], extents, _values.Current, [Invariant([units])]);
                Add("Softmax", ["Softmax"], extents, _values.Current, []);
                _attributes.Add("[CrossEntropy]");
                break;
            case 4:
                Add("Dense", ["Dense", "Sigmoid"], extents, _values.Current, [Invariant([units]), "Sigmoid"]);
                _attributes.Add("[BinaryCrossEntropy]");
                break;
            default:
                Add("Sigmoid", ["Sigmoid"], _values.Current.Extents, _values.Current, []);
                break;
        }
    }

    private void Add(
        string attribute,
        IReadOnlyList<string> kinds,
        IReadOnlyList<int> extents,
        DeclaredValue from,
        IEnumerable<string> arguments,
        bool takes = true,
        bool? isFromWritten = null)
    {
        var written = arguments.ToList();
        if (isFromWritten ?? !ReferenceEquals(from, _values.Current))
            written.Add($"From = {_values.Quoted(from)}");

        if (takes)
            _values.Take(from);

        if (_values.Add(kinds, extents) is { } name)
            written.Add($"Name = \"{name}\"");

        _attributes.Add(written.Count == 0 ? $"[{attribute}]" : $"[{attribute}({string.Join(", ", written)})]");
    }

    private DeclaredValue Source() => _random.Next(4) == 0 ? _values.All[_random.Next(_values.All.Count)] : _values.Current;

    private int Extent() => _style.Extents[_random.Next(_style.Extents.Count)];

    private string Number(double most) => Math.Round(0.01 * most + most * _random.NextDouble(), 4).ToString(CultureInfo.InvariantCulture);

    private static string Invariant(IEnumerable<int> numbers) => string.Join(", ", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
