using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Incremental;

/// <summary>
/// Whatever is edited, the generator says what it would say if it had never seen the project before: nothing that it kept from the last key is out of date.
/// </summary>
public class StalenessTests
{
    private const string Net = "[Input(4)] [Dense(2, Relu)] public partial class Net;";

    public static TheoryData<string, string[], string, string> Edits => new()
    {
        // What the edit is, the files, the text of the last of them before and after it.
        { "a constant", ["[Input(4)] [Dense(Sizes.Hidden)] public partial class Net;"], "class Sizes { public const int Hidden = 8; }", "class Sizes { public const int Hidden = 16; }" },
        {
            "a constant that another follows from",
            ["[Input(4)] [Dense(Sizes.Hidden)] public partial class Net;", "class Sizes { public const int Hidden = 2 * Other.Size; }"],
            "class Other { public const int Size = 8; }",
            "class Other { public const int Size = 9; }"
        },
        { "an enum's member", ["[Input(4)] [Dense((int)Size.Hidden)] public partial class Net;"], "enum Size { Hidden = 8 }", "enum Size { First, Hidden }" },
        { "a constant's type", ["[Input(4)] [Dense(Sizes.Hidden)] public partial class Net;"], "class Sizes { public const int Hidden = 8; }", "class Sizes { public const string Hidden = \"8\"; }" },
        {
            "a constant that becomes a property",
            ["[Input(4)] [Dense(Sizes.Hidden)] public partial class Net;"],
            "class Sizes { public const int Hidden = 8; }",
            "class Sizes { public static int Hidden => 8; }"
        },
        {
            "an attribute of the same name nearer by",
            ["namespace Near; " + Net],
            "",
            "namespace Near; class DenseAttribute(int units, NetGen.Activation activation) : System.Attribute { int Sum => units + (int)activation; }"
        },
        { "a type in the way of an enum", ["namespace Near; [Input(4)] [Dense(2, Activation.Relu)] public partial class Net;"], "", "namespace Near; class Activation;" },
        { "an alias", ["[I(4)] [Dense(2)] public partial class Net;"], "", "global using I = NetGen.InputAttribute;" },
        { "an alias by its long name", ["[I(4)] [Dense(2)] public partial class Net;"], "", "global using IAttribute = NetGen.InputAttribute;" },
        { "an alias in the way", [Net], "", "global using Dense = System.ObsoleteAttribute;" },
        { "a static using in the way", [Net], "", "global using static Others; public static class Others { public const int Relu = 1; }" },
        { "a base class in another part", [Net], "", "public partial class Net : System.Collections.ArrayList;" },
        { "a member in another part", [Net], "public partial class Net;", "public partial class Net { public float[] Predict; }" },
        { "layers in another part", [Net], "public partial class Net;", "[Dense(1)] public partial class Net;" },
        { "a documentation comment on another part", [Net], "public partial class Net;", "/// <summary>A net.</summary>\npublic partial class Net;" },
        { "the assembly's compliance", [Net], "", "[assembly: System.CLSCompliant(true)]" },
        {
            "the compliance of a part of the type around",
            ["public partial class Outer { " + Net + " }"],
            "public partial class Outer;",
            "[System.CLSCompliant(true)] public partial class Outer;"
        },
        { "the type around is not partial", ["public partial class Outer { " + Net + " }"], "", "public class Outer { int A; }" },
        {
            "a constant of the base of the type around",
            ["public partial class Outer : Base { [Input(4)] [Dense(Size)] public partial class Net; }"],
            "public class Base { public const int Size = 8; }",
            "public class Base { public const int Size = 9; }"
        },
        {
            "a property that stands in the way of an enum's member",
            ["public partial class Outer : Base { " + Net + " }"],
            "public class Base { public int Tanh => 1; }",
            "public class Base { public int Relu => 1; }"
        },
        {
            "a property that stands in the way of a type in a constant",
            ["[Input(4)] [Dense(Sizes.Hidden)] public partial class Net;", "partial class Sizes { public const int Hidden = Other.Size; }", "class Other { public const int Size = 8; }"],
            "partial class Sizes { int Some => 1; }",
            "partial class Sizes { int Other => 1; }"
        },
        {
            "the base of a class of constants",
            ["[Input(4)] [Dense(Sizes.Hidden)] public partial class Net;", "class A { public const int Hidden = 8; } class B { public const int Hidden = 9; }"],
            "class Sizes : A;",
            "class Sizes : B;"
        },
        { "a parameter's type", ["[Input(4)] [Dense(2)] public partial class Net { void Add(Extra extra) { } }"], "class Extra;", "namespace Far { class Extra; }" },
        { "an attribute in our namespace", ["[Input(4)] [Dense(2)] [Flatten(1)] public partial class Net;"], Flatten("int a"), Flatten("string a") },
        { "a name that emitted code needs", [Net], "", "namespace NetGen { class Network<T>; }" },
        { "the input's attribute itself", [Net], "", "namespace NetGen { class InputAttribute(int size) : System.Attribute { int Size => size; } }" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_edit_in_another_file_counts(string edit, string[] files, string before, string after)
    {
        Assert.NotEmpty(edit);
        var project = UserProject.Of([.. files, before]);
        var edited = Edit(project, files.Length, after);
        Assert.NotEqual(DeclarationsOf(Parsed(project)), DeclarationsOf(Parsed(edited)));

        await AssertFreshAsync(project, edited);
        await AssertFreshAsync(edited, project);
    }

    [Theory]
    [InlineData(Net, "/// <summary>A net.</summary>\n" + Net)]
    [InlineData(Net, "// A comment.\n\n\n[Input(4)] [Dense(0)] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(0)] public partial class Net;", "using System;\n\n[Input(4)] [Dense(0)] public partial class Net;")]
    [InlineData(Net, "using Dense = System.ObsoleteAttribute; " + Net)]
    [InlineData(Net, "[Input(4)] [Dense(2, Relu)] public partial class Net { public int A; }")]
    [InlineData(Net, "namespace Some { " + Net + " }")]
    [InlineData(Net, "[Input(4)] [Dense(2, Relu)] public class Net;")]
    [InlineData(Net, Net + " [Input(4)] [Dense(3)] public partial class Other;")]
    public async Task An_edit_in_the_network_s_own_file_counts(string before, string after)
    {
        var project = UserProject.Of(before);

        await AssertFreshAsync(project, Edit(project, 0, after));
    }

    [Fact]
    public async Task Another_version_of_the_language_counts()
    {
        var project = UserProject.Of(Net);

        await AssertFreshAsync(project, project.WithLanguageVersion(LanguageVersion.CSharp11));
        Assert.Empty(FirstRun(project.WithLanguageVersion(LanguageVersion.CSharp11)).GeneratedSources);
    }

    [Fact]
    public async Task Another_reference_counts()
    {
        var project = UserProject.Of("[Input(4)] [Dense(Sizes.Hidden)] public partial class Net;");

        await AssertFreshAsync(project.AddReferences(Library(8)), project.AddReferences(Library(9)));
        await AssertFreshAsync(project.AddReferences(Library(8)), project);
    }

    [Fact]
    public async Task A_constant_counts_in_whichever_of_two_projects_it_stands()
    {
        // Two projects with one and the same tree, as two branches of an editor's solution have.
        var project = UserProject.Of("[Input(4)] [Dense(Sizes.Hidden)] public partial class Net;", "class Sizes { public const int Hidden = 8; }");
        var other = Edit(project, 1, "class Sizes { public const int Hidden = 9; }");

        for (var i = 0; i < 2; i++)
        {
            await AssertFreshAsync(project, project);
            await AssertFreshAsync(other, other);
        }
    }

    private static string Flatten(string parameter) => $$"""namespace NetGen { class FlattenAttribute({{parameter}}) : System.Attribute { object A => a; } }""";

    private static CompilationReference Library(int size) => UserProject
        .Of($$"""public class Sizes { public const int Hidden = {{size}}; }""")
        .WithAssemblyName("Library")
        .ToMetadataReference();

    private static CSharpCompilation Edit(CSharpCompilation project, int file, string source)
    {
        var old = project.SyntaxTrees.Single(t => t.FilePath == $"File{file}.cs");
        return project.ReplaceSyntaxTree(old, UserProject.Parse(source, old.FilePath));
    }

    /// <summary>Asserts that the generator, once it has seen <paramref name="before"/>, makes of <paramref name="after"/> what it makes of it alone.</summary>
    private static async Task AssertFreshAsync(CSharpCompilation before, CSharpCompilation after)
    {
        var driver = UserProject.CreateDriver((CSharpParseOptions)before.SyntaxTrees[0].Options).RunGenerators(before).RunGenerators(after);
        var (kept, fresh) = (driver.GetRunResult().Results.Single(), FirstRun(Parsed(after)));

        Assert.Equal(DeclarationsOf(Parsed(after)), DeclarationsOf(after));
        Assert.Equal(TextsOf(fresh), TextsOf(kept));
        Assert.Equal(await DiagnosticsOf(Parsed(after)), await DiagnosticsOf(after));
    }

    /// <summary>The same project of trees that nobody has seen.</summary>
    private static CSharpCompilation Parsed(CSharpCompilation project) => project
        .RemoveAllSyntaxTrees()
        .AddSyntaxTrees(project.SyntaxTrees.Select(t => CSharpSyntaxTree.ParseText(t.GetText(), (CSharpParseOptions)t.Options, t.FilePath)));

    private static GeneratorRunResult FirstRun(CSharpCompilation project) =>
        UserProject.CreateDriver((CSharpParseOptions)project.SyntaxTrees[0].Options).RunGenerators(project).GetRunResult().Results.Single();

    private static List<NetworkDeclaration?> DeclarationsOf(CSharpCompilation project)
    {
        var surroundings = Surroundings.Of(project, CancellationToken.None);
        return [.. surroundings.Candidates.Select(c => c.Parse(project, surroundings, CancellationToken.None)).Where(d => d is not null)];
    }

    private static List<(string, string)> TextsOf(GeneratorRunResult result) => [.. result.GeneratedSources.Select(s => (s.HintName, s.SourceText.ToString()))];

    private static async Task<List<string>> DiagnosticsOf(CSharpCompilation project) => [.. (await project.AnalyzeAsync()).Select(d => d.ToString())];
}
