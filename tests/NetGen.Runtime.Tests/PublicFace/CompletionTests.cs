using System.ComponentModel;
using System.Reflection;

namespace NetGen.Runtime.Tests.PublicFace;

/// <summary>What only emitted code calls stands in nobody's completion list.</summary>
public class CompletionTests
{
    /// <summary>What a user's own activation is written on.</summary>
    private static readonly string[] ForUsers = ["IActivation", "IActivationGradient", "ILanes`1"];

    /// <summary>What emitted code tells the runtime of a network, and derives from.</summary>
    private static readonly Type[] Descriptions =
    [
        typeof(NetworkDescription), typeof(LayerDescription), typeof(ParameterTensor), typeof(ForwardPass), typeof(WatchedLayer),
        typeof(VariantNetwork<>), typeof(VariantCode<>),
    ];

    public static TheoryData<string> ForEmittedCode =>
    [
        .. typeof(Network).Assembly.GetExportedTypes()
            .Where(type => type is { IsNested: false, Namespace: "NetGen.Kernels" or "NetGen.Losses" } && !ForUsers.Contains(type.Name))
            .Concat(Descriptions)
            .Select(type => type.FullName!),
    ];

    [Theory]
    [MemberData(nameof(ForEmittedCode))]
    public void A_type_of_emitted_code_is_hidden(string type) => Assert.True(IsHidden(typeof(Network).Assembly.GetType(type, throwOnError: true)!));

    [Theory]
    [InlineData(typeof(Network))]
    [InlineData(typeof(Network<>))]
    public void What_a_network_offers_to_its_generated_half_alone_is_hidden(Type network)
    {
        var offered = network.GetMembers(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo property ? property.GetMethod!.IsFamily : member is MethodInfo { IsFamily: true, IsSpecialName: false });

        Assert.NotEmpty(offered);
        Assert.All(offered, member => Assert.True(IsHidden(member), member.Name));
    }

    [Theory]
    [InlineData(typeof(Network<>))]
    [InlineData(typeof(Dataset<>))]
    [InlineData(typeof(Adam))]
    [InlineData(typeof(DenseParameters))]
    [InlineData(typeof(global::NetGen.Kernels.IActivation))]
    public void What_users_write_is_shown(Type type) => Assert.False(IsHidden(type));

    private static bool IsHidden(MemberInfo member) => member.GetCustomAttribute<EditorBrowsableAttribute>()?.State == EditorBrowsableState.Never;
}
