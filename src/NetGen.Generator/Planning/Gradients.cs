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

    /// <summary>The gradient that has come together for a stage's output, once all that take it have given theirs; null where none gives any.</summary>
    public Operand.Value? Total(int stage) => _totals[stage];

    /// <summary>A place for a stage's gradient, or for one term of it.</summary>
    public Operand.Value Place(int stage) => values.Add(NextName(stage), stages.Items[stage].Output.Length);

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
        var total = Place(stage);
        _totals[stage] = total;
        return [new KernelCall("Merge", "Add", [sum, term, new Use(total, Access.Write, Over: sum)])];
    }

    /// <summary>Passes a gradient on as it is.</summary>
    /// <returns>The call that adds it to what was there; none for the first.</returns>
    public IEnumerable<Call> Pass(int stage, Operand.Value gradient) => Add(stage, values.AddSame(NextName(stage), gradient));

    private string NextName(int stage)
    {
        var name = stages.Items[stage].LocalName + "Gradient";
        return _terms[stage]++ == 0 ? name : FormattableString.Invariant($"{name}{_terms[stage]}");
    }
}
