using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>What in a project keeps generated code from being compiled there.</summary>
public class ProjectDiagnosticsTests
{
    private const string Net = "[global::NetGen.Input(4)] [global::NetGen.Dense(2)] public partial class {|NG0039:Net|};";

    [Theory]
    [InlineData("namespace NetGen { class Kernels; }", "NetGen.Kernels.Dense", "NetGen.Kernels")]
    [InlineData("namespace NetGen.Kernels { struct Linear; }", "NetGen.Kernels.Linear", "NetGen.Kernels.Linear")]
    [InlineData("namespace NetGen { class Network<T>; }", "NetGen.Network<T>", "NetGen.Network<T>")]
    [InlineData("namespace System { struct Span<T>; }", "System.Span<T>", "System.Span<T>")]
    [InlineData("namespace System.Collections { class Generic; }", "System.Collections.Generic.IReadOnlyList<T>", "System.Collections.Generic")]
    [InlineData("class System;", "System.Span<T>", "System")]
    public Task A_name_of_emitted_code_that_means_another_type(string other, string name, string by) => Expect.Diagnostics(
        $"{Net} {other}",
        $"The generated half of 'Net' names '{name}', which '{by}' of the assembly 'User' hides; rename that type, or move it to another namespace");

    [Fact]
    public Task A_network_that_is_in_the_way_itself() => Expect.Diagnostics(
        "[Input(4)] [Dense(2)] public partial class {|NG0039:System|};",
        "The generated half of 'System' names 'System.Span<T>', which 'System' of the assembly 'User' hides; rename that type, or move it to another namespace");

    [Fact]
    public Task A_name_that_two_references_have() => Expect.DiagnosticsIn(
        project => project.AddReferences(Compile("Other", "namespace NetGen.Kernels { public struct Relu; } namespace System { internal struct Span<T>; }")),
        Net,
        "The generated half of 'Net' names 'NetGen.Kernels.Relu', which 'NetGen.Kernels.Relu' of the assembly 'Other' hides; rename that type, or move it to another namespace");

    [Fact]
    public Task A_reference_behind_an_alias() => Expect.DiagnosticsIn(
        project => project.ReplaceReference(RuntimeOf(project), RuntimeOf(project).WithAliases(["ng"])),
        Net,
        "The generated half of 'Net' names 'NetGen.Network<T>', which stands behind an alias here; add 'global' to the aliases of the reference to 'NetGen.Runtime'");

    [Fact]
    public Task A_reference_under_an_alias_too() => Expect.DiagnosticsIn(
        project => project.ReplaceReference(RuntimeOf(project), RuntimeOf(project).WithAliases(["global", "ng"])),
        "[Input(4)] [Dense(2)] public partial class Net;");

    [Theory]
    [InlineData("class Kernels; class Losses; class Runtime; class Span<T>; class Network<T>; class Dense;")]
    [InlineData("namespace NetGen { class Relu; class Network; class Model; class Kernel; }")]
    [InlineData("namespace System { class Span; struct Span<T, U>; } namespace NetGen.Kernels { class Mine; }")]
    public Task Types_that_are_in_nobody_s_way(string other) => Expect.Nothing($"[Input(4)] [Dense(2)] public partial class Net; {other}");

    [Fact]
    public async Task An_attribute_that_derives_as_a_layer_does()
    {
        const string source =
            """
            namespace NetGen
            {
                public abstract class LayerAttribute : System.Attribute;
                public sealed class FooAttribute : LayerAttribute;

                [Input(3)] [{|NG0039:Foo|}] [Dense(2)] public partial class Q;
            }

            [global::NetGen.Input(3)] [global::NetGen.Dense(2)] public partial class Other;
            """;

        await Expect.Diagnostics(
            source,
            "[Foo] is called like a part of a network, but it is of the assembly 'User' and no part of NetGen's; remove it, or move its class out of the namespace 'NetGen'");
        Assert.Equal(["Other.NetGen.g.cs"], UserProject.Of(Markup.Parse(source).Source).Generate().Generated.Keys);
    }

    [Theory]
    [InlineData("[{|NG0039:Input(3)|}] [Dense(2)] public partial class Q; public class InputAttribute(int extent) : System.Attribute { public int Extent => extent; }", "Input(3)")]
    [InlineData("[Input(3)] [{|NG0039:Dense(2)|}] [Relu] public partial class Q; public class DenseAttribute(int units) : System.Attribute { public int Units => units; }", "Dense(2)")]
    [InlineData("[Input(3)] [Dense(2)] [{|NG0039:CrossEntropy|}] public partial class Q; public class CrossEntropyAttribute : System.Attribute;", "CrossEntropy")]
    public Task An_attribute_that_is_called_as_one_of_ours(string source, string shown) => Expect.Diagnostics(
        $"namespace NetGen {{ {source} }}",
        $"[{shown}] is called like a part of a network, but it is of the assembly 'User' and no part of NetGen's; remove it, or move its class out of the namespace 'NetGen'");

    [Fact]
    public Task Other_attributes_in_our_namespace_are_the_user_s_own() => Expect.Nothing(
        "namespace NetGen { [Input(3)] [Foo] [Dense(2)] public partial class Q; public class FooAttribute : System.Attribute; [Foo] public partial class R; }");

    [Fact]
    public Task Attributes_called_as_ours_make_no_network_of_their_own() => Expect.Nothing(
        "namespace NetGen { [Input] public class Q; public class InputAttribute : System.Attribute; }");

    [Theory]
    [InlineData(LanguageVersion.CSharp11, "11.0")]
    [InlineData(LanguageVersion.CSharp9, "9.0")]
    [InlineData(LanguageVersion.CSharp7_3, "7.3")]
    public Task A_language_that_is_too_old(LanguageVersion version, string shown) => Expect.DiagnosticsIn(
        project => project.WithLanguageVersion(version),
        """
        [Input(4)] [Dense(2)] public partial class {|NG0041:Net|} { }
        [Input(4)] [Dense(8)] [Softmax] public partial class {|NG0041:Other|} { }
        """,
        $"The generated half of 'Net' is written in C# 12.0, and the project is compiled as C# {shown}; set its LangVersion to 12.0 or later, or leave it out",
        $"The generated half of 'Other' is written in C# 12.0, and the project is compiled as C# {shown}; set its LangVersion to 12.0 or later, or leave it out");

    /// <summary>A compiled assembly as a reference.</summary>
    internal static MetadataReference Compile(string name, string source)
    {
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)], UserProject.References, new(OutputKind.DynamicallyLinkedLibrary)).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static MetadataReference RuntimeOf(CSharpCompilation project) =>
        project.References.Single(r => Path.GetFileName(r.Display) == "NetGen.Runtime.dll");
}
