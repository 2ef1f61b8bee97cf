namespace NetGen.Generator.Tests.Unlucky;

/// <summary>What a hostile or an unlucky project holds: names that mean something else, or may do so, and what stands beside a network.</summary>
internal static class Trouble
{
    /// <summary>Keywords, those of some places only, those to come, the names of emitted code, and names that are hard to compare.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "Net", "net", "_", "__",
        "@class", "@new", "@int", "@float", "@string", "@object", "@namespace", "@this", "@base", "@default", "@operator", "@sizeof", "@__arglist",
        "@file", "@required", "@scoped", "@var", "@record", "@partial", "@field", "@dynamic", "@await", "@async", "@nameof", "@notnull", "@unmanaged", "@managed",
        "@where", "@when", "@yield", "@value", "@get", "@set", "@init", "@add", "@remove", "@global", "@alias", "@extension", "@allows", "@and", "@or", "@not", "@with",
        "@nint", "@nuint", "@args", "@on", "@select", "@from", "@let", "@union", "@closed", "@safe",
        "NetGen", "Kernels", "Losses", "Runtime", "Dense", "Relu", "Linear", "Span", "ReadOnlySpan", "System", "Network", "NetworkDescription", "Initializer",
        "Architecture", "LossResult", "MeanSquaredError", "Huber", "Activations", "GeneratedCode", "CodeDom", "Collections", "InputShape", "Parameters", "Mask", "Watch",
        "Größe", "A\\u0062", "Ab\u200Dc", "\u06A9\u200C\u0645", "Ωmega", "Straße", "ı",
    ];

    /// <summary>Places for a class.</summary>
    public static readonly IReadOnlyList<string> Containers =
    [
        "{0}",
        "namespace A.B {{ {0} }}",
        "namespace @event.@file.@record.@var {{ {0} }}",
        "namespace @partial.@required {{ {0} }}",
        "namespace App.NetGen.Kernels {{ {0} }}",
        "namespace Some.System.global {{ {0} }}",
        "namespace NetGen.Mine {{ {0} }}",
        "partial class @partial {{ {0} }}",
        "partial struct @record {{ {0} }}",
        "partial record @file {{ {0} }}",
        "readonly ref partial struct @scoped {{ {0} }}",
        "partial record struct @var {{ {0} }}",
        "partial interface @required {{ {0} }}",
        "static partial class Dense {{ {0} public sealed class Kernels; }}",
        "namespace N {{ partial class @where {{ partial class @yield {{ {0} }} }} }}",
        "[global::System.Obsolete] partial class Old {{ {0} }}",
    ];

    /// <summary>What stands in other files.</summary>
    public static readonly IReadOnlyList<string> Neighbours =
    [
        "",
        "global using Runtime = global::System.Text;",
        "global using Kernels = global::System.Text; global using Losses = global::System.String;",
        "global using NetGen_ = global::NetGen; global using Dense = global::NetGen.Kernels.Dense; global using Span = global::System.Int32;",
        "global using @var = global::System.Int32; global using @float_ = global::System.Single;",
        "global using static global::System.Math; global using static global::System.Console; global using global::NetGen.Kernels; global using global::NetGen.Losses;",
        "internal struct Span<T>; internal struct ReadOnlySpan<T>; internal class @var; internal class Dense1Shape;",
        "namespace A.B { internal struct Span<T>; internal ref struct ReadOnlySpan<T>; internal class Network<T>; internal class System; internal class NetGen; internal class @int; }",
        "namespace N { internal class Kernels { internal class Dense; } internal class System { internal struct Span<T>; } }",
        "[assembly: global::System.CLSCompliant(true)]",
        "[assembly: global::System.CLSCompliant(false)] [module: global::System.Runtime.CompilerServices.SkipLocalsInit]",
        "internal class Forward; internal class Description; internal delegate void Logits(); internal enum ParameterCount { }",
        "internal static class Extensions { internal static global::System.Span<float> Slice(this global::System.Span<float> span, int a, long b) => span; internal static bool IsEmpty(this object o) => true; }",
        // From here on, names from global:: down mean something else.
        "internal class System;",
        "internal class NetGen;",
        "namespace NetGen { internal class Kernels; }",
        "namespace NetGen.Kernels { internal struct Dense; }",
        "namespace NetGen.Kernels { internal struct Linear; }",
        "namespace NetGen { internal class Network<T>; }",
        "namespace NetGen { internal class Network; internal class Relu; internal class Model; }",
        "namespace System { internal struct Span<T>; }",
        "namespace System.CodeDom.Compiler { internal class GeneratedCodeAttribute : global::System.Attribute; }",
        "namespace System.Collections { internal class Generic; }",
        "namespace NetGen.Losses { internal record LossResult; }",
        "namespace NetGen { internal class InputAttribute(params int[] shape) : global::System.Attribute { public int[] Shape => shape; } }",
        "namespace NetGen { internal class DenseAttribute(int units) : global::System.Attribute { public int Units => units; } }",
        "namespace NetGen { internal enum Activation { Relu } }",
        "namespace NetGen { internal enum Initializer { Zeros } }",
    ];

    /// <summary>Attributes, where <c>{0}</c> stands for a name.</summary>
    public static readonly IReadOnlyList<string> Layers =
    [
        "[global::NetGen.Input(4)] [global::NetGen.Dense(8, global::NetGen.Activation.Relu)] [global::NetGen.Dense(2)]",
        "[global::NetGen.Input(4)] [global::NetGen.Dense(8, global::NetGen.Activation.Relu, Name = \"{0}\")] [global::NetGen.Dropout(0.5)] [global::NetGen.Dense(2)] [global::NetGen.Softmax]",
        "[global::NetGen.Input(4)] [global::NetGen.Dense(8, global::NetGen.Activation.PRelu, KernelL2 = 0.1)] [global::NetGen.Dense(2, Name = \"{0}\")] [global::NetGen.Sigmoid]",
        "[global::NetGen.Monitor] [global::NetGen.Input(4)] [global::NetGen.Dense(8)] [global::NetGen.Tanh(Name = \"{0}\")] [global::NetGen.Dense(2, KernelInitializer = global::NetGen.Initializer.HeNormal)]",
        "[global::NetGen.Input(4)] [global::NetGen.Dense(global::NetGen.Activation.Tanh, OneOf = new[] {{ 8, 16 }}, Name = \"{0}\")] [global::NetGen.Dense(2)]",
    ];

    /// <summary>What else stands on the class.</summary>
    public static readonly IReadOnlyList<string> Headers =
    [
        "public partial class {0}",
        "internal sealed partial class {0}",
        "partial class {0}",
        "[global::System.CodeDom.Compiler.GeneratedCode(\"a\", \"b\")] public partial class {0}",
        "[global::System.Obsolete(\"x\")] public partial class {0}",
        "[global::System.Diagnostics.CodeAnalysis.Experimental(\"X\")] internal partial class {0}",
        "/** <summary>Mine &amp; yours.</summary> */ public unsafe partial class {0}",
    ];

    /// <summary>Members of the class, where <c>{0}</c> stands for a name.</summary>
    public static readonly IReadOnlyList<string> Members =
    [
        "",
        "public int Parameter {{ get; set; }}",
        "public int {0} => 1;",
        "private class {0};",
        "private void {0}() {{ }}",
        "internal new int Parameters = 1; internal new int Mask = 2; internal new int Watch = 3;",
        "public int this[int i] => i; public static int Item1;",
        "public static void Forward(int batch) {{ }} public int Logits(int i) => i; private void Loss() {{ }}",
    ];
}
