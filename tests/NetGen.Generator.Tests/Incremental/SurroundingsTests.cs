using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using NetGen.Generator.Parsing;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Incremental;

/// <summary>Which edits have all networks of a project bound again, and what is kept of a project.</summary>
public class SurroundingsTests
{
    private const string Net = "[Input(4)] [Dense(2, Relu, Name = \"hidden\")] public partial class Net;";

    [Theory]
    [InlineData("class A { int B() => 1; }", "class A { int B() => 2; }")]
    [InlineData("class A { int B() { return 1; } }", "class A { int B() { return 2; } }")]
    [InlineData("class A { int B = 1; }", "class A { int B = 2; }")]
    [InlineData("class A { int B { get; } = 1; }", "class A { int B { get; set; } = 2; }")]
    [InlineData("class A { }", "/* A comment. */ class A { /// <summary>Another.</summary>\n }")]
    [InlineData("class A { int B() => 1; }", "class A { int Between(string c) => 1; }")]
    [InlineData("class A { int Name => 1; }", "class A { int Names => 1; }")]
    [InlineData("class A { int B; }", "class A { float C, D; event System.Action E; int this[int i] => i; }")]
    [InlineData("[System.Obsolete] class A { }", "[System.Obsolete(\"Some text\")] class A { }")]
    [InlineData("[Input(4)] [Dense(2)] partial class A;", "[Input(4)] [Dense(3, Tanh)] partial class A;")]
    [InlineData("class A { public }", "class A { public int }")]
    [InlineData("class A { A() { } }", "class A { A() : base() { B(); } }")]
    public void What_no_other_file_can_see_leaves_the_networks_as_they_are(string before, string after) => Assert.Equal(Fingerprint(before), Fingerprint(after));

    [Theory]
    [InlineData("class A { int B => 1; }", "class A { int Relu => 1; }")]
    [InlineData("class A { int B => 1; }", "class A { void Relu() { } }")]
    [InlineData("class A { int Relu; }", "class A { static int Relu; }")]
    [InlineData("class A { event System.Action B; }", "class A { event System.Action Relu; }")]
    [InlineData("class A { const int B = C; int D; }", "class A { const int B = C; int C; }")]
    [InlineData("class A { const int B = 1; }", "class A { const int B = 2; }")]
    [InlineData("enum A { B, C }", "enum A { C, B }")]
    [InlineData("class A;", "class B;")]
    [InlineData("class A;", "class A<T>;")]
    [InlineData("class A;", "partial class A;")]
    [InlineData("class A { class B; class C; }", "class A { class B { class C; } }")]
    [InlineData("class A;", "namespace B; class A;")]
    [InlineData("class A;", "using System; class A;")]
    [InlineData("class A;", "[assembly: System.CLSCompliant(true)] class A;")]
    [InlineData("class A;", "class A; delegate void B();")]
    [InlineData("class A { A() { } }", "class A { A(int b) { } }")]
    public void What_a_name_can_follow_from_has_all_networks_bound_again(string before, string after) => Assert.NotEqual(Fingerprint(before), Fingerprint(after));

    [Fact]
    public void A_reference_made_anew_to_the_same_project_leaves_the_networks_as_they_are()
    {
        var (project, library) = (UserProject.Of(Net), UserProject.Of("public class A;").WithAssemblyName("Library"));

        Assert.Equal(Fingerprint(project.AddReferences(library.ToMetadataReference())), Fingerprint(project.AddReferences(library.ToMetadataReference())));
        Assert.NotEqual(Fingerprint(project.AddReferences(library.ToMetadataReference())), Fingerprint(project.AddReferences(library.ToMetadataReference(["other"]))));
        Assert.NotEqual(Fingerprint(project.AddReferences(library.ToMetadataReference())), Fingerprint(project.AddReferences(library.Clone().ToMetadataReference())));
        Assert.NotEqual(Fingerprint(project), Fingerprint(project.WithAssemblyName("Another")));
        Assert.NotEqual(Fingerprint(project), Fingerprint(project.WithOptions(project.Options.WithOverflowChecks(true))));
    }

    [Fact]
    public void Nothing_of_an_earlier_project_stays_alive()
    {
        var driver = UserProject.CreateDriver();
        var (project, tree) = RunTwice(ref driver);

        for (var i = 0; i < 10 && (project.IsAlive || tree.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(project.IsAlive, "The earlier compilation is alive.");
        Assert.False(tree.IsAlive, "The tree before the edit is alive.");
        Assert.Single(driver.GetRunResult().GeneratedTrees);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Project, WeakReference Tree) RunTwice(ref GeneratorDriver driver)
    {
        var project = UserProject.Of(Net);
        var tree = project.SyntaxTrees.Single(t => t.FilePath == "File0.cs");
        driver = driver.RunGenerators(project);
        driver = driver.RunGenerators(UserProject.Of(Net.Replace("2", "3", StringComparison.Ordinal)));
        return (new WeakReference(project), new WeakReference(tree));
    }

    private static string Fingerprint(string file) => Fingerprint(UserProject.Of(Net, file));

    private static string Fingerprint(Compilation project) => Surroundings.Of(project, CancellationToken.None).Fingerprint;
}
