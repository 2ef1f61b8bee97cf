using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Samples;

/// <summary>A test that needs the real data set, and is skipped where it is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FashionMnistFactAttribute : FactAttribute
{
    private const string DebianFolder = "/usr/share/datasets/fashion-mnist";
    private static readonly string SharedFolder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "fashion-mnist"));

    public FashionMnistFactAttribute()
    {
        if (Folder is null)
            Skip = $"Fashion-MNIST is neither at {SharedFolder} nor at {DebianFolder} (Debian's package dataset-fashion-mnist).";
    }

    /// <summary>Where the data set is; null where it is not.</summary>
    public static string? Folder { get; } =
        new[] { SharedFolder, DebianFolder }.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "train-images-idx3-ubyte.gz")));
}
