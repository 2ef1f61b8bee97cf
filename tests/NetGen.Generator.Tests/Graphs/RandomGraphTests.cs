using NetGen.Generator.Planning;
using NetGen.Generator.Protocol;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Graphs;

/// <summary>Plans of random graphs: nothing is read that is not there, and the arena is not much larger than it must be.</summary>
public class RandomGraphTests
{
    private const int Count = 200;

    private static readonly Lazy<IReadOnlyList<ExecutionPlan>> Plans = new(Plan);

    [Fact]
    public void Every_declaration_is_planned() => Assert.Equal(Count, Plans.Value.Count);

    [Fact]
    public void Nothing_is_read_that_is_not_there()
    {
        foreach (var plan in Plans.Value)
            Assert.All(plan.Methods, method => Assert.Empty(PlanCheck.Faults(method).Select(fault => $"{plan.Class.Name}: {fault}")));
    }

    [Fact]
    public void Every_parameter_that_learns_gets_its_gradient_once()
    {
        foreach (var plan in Plans.Value)
        {
            var written = plan.Methods.Single(m => m.Kind == PassKind.Backpropagate).Steps.SelectMany(step => step.Calls).SelectMany(call => call.Uses)
                .Where(use => use.Access == Access.Write).Select(use => use.Operand).OfType<Operand.Gradient>().Select(gradient => gradient.Parameter.Offset).Order();

            Assert.Equal(plan.Tensors.Select(t => t.Parameter).Where(p => !p.IsFrozen).Select(p => p.Offset).Order(), written);
        }
    }

    [Fact]
    public void The_arena_is_at_most_a_tenth_larger_than_what_lives_at_once()
    {
        foreach (var plan in Plans.Value)
        {
            foreach (var method in plan.Methods.Where(m => m.Kind != PassKind.Loss))
                Assert.True(method.ArenaEnd <= 1.1 * LivingAtOnce(method), $"{plan.Class.Name}.{method.Kind}: {method.ArenaEnd} floats where {LivingAtOnce(method)} live at once");
        }
    }

    [Fact]
    public void Forks_sums_and_shared_gradients_are_among_them()
    {
        var locals = Plans.Value.SelectMany(plan => plan.Methods).SelectMany(method => method.Locals).Select(local => local.Name).ToList();

        Assert.True(locals.Count(name => name.EndsWith("GradientSum", StringComparison.Ordinal)) > 50);
        Assert.Contains(locals, name => name.EndsWith("GradientSum2", StringComparison.Ordinal));
        Assert.Contains(locals, name => name.EndsWith("Rest", StringComparison.Ordinal));
        Assert.Contains(Plans.Value.SelectMany(plan => plan.Methods).SelectMany(method => method.Locals), local => local.IsSame);
    }

    [Fact]
    public void Places_that_were_given_wrongly_are_seen()
    {
        var seen = 0;
        foreach (var plan in Plans.Value)
        {
            var method = plan.Methods.Single(m => m.Kind == PassKind.Backpropagate);
            var damaged = method with { Locals = new([.. method.Locals.Select(local => local with { Offset = 0 })]) };
            seen += PlanCheck.Faults(damaged).Any() ? 1 : 0;
        }

        // Where a network holds one value at a time, there is nothing to damage.
        Assert.True(seen > Count * 3 / 4, $"{seen} of {Count}");
    }

    private static List<ExecutionPlan> Plan()
    {
        var project = UserProject.Of([.. Enumerable.Range(0, Count).Select(RandomDeclaration.Of)]);
        var result = UserProject.CreateDriver().RunGenerators(project).GetRunResult().Results.Single();
        return [.. result.TrackedSteps["Planning"].SelectMany(step => step.Outputs).Select(output => output.Value).OfType<ExecutionPlan>()];
    }

    /// <summary>The most floats that live during one call: from the call that first names a place to the one that last does.</summary>
    private static int LivingAtOnce(PlannedMethod method)
    {
        int Root(int value)
        {
            while (method.Locals[value].AliasOf >= 0)
                value = method.Locals[value].AliasOf;

            return value;
        }

        var lives = new Dictionary<int, (int First, int Last)>();
        var time = 0;
        foreach (var call in method.Steps.SelectMany(step => step.Calls))
        {
            foreach (var place in call.Uses.Select(use => use.Operand).OfType<Operand.Value>().Select(value => Root(value.Id)).Where(place => !method.Locals[place].IsFixed))
                lives[place] = (lives.TryGetValue(place, out var life) ? life.First : time, time);

            time++;
        }

        return Enumerable.Range(0, time)
            .Select(now => lives.Where(life => life.Value.First <= now && now <= life.Value.Last).Sum(life => (method.Locals[life.Key].Length + 15) / 16 * 16))
            .DefaultIfEmpty(0).Max();
    }
}
