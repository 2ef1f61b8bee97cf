using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace NetGen.EndToEnd.Package;

/// <summary>A test that runs a program with an image of the package: where there is one, on a processor that it is compiled for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ImageFactAttribute : FactAttribute
{
    public ImageFactAttribute()
    {
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64 ? !Avx2.IsSupported : RuntimeInformation.ProcessArchitecture != Architecture.Arm64 || OperatingSystem.IsWindows())
            Skip = $"The package has no image for {RuntimeInformation.RuntimeIdentifier}, or the processor lacks AVX2.";
    }
}
