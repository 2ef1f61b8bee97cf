using System.Runtime.Intrinsics;

namespace NetGen.EndToEnd.Inlining;

/// <summary>A fact of processors with vectors of 256 bits or more; those of 128 bits still leave operations as calls.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WideVectorsFactAttribute : FactAttribute
{
    public WideVectorsFactAttribute() => Skip = WideVectors.Missing;
}

/// <summary>The same for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WideVectorsTheoryAttribute : TheoryAttribute
{
    public WideVectorsTheoryAttribute() => Skip = WideVectors.Missing;
}

internal static class WideVectors
{
    public static string? Missing => Vector256.IsHardwareAccelerated ? null : "The processor has no vectors of 256 bits.";
}
