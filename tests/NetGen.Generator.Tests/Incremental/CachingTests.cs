using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Incremental;

/// <summary>What an edit makes the generator do again, step by step.</summary>
public class CachingTests
{
    private const IncrementalStepRunReason Cached = IncrementalStepRunReason.Cached;
    private const IncrementalStepRunReason Unchanged = IncrementalStepRunReason.Unchanged;
    private const IncrementalStepRunReason Modified = IncrementalStepRunReason.Modified;

    private const string First =
        """
        [Input(4)]
        [Dense(8, Relu)]
        [Dense(2)]
        public partial class First;
        """;

    private const string Second =
        """
        [Input(4)]
        [Dense(3)]
        [Softmax]
        public partial class Second;
        """;

    private static readonly string[] Steps = ["Parsing", "Binding", "Planning", "Emit"];

    [Fact]
    public void A_file_added_elsewhere_leaves_every_step_cached()
    {
        var project = UserProject.Of(First);

        AssertReasons(project, project.AddSyntaxTrees(UserProject.Parse("public class Other;", "Other.cs")), [Cached], [Cached], [Cached], [Cached]);
    }

    [Fact]
    public void An_edit_in_another_file_leaves_every_step_cached()
    {
        var project = UserProject.Of(First, "public class Other { public int A => 1; }");

        AssertReasons(project, Edit(project, 1, "public class Other { public int B => 2; }"), [Cached], [Cached], [Cached], [Cached]);
    }

    [Fact]
    public void A_comment_in_the_class_s_own_file_leaves_every_step_cached()
    {
        var project = UserProject.Of(First);

        AssertReasons(project, Edit(project, 0, "// A comment.\n" + First.Replace("[Dense(2)]", "[Dense( 2 )] // two", StringComparison.Ordinal)), [Cached], [Cached], [Cached], [Cached]);
    }

    [Fact]
    public void A_changed_body_in_the_class_leaves_every_step_cached()
    {
        var project = UserProject.Of(First.Replace(";", " { int Twice(int a) => a * 2; }", StringComparison.Ordinal));

        AssertReasons(project, Edit(project, 0, First.Replace(";", " { int Twice(int a) => a + a; }", StringComparison.Ordinal)), [Cached], [Cached], [Cached], [Cached]);
    }

    [Fact]
    public void A_changed_attribute_runs_every_step()
    {
        var project = UserProject.Of(First);

        AssertReasons(project, Edit(project, 0, First.Replace("Dense(2)", "Dense(3)", StringComparison.Ordinal)), [Modified], [Modified], [Modified], [Modified]);
    }

    [Fact]
    public void A_comment_beside_a_choice_leaves_every_step_cached_and_another_value_runs_them()
    {
        const string source = "[Input(4)] [Dense(Relu, OneOf = new[] { 8, 16 })] [Dense(2)] public partial class Net;";
        var project = UserProject.Of(source);

        AssertReasons(project, Edit(project, 0, source.Replace("{ 8", "{ /* eight */ 8", StringComparison.Ordinal)), [Cached], [Cached], [Cached], [Cached]);
        AssertReasons(project, Edit(project, 0, source.Replace("16", "32", StringComparison.Ordinal)), [Modified], [Modified], [Modified], [Modified]);
    }

    [Fact]
    public void A_new_member_of_the_user_s_leaves_the_file_as_it_was()
    {
        var project = UserProject.Of(First);
        var (_, second) = Run(project, Edit(project, 0, First.Replace(";", " { public int Extra => 1; }", StringComparison.Ordinal)));

        Assert.Equal([Modified], ReasonsOf(second, "Parsing"));
        Assert.Equal([Unchanged], ReasonsOf(second, "Emit"));
        Assert.All(OutputReasons(second), reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void A_change_in_one_network_leaves_the_other_cached()
    {
        var project = UserProject.Of(First, Second);

        AssertReasons(
            project,
            Edit(project, 1, Second.Replace("Dense(3)", "Dense(5)", StringComparison.Ordinal)),
            [Cached, Modified],
            [Cached, Modified],
            [Cached, Modified],
            [Cached, Modified]);
    }

    [Fact]
    public void A_change_in_one_network_of_a_file_leaves_the_other_cached()
    {
        var project = UserProject.Of(First + "\n" + Second);

        AssertReasons(
            project,
            Edit(project, 0, First + "\n" + Second.Replace("Dense(3)", "Dense(5)", StringComparison.Ordinal)),
            [Cached, Modified],
            [Cached, Modified],
            [Cached, Modified],
            [Cached, Modified]);
    }

    [Fact]
    public void An_error_takes_the_file_away_and_its_fix_brings_it_back()
    {
        var project = UserProject.Of(First);
        var driver = UserProject.CreateDriver().RunGenerators(project);
        var before = driver.GetRunResult().Results.Single().GeneratedSources.Single().SourceText.ToString();

        driver = driver.RunGenerators(Edit(project, 0, First.Replace("Dense(2)", "Dense(0)", StringComparison.Ordinal)));
        Assert.Empty(driver.GetRunResult().Results.Single().GeneratedSources);

        driver = driver.RunGenerators(project);
        Assert.Equal(before, driver.GetRunResult().Results.Single().GeneratedSources.Single().SourceText.ToString());
    }

    private static void AssertReasons(CSharpCompilation before, CSharpCompilation after, params IncrementalStepRunReason[][] expected)
    {
        var (first, second) = Run(before, after);

        // Whatever is cached the second time has run the first: the assertion below could fail.
        Assert.All(Steps, step => Assert.All(ReasonsOf(first, step), reason => Assert.Equal(IncrementalStepRunReason.New, reason)));
        foreach (var (step, reasons) in Steps.Zip(expected))
            Assert.True(reasons.SequenceEqual(ReasonsOf(second, step)), $"{step}: {string.Join(", ", ReasonsOf(second, step))}");

        Assert.Equal(expected[^1].Select(r => r == Modified ? Modified : Cached), OutputReasons(second));
    }

    private static (GeneratorRunResult First, GeneratorRunResult Second) Run(CSharpCompilation before, CSharpCompilation after)
    {
        var driver = UserProject.CreateDriver().RunGenerators(before);
        var first = driver.GetRunResult().Results.Single();
        return (first, driver.RunGenerators(after).GetRunResult().Results.Single());
    }

    private static CSharpCompilation Edit(CSharpCompilation project, int file, string source)
    {
        var old = project.SyntaxTrees.Single(t => t.FilePath == $"File{file}.cs");
        return project.ReplaceSyntaxTree(old, UserProject.Parse(source, old.FilePath));
    }

    private static IEnumerable<IncrementalStepRunReason> ReasonsOf(GeneratorRunResult result, string step)
    {
        Assert.True(result.TrackedSteps.ContainsKey(step), $"No step is named {step}.");
        return result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason);
    }

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRunResult result) =>
        result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).Select(o => o.Reason);
}
