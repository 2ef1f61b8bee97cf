using System.Reflection;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Diagnostics;

/// <summary>The names of layers, which become properties of the class.</summary>
public class NameDiagnosticsTests
{
    [Theory]
    [InlineData("two words", "Two words")]
    [InlineData("1st", "1st")]
    [InlineData("a.b", "A.b")]
    public Task A_name_that_is_no_identifier(string name, string shown) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(2, {|NG0014:Name = "{{name}}"|})]
        public partial class Net;
        """,
        $"'{shown}' cannot be the name of a layer: it becomes a property of the class, so it must be an identifier");

    [Fact]
    public Task The_name_of_the_class() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2, {|NG0014:Name = "net"|})]
        public partial class Net;
        """,
        "'Net' cannot be the name of a layer: it is the name of the class");

    [Theory]
    [InlineData("Parameters")]
    [InlineData("predict")]
    [InlineData("Fit")]
    public Task The_name_of_a_member_that_every_network_has(string name) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(2, {|NG0014:Name = "{{name}}"|})]
        public partial class Net;
        """,
        $"'{char.ToUpperInvariant(name[0])}{name[1..]}' cannot be the name of a layer: every network has a member of that name");

    [Fact]
    public async Task No_member_that_a_network_inherits_is_left_out()
    {
        var inherited = typeof(Network<int>).GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy)
            .Where(m => m is not ConstructorInfo && Visible(m))
            .Select(m => m.Name)
            .Where(name => !name.Contains('_', StringComparison.Ordinal) && !name.Contains('.', StringComparison.Ordinal))
            .Distinct()
            .ToList();

        Assert.Contains("Preprocessor", inherited);
        foreach (var name in inherited)
            await The_name_of_a_member_that_every_network_has(name);
    }

    // What a class in another assembly sees of it.
    private static bool Visible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(Visible),
        FieldInfo field => field.IsPublic || field.IsFamily,
        _ => false,
    };

    [Fact]
    public Task The_name_of_a_member_of_the_users() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(2, {|NG0014:Name = "Head"|})]
        public partial class Net
        {
            public int Head { get; set; }
        }
        """,
        "'Head' cannot be the name of a layer: the class has a member of that name");

    [Fact]
    public Task A_member_of_the_users_on_another_declaration() => Expect.Diagnostics(
        """
        [Input(4)]
        [{|NG0014:Dense(2)|}]
        public partial class Net;

        public partial class Net
        {
            private void Dense1()
            {
            }
        }
        """,
        "'Dense1' cannot be the name of a layer: the class has a member of that name");

    [Fact]
    public Task One_name_twice() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(3, Relu, Name = "hidden")]
        [Dense(2, {|NG0015:Name = "Hidden"|})]
        public partial class Net;
        """,
        "Two layers are named 'Hidden'; names are compared without the case of their first letter, and unnamed layers are called by kind and number");

    [Fact]
    public Task The_name_that_an_unnamed_layer_has() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(3, Relu, Name = "dense2")]
        [{|NG0015:Dense(2)|}]
        public partial class Net;
        """,
        "Two layers are named 'Dense2'; names are compared without the case of their first letter, and unnamed layers are called by kind and number");

    // C# leaves formatting characters out of names, and so do we where we compare.
    [Theory]
    [InlineData("ab", "a\u200Db", "A\u200Db")]
    [InlineData("\u06A9\u200C\u0645", "\u06A9\u0645", "\u06A9\u0645")]
    // Two capitals of one small letter make two properties, but one tensor in a saved file.
    [InlineData("\u212A", "k", "K")]
    [InlineData("\u1E9Ea", "ßa", "ßa")]
    public Task Names_that_are_one(string first, string second, string shown) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(3, Relu, Name = "{{first}}")]
        [Dense(2, {|NG0015:Name = "{{second}}"|})]
        public partial class Net;
        """,
        $"Two layers are named '{shown}'; names are compared without the case of their first letter, and unnamed layers are called by kind and number");

    [Theory]
    [InlineData("Fi\u200Dt", "every network has a member of that name")]
    [InlineData("n\u00ADet", "it is the name of the class")]
    [InlineData("he\u200Dad", "the class has a member of that name")]
    public Task A_name_that_is_another_to_C_sharp(string name, string reason) => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(3, Relu)]
        [Dense(2, {|NG0014:Name = "{{name}}"|})]
        public partial class Net
        {
            public int Hea\u200Dd => 1;
        }
        """,
        $"'{char.ToUpperInvariant(name[0])}{name[1..]}' cannot be the name of a layer: {reason}");

    [Fact]
    public Task A_name_that_no_metadata_can_hold() => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(2, {|NG0014:Name = "L{{new string('o', 1000)}}ng"|})]
        public partial class Net;
        """,
        $"'L{new string('o', 1000)}ng' cannot be the name of a layer: it is too long to be compiled");

    [Fact]
    public Task Variants_that_would_be_called_so() => Expect.Diagnostics(
        $$"""
        [Input(4)]
        [Dense(Relu, OneOf = new[] { 8, 16 }, {|NG0014:Name = "L{{new string('o', 900)}}ng"|})]
        [Dense(Relu, OneOf = new[] { 8, 16 }, Name = "L{{new string('u', 900)}}ng")]
        [Dense(2)]
        public partial class Net;
        """,
        $"'L{new string('o', 900)}ng' cannot be the name of a layer: the classes of the variants, which are called after the layers, would have names too long to be compiled");

    [Fact]
    public Task An_empty_name_is_none() => Expect.Diagnostics(
        """
        [Input(4)]
        [Dense(3, Relu, Name = "")]
        [Dense(2, {|NG0015:Name = "dense1"|})]
        public partial class Net;
        """,
        "Two layers are named 'Dense1'; names are compared without the case of their first letter, and unnamed layers are called by kind and number");

    [Fact]
    public Task Names_that_can_be_used() => Expect.Nothing(
        """
        [Input(4)]
        [Dense(8, Relu, Name = "Hidden")]
        [Dense(8, Relu, Name = "größe")]
        [Dense(2, Name = "_output")]
        public partial class Net
        {
            public int Members { get; set; }
        }
        """);

    [Fact]
    public Task Names_of_explicit_implementations_can_be_used() => Expect.Nothing(
        """
        public interface IHeads
        {
            int Dense1 { get; }

            int Head();
        }

        [Input(4)]
        [Dense(8, Relu)]
        [Dense(2, Name = "head")]
        public partial class Net : IHeads
        {
            int IHeads.Dense1 => 1;

            int IHeads.Head() => 1;
        }
        """);
}
