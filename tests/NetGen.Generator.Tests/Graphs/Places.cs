using NetGen.Generator.Planning;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>The places of a planned method, and from when to when each is in use. A place is called after the value that has it as its own.</summary>
internal sealed class Places
{
    private readonly PlannedMethod _method;

    public Places(PlannedMethod method)
    {
        _method = method;
        Calls = [.. method.Steps.SelectMany(step => step.Calls)];
        for (var time = 0; time < Calls.Count; time++)
        {
            // What is as long whatever the batch has a shelf of its own, and no part in this.
            foreach (var value in Calls[time].Uses.Select(use => use.Operand).OfType<Operand.Value>().Where(value => !method.Locals[value.Id].IsFixed))
            {
                var place = Of(value.Id);
                Lives[place] = Lives.TryGetValue(place, out var life) ? life with { Last = time } : new Life(time, time);
            }
        }
    }

    public IReadOnlyList<Call> Calls { get; }

    /// <summary>The first and the last call that names something at a place.</summary>
    public Dictionary<int, Life> Lives { get; } = [];

    /// <summary>The floats that no plan can do without: what is in use during one call, and stands apart.</summary>
    public int LowerBound => Calls.Count == 0 ? 0 : Enumerable.Range(0, Calls.Count)
        .Max(time => Lives.Where(pair => pair.Value.First <= time && time <= pair.Value.Last).Sum(pair => Rounded(pair.Key)));

    /// <summary>The place that a value has.</summary>
    public int Of(int value)
    {
        while (_method.Locals[value].AliasOf >= 0)
            value = _method.Locals[value].AliasOf;

        return value;
    }

    /// <summary>When something at a place is written, or read.</summary>
    public IEnumerable<int> Times(int place, bool isWritten) => Enumerable.Range(0, Calls.Count)
        .Where(time => Calls[time].Uses.Any(use => use.Operand is Operand.Value value && Of(value.Id) == place
            && use.Access != (isWritten ? Access.Read : Access.Write)));

    // Places start on cache lines.
    private int Rounded(int place) => (_method.Locals[place].Length + 15) / 16 * 16;

    internal sealed record Life(int First, int Last);
}
