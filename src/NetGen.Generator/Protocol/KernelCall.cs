using NetGen.Generator.Model;

namespace NetGen.Generator.Protocol;

/// <summary>One thing that a method does.</summary>
/// <param name="Uses">What it is given, in the order of its arguments.</param>
internal abstract record Call(EquatableArray<Use> Uses);

/// <summary>A call of a kernel.</summary>
/// <param name="Class">The class of <c>NetGen.Kernels</c>.</param>
/// <param name="Method">Its method.</param>
/// <param name="Types">The structs of <c>NetGen.Kernels</c> that it is specialised to.</param>
/// <param name="Uses">Its arguments.</param>
internal sealed record KernelCall(string Class, string Method, EquatableArray<string> Types, EquatableArray<Use> Uses) : Call(Uses)
{
    public KernelCall(string @class, string method, EquatableArray<Use> uses)
        : this(@class, method, [], uses)
    {
    }
}
