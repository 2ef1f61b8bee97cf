using System.Reflection;
using NetGen.Generator.Tests.Testing;

namespace NetGen.Generator.Tests.Emitted;

/// <summary>Static fields of the two halves have their values in the order of the files, and the generated one comes last.</summary>
public class StaticFieldTests
{
    [Theory]
    [InlineData("public static readonly Net Shared = new(seed: 1);")]
    [InlineData("public static Net Shared { get; } = new(seed: 1);")]
    [InlineData("public static readonly Net Shared; static Net() => Shared = new(1);")]
    public void A_static_field_of_the_user_s_can_hold_a_network(string member)
    {
        var type = Load($"[Monitor] [Input(4)] [Dense(3, Relu)] [Dense(2)] public partial class Net {{ {member} }}").GetType("Net")!;

        var shared = (Network<float>)(type.GetField("Shared")?.GetValue(null) ?? type.GetProperty("Shared")!.GetValue(null))!;

        var other = (Network<float>)Activator.CreateInstance(type, 1L)!;
        Assert.True(shared.Parameters.SequenceEqual(other.Parameters));
        Assert.Equal(other.Summary, shared.Summary);
    }

    private static Assembly Load(string source)
    {
        using var image = new MemoryStream();
        var result = UserProject.Of(source).Generate().Project.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(image.ToArray());
    }
}
