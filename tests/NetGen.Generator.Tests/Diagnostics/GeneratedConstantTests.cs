using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>Constants of one network in the declaration of another.</summary>
public class GeneratedConstantTests
{
    [Theory]
    [InlineData("Encoder.OutputLength")]
    [InlineData("global::Encoder.OutputLength")]
    public Task A_constant_of_another_network(string constant) => Expect.Diagnostics(
        $$"""
        [Input(784)] [Dense(32, Tanh)] public partial class Encoder;
        [Input({|NG0030:{{constant}}|})] [Dense(784)] public partial class Decoder;
        """,
        $"'{constant}' comes from generated code, so it is not known when the network is generated; write the number, or a constant that does not");

    [Fact]
    public Task A_constant_in_an_expression() => Expect.Diagnostics(
        """
        [Input(784)] [Dense(32, Tanh)] public partial class Encoder;
        [Input(32)] [Dense(units: 2 * {|NG0030:Encoder.OutputLength|})] public partial class Decoder;
        """,
        "'Encoder.OutputLength' comes from generated code, so it is not known when the network is generated; write the number, or a constant that does not");

    [Fact]
    public Task A_constant_that_was_imported() => Expect.Diagnostics(
        """
        using static Encoder;

        [Input(784)] [Dense(32, Tanh)] public partial class Encoder;
        [Input({|NG0030:OutputLength|})] [Dense(784)] public partial class Decoder;
        """,
        "'OutputLength' comes from generated code, so it is not known when the network is generated; write the number, or a constant that does not");

    [Fact]
    public Task A_constant_that_is_computed_from_one() => Expect.Diagnostics(
        """
        [Input(784)] [Dense(32, Tanh)] public partial class Encoder;
        public static class Code { public const int Twice = 2 * Length, Length = Encoder.OutputLength; public const int Other = 5, Self = Other; }
        [Input({|NG0030:Code.Twice|})] [Dense(Code.Self)] public partial class Decoder;
        """,
        "'Code.Twice' comes from generated code, so it is not known when the network is generated; write the number, or a constant that does not");

    [Fact]
    public Task Constants_of_the_user_s_own_and_other_attributes() => Expect.Nothing(
        """
        public sealed class SizeAttribute(int size) : System.Attribute { public int Value => size; }

        [Input(784)] [Dense(32, Tanh, Name = nameof(Encoder))] public partial class Auto { }
        [Input(784)] [Dense(Encoder.Code, Tanh)] public partial class Encoder { public const int Code = 32; }
        [Size(Encoder.OutputLength)] [Input(Encoder.Code)] [Dense(784)] public partial class Decoder;
        """);
}
