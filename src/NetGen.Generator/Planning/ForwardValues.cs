using NetGen.Generator.Model;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>What the stages of a training step give, each in a place of its own, since backward may read it.</summary>
internal sealed class ForwardValues
{
    private readonly Stages _stages;
    private readonly Values _values;
    private readonly Dictionary<(int, string), Operand.Value> _kept = [];

    public ForwardValues(Stages stages, Values values)
    {
        (_stages, _values) = (stages, values);
        Learns = new bool[stages.Items.Count];
        for (var i = 0; i < Learns.Length; i++)
            Learns[i] = stages.Items[i].Learns || stages.Items[i].Sources.Any(source => source >= 0 && Learns[source]);

        Outputs = [.. stages.Items.Select(s => values.Add(s.LocalName, s.Output.Length))];
        Slopes = [.. stages.Items.Select((s, i) => s.KeepsSlope && Learns[i] ? values.Add(s.LocalName + "Slope", s.Output.Length) : null)];

        // Numbered, so that two layers draw apart.
        var count = 0;
        Draws = [.. stages.Items.Select(s => s.Layer.Has(LayerTraits.Draws) ? count++ : 0)];
    }

    /// <summary>Of each stage, whether it or one that it takes from learns: only those have gradients.</summary>
    public bool[] Learns { get; }

    public Operand.Value[] Outputs { get; }

    /// <summary>The slopes of the activations that keep them; null for the others.</summary>
    public Operand.Value?[] Slopes { get; }

    /// <summary>Which of the layers that draw each is.</summary>
    public int[] Draws { get; }

    /// <summary>The place of what a stage keeps for backward, by its name.</summary>
    public Operand.Value Keep(int stage, string name, Extent extent)
    {
        if (!_kept.TryGetValue((stage, name), out var place))
            _kept.Add((stage, name), place = _values.Add(_stages.Items[stage].LocalName + name, extent));

        return place;
    }

    /// <summary>What arrives at a stage.</summary>
    public EquatableArray<Operand> InputsOf(Stage stage) => stage.Sources.Select(ValueOf).ToEquatableArray();

    /// <summary>What a stage gives, or one of the network's inputs has.</summary>
    public Operand ValueOf(int source) => source < 0 ? new Operand.Input(~source) : Outputs[source];
}
