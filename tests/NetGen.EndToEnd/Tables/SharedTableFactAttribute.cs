using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Tables;

/// <summary>A test that needs a real table, and is skipped where it is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTableFactAttribute : FactAttribute
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    public SharedTableFactAttribute(string file)
    {
        if (!File.Exists(PathOf(file)))
            Skip = $"There is no table {file} in {Folder}.";
    }

    /// <summary>Where a table is.</summary>
    public static string PathOf(string file) => Path.Combine(Folder, file);
}
