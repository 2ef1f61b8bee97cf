using NetGen.Generator.Model;
using NetGen.Generator.Planning;
using NetGen.Generator.Protocol;

namespace NetGen.Generator.Tests.Graphs;

/// <summary><see cref="PlanCheck"/> can say no: plans that are damaged in every way that loses a value.</summary>
public class DamagedPlanTests
{
    private static readonly Lazy<IReadOnlyList<PlannedNetwork>> Networks = new(() =>
        PlannedNetwork.Of([.. Enumerable.Range(1000, 40).Select(seed => RandomDeclaration.Write(seed, $"Net{seed}", DeclarationStyle.Planned))]));

    [Fact]
    public void Two_values_in_one_place_are_reported()
    {
        var damages = 0;
        foreach (var (source, method) in Methods())
        {
            var places = new Places(method);
            foreach (var (kept, moved) in places.Lives.Keys.SelectMany(kept => places.Lives.Keys.Select(moved => (kept, moved))))
            {
                if (!Loses(places, kept, moved))
                    continue;

                var damaged = Moved(method, places, moved, method.Locals[kept].Offset);
                damages++;
                Assert.True(PlanCheck.Faults(damaged).Any(), $"{method.Locals[moved].Name} is in the place of {method.Locals[kept].Name}, in\n{source}");
            }
        }

        Assert.True(damages > 1000, $"Only {damages} plans were damaged.");
    }

    [Fact]
    public void Two_values_with_each_others_places_are_reported_where_a_third_is_lost()
    {
        var damages = 0;
        foreach (var (source, method) in Methods())
        {
            var places = new Places(method);
            foreach (var (one, other) in places.Lives.Keys.SelectMany(one => places.Lives.Keys.Where(other => other > one).Select(other => (one, other))))
            {
                var damaged = Moved(Moved(method, places, one, method.Locals[other].Offset), places, other, method.Locals[one].Offset);
                var others = places.Lives.Keys.Where(third => third != one && third != other);
                if (!others.Any(third => Covers(damaged, places, third, one) || Covers(damaged, places, third, other)))
                    continue;

                damages++;
                Assert.True(PlanCheck.Faults(damaged).Any(), $"{method.Locals[one].Name} and {method.Locals[other].Name} have changed places, in\n{source}");
            }
        }

        Assert.True(damages > 100, $"Only {damages} plans were damaged.");
    }

    [Fact]
    public void A_value_that_nobody_writes_is_reported()
    {
        var damages = 0;
        foreach (var (source, method) in Methods())
        {
            foreach (var step in method.Steps)
            {
                // In prediction a value may be written over and over by steps that work in place.
                var others = method.Steps.Where(s => s != step).ToList();
                var own = Values(step, isWritten: true).Except(others.SelectMany(s => Values(s, isWritten: true)));
                if (!own.Intersect(others.SelectMany(s => Values(s, isWritten: false))).Any())
                    continue;

                damages++;
                var damaged = method with { Steps = others.ToEquatableArray() };
                Assert.True(PlanCheck.Faults(damaged).Any(), $"Without {step.Comment} there is no fault, in\n{source}");
            }
        }

        Assert.True(damages > 500, $"Only {damages} plans were damaged.");
    }

    private static IEnumerable<(string Source, PlannedMethod Method)> Methods() =>
        Networks.Value.SelectMany(network => network.Plan.Methods.Select(method => (network.Source, method)));

    private static IEnumerable<int> Values(PlannedStep step, bool isWritten) => step.Calls
        .SelectMany(call => call.Uses)
        .Where(use => isWritten ? use.Access == Access.Write : use.Access != Access.Write)
        .Select(use => use.Operand)
        .OfType<Operand.Value>()
        .Select(value => value.Id);

    private static bool Covers(PlannedMethod damaged, Places places, int kept, int moved) =>
        damaged.Locals[kept].Offset < damaged.Locals[moved].Offset + damaged.Locals[moved].Length
        && damaged.Locals[moved].Offset < damaged.Locals[kept].Offset + damaged.Locals[kept].Length
        && Loses(places, kept, moved);

    /// <summary>Whether a value would be lost if another were written to its place: it is read later, and not written again before.</summary>
    private static bool Loses(Places places, int kept, int moved)
    {
        if (kept == moved)
            return false;

        var written = places.Times(kept, isWritten: true).ToList();
        var read = places.Times(kept, isWritten: false).ToList();
        return places.Times(moved, isWritten: true)
            .Any(time => written.Any(w => w < time) && read.Any(r => r > time && written.All(w => w <= time || w >= r)));
    }

    private static PlannedMethod Moved(PlannedMethod method, Places places, int place, int offset) => method with
    {
        Locals = method.Locals.Select((local, i) => places.Of(i) == place ? local with { Offset = offset } : local).ToEquatableArray(),
    };
}
