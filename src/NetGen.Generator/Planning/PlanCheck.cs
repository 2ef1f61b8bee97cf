using NetGen.Generator.Protocol;

namespace NetGen.Generator.Planning;

/// <summary>
/// Goes through a planned method as it will run, with the arena in mind, and says what would be wrong: a value that is read before it is written, or after
/// another was written to its place.
/// </summary>
internal static class PlanCheck
{
    /// <summary>What is wrong; nothing where the plan is right.</summary>
    public static IEnumerable<string> Faults(PlannedMethod method)
    {
        // Who was last to write to each part of the arena that is still as it was written.
        var owners = new List<(int Start, int End, int Value)>(); // on either shelf
        foreach (var call in method.Steps.SelectMany(step => step.Calls))
        {
            foreach (var fault in Reads(method, call, owners))
                yield return fault;

            foreach (var value in call.Uses.Where(use => use.Access != Access.Read).Select(use => use.Operand).OfType<Operand.Value>())
                Write(method, value.Id, owners);
        }
    }

    private static IEnumerable<string> Reads(PlannedMethod method, Call call, List<(int Start, int End, int Value)> owners)
    {
        foreach (var value in call.Uses.Where(use => use.Access != Access.Write).Select(use => use.Operand).OfType<Operand.Value>())
        {
            if (!owners.Any(owner => IsSame(method, owner.Value, value.Id)))
                yield return $"{method.Locals[value.Id].Name} is read by {call} and is not there";
        }
    }

    private static void Write(PlannedMethod method, int value, List<(int Start, int End, int Value)> owners)
    {
        var (start, end) = (method.Locals[value].Offset, method.Locals[value].Offset + method.Locals[value].Length);
        owners.RemoveAll(owner => method.Locals[owner.Value].IsFixed == method.Locals[value].IsFixed && owner.Start < end && start < owner.End);
        owners.Add((start, end, value));
    }

    /// <summary>Whether what one value was written as is what another reads: itself, or another name for it.</summary>
    private static bool IsSame(PlannedMethod method, int written, int read)
    {
        while (read != written && method.Locals[read] is { IsSame: true } local)
            read = local.AliasOf;

        return read == written;
    }
}
