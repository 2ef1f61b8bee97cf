using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>
/// The gradients for the outputs of stages, and the only place that sums them: what several stages take gets a gradient from each. Layers and kernels know
/// nothing of it: they overwrite what they are given.
/// </summary>
internal sealed class Gradients(Stages stages, Values values)
{
    private readonly Operand.Value?[] _totals = new Operand.Value?[stages.Items.Count];
    private readonly int[] _terms = new int[stages.Items.Count];
    private readonly int[] _sums = new int[stages.Items.Count];
    private readonly HashSet<Operand.Value> _shared = [];

    /// <summary>The gradient that has come together for a stage's output, once all that take it have given theirs; null where none gives any.</summary>
    public Operand.Value? Total(int stage) => _totals[stage];

    /// <summary>A place for a stage's gradient, or for one term of it.</summary>
    public Operand.Value Place(int stage) => values.Add(NextName(stage), stages.Items[stage].Output.Length);

    /// <summary>A place of a stage's own, as long as its gradient.</summary>
    public Operand.Value Scratch(int stage, string name) => values.Add(stages.Items[stage].LocalName + name, stages.Items[stage].Output.Length);

    /// <summary>Takes what was written as a term of a stage's gradient.</summary>
    /// <returns>The call that adds it to what was there; none for the first.</returns>
    public IEnumerable<Call> Add(int stage, Operand.Value term)
    {
        if (_totals[stage] is not { } sum)
        {
            _totals[stage] = term;
            return [];
        }

        // A value of its own: the terms may be those of other stages as well. Where they are not, the sum takes their place.
        var total = values.Add(Numbered(stages.Items[stage].LocalName + "GradientSum", ref _sums[stage]), stages.Items[stage].Output.Length);
        _totals[stage] = total;
        return [new KernelCall("Merge", "Add", [sum, term, new Use(total, Access.Write, Over: sum)])];
    }

    /// <summary>Passes a gradient on as it is to some stages, which then have it together.</summary>
    /// <returns>The calls that add it to what was there; none where nothing was.</returns>
    public IEnumerable<Call> Pass(IReadOnlyList<int> to, Operand.Value gradient)
    {
        foreach (var stage in to)
        {
            var own = values.AddSame(NextName(stage), gradient);
            if (to.Count > 1 || _shared.Contains(gradient))
                _shared.Add(own);

            foreach (var call in Add(stage, own))
                yield return call;
        }
    }

    /// <summary>Whether other stages have a gradient as well, so that what is written over it would be lost to them.</summary>
    public bool IsShared(Operand.Value gradient) => _shared.Contains(gradient);

    private string NextName(int stage) => Numbered(stages.Items[stage].LocalName + "Gradient", ref _terms[stage]);

    private static string Numbered(string name, ref int count) => ++count == 1 ? name : FormattableString.Invariant($"{name}{count}");
}
