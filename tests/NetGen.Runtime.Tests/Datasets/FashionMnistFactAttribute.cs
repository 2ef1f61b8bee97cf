namespace NetGen.Runtime.Tests.Datasets;

/// <summary>A test that needs the real files of Fashion-MNIST, and is skipped where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FashionMnistFactAttribute : FactAttribute
{
    public FashionMnistFactAttribute()
    {
        if (Folder is null)
            Skip = "Fashion-MNIST is not in shared/data/fashion-mnist beside the repository.";
    }

    /// <summary>Where the files are; null where they are not.</summary>
    public static string? Folder { get; } = Find(new(AppContext.BaseDirectory));

    private static string? Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NetGen.sln")))
            folder = folder.Parent;

        var data = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data", "fashion-mnist") : null;
        return data is not null && File.Exists(Path.Combine(data, "train-images-idx3-ubyte.gz")) ? data : null;
    }
}
