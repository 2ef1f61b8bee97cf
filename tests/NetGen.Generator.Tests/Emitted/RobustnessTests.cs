using Microsoft.CodeAnalysis;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emitted;

/// <summary>What stands in an editor is half-typed most of the time: nothing may throw, and nothing is generated from it.</summary>
public class RobustnessTests
{
    [Theory]
    [InlineData("[Input(4)] [Dense(] public partial class Net;")]
    [InlineData("[Input(4)] [Dense()] public partial class Net;")]
    [InlineData("[Input(4)] [Dense] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(\"ten\")] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(2.5)] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(2, Rel)] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(2, KernelL2 =)] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(2, Relu, 3)] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(activation: Relu, units: 2] public partial class Net;")]
    [InlineData("[Input(4)] [Dropout] public partial class Net;")]
    [InlineData("[Input(4)] [Dropout(x)] public partial class Net;")]
    [InlineData("[Input(\"4\")] [Dense(2)] public partial class Net;")]
    [InlineData("[Input(null)] [Dense(2)] public partial class Net;")]
    [InlineData("[Input(4, x)] [Dense(2)] public partial class Net;")]
    [InlineData("[Input(4)] [Input(5)] [Dense(0)] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(2)] public partial struct Net;")]
    [InlineData("[Input(4)] [Dense(2)] public enum Net;")]
    [InlineData("[Input(4)] [Dense(2)] public delegate void Net();")]
    [InlineData("[Input(4)] [Dense(2)] public partial interface INet;")]
    [InlineData("[Input(4)] [Dense(2)] public partial class ;")]
    [InlineData("[Input(4)] [Dense(2)] public partial class")]
    [InlineData("[Input(4)] [Dense(2)]")]
    [InlineData("[assembly: Input(4)]")]
    [InlineData("class C { [Input(4)] [Dense(2)] void M() { } }")]
    public async Task Half_typed_declarations_do_not_throw_and_generate_nothing(string source) => Assert.Empty(await RunAsync(source));

    [Fact]
    public async Task An_option_that_does_not_exist_is_the_compiler_s_to_report() =>
        Assert.Equal(["Net.NetGen.g.cs"], await RunAsync("[Input(4)] [Dense(2, Depth = 3)] public partial class Net;"));

    [Fact]
    public async Task Every_beginning_of_a_declaration_is_taken_calmly()
    {
        for (var length = 0; length < Networks.RegressionWithPenalties.Length; length++)
            await RunAsync(Networks.RegressionWithPenalties[..length]);
    }

    [Fact]
    public async Task A_declaration_without_one_of_its_tokens_is_taken_calmly()
    {
        var root = await UserProject.Parse(Networks.NamedLayers, "Net.cs").GetRootAsync();
        foreach (var token in root.DescendantTokens())
            await RunAsync(Networks.NamedLayers.Remove(token.SpanStart, token.Span.Length));
    }

    [Theory]
    [InlineData("[Input(4)] [Dense(0)] public partial class Net;")]
    [InlineData("[Input(4)] [Dropout(1.5)] [Dense(2)] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(2)] public class Net;")]
    [InlineData("[Dense(2)] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(2)] [CrossEntropy] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(2, Name = \"fit\")] public partial class Net;")]
    public async Task Nothing_is_generated_for_a_network_with_errors(string source) => Assert.Empty(await RunAsync(source));

    [Theory]
    [InlineData("[Input(28, 28)] [Dense(10)] [Softmax] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(2)] [Dense(2)] public partial class Net;")]
    public async Task A_network_with_warnings_is_generated(string source) => Assert.Equal(["Net.NetGen.g.cs"], await RunAsync(source));

    /// <summary>Runs generator and analyzer; the names of the generated files.</summary>
    private static async Task<IEnumerable<string>> RunAsync(string source)
    {
        var project = UserProject.Of(source);
        var generated = project.Generate().Generated.Keys;
        var crashes = (await project.AnalyzeAsync()).Where(d => !d.Id.StartsWith("NG", StringComparison.Ordinal));
        Assert.True(!crashes.Any(), $"{source}\n{string.Join('\n', crashes)}");
        return generated;
    }
}
