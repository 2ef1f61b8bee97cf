using Microsoft.CodeAnalysis.CSharp;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>
/// A fault of the compiler's, and no other network's: here with an assembly of attributes that is none of ours, whose activation is a number
/// and which has a layer of its own.
/// </summary>
public class InternalErrorTests
{
    private const string Attributes =
        """
        using System;

        [assembly: System.Reflection.AssemblyVersion("0.1.0.0")]

        namespace NetGen
        {
            public sealed class InputAttribute : Attribute { public InputAttribute(params int[] shape) { } }

            [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
            public abstract class LayerAttribute : Attribute { public string Name { get; set; } }

            public sealed class DenseAttribute : LayerAttribute { public DenseAttribute(int units) { } public DenseAttribute(int units, int activation) { } }

            public sealed class TanhAttribute : LayerAttribute { }

            public sealed class GateAttribute : LayerAttribute { }

            public enum Activation { Linear }

            public enum Initializer { Zeros, GlorotUniform }
        }
        """;

    private const string Source =
        """
        [Input(4)] [Dense(2)] public partial class First;

        [Input(4)] [Dense(2, 1)] public partial class {|NG0040:Broken|};

        [Input(4)] [Dense(2)] [{|NG0039:Gate|}] public partial class Unknown;

        [Input(4)] [Dense(2)] [Tanh] public partial class Last;
        """;

    [Fact]
    public Task It_is_said_on_the_network() => Expect.DiagnosticsIn(
        WithOtherAttributes,
        Source,
        "NetGen cannot compile 'Broken' and generates nothing for it (ArgumentNullException: Value cannot be null. (Parameter 'key')); this is a fault of NetGen's, or its attributes are of another version, so please report it with the declaration",
        "[Gate] is called like a part of a network, but this compiler does not know it; use compiler and attributes of one version");

    [Fact]
    public void The_other_networks_keep_their_code() => Assert.Equal(
        ["First.NetGen.g.cs", "Last.NetGen.g.cs"],
        WithOtherAttributes(UserProject.Of(Markup.Parse(Source).Source)).Generate().Generated.Keys.Order(StringComparer.Ordinal));

    private static CSharpCompilation WithOtherAttributes(CSharpCompilation project) => project.ReplaceReference(
        project.References.Single(r => Path.GetFileName(r.Display) == "NetGen.Attributes.dll"),
        ProjectDiagnosticsTests.Compile("NetGen.Attributes", Attributes));
}
