namespace NetGen.Generator.Tests.House;

/// <summary>What no analyzer looks after: how wide the lines of what ships are, and how long its files.</summary>
public class StyleTests
{
    private const int Widest = 160;

    private const int Longest = 400;

    public static TheoryData<string> Projects => [.. Directory.EnumerateDirectories(Source()).Select(folder => Path.GetFileName(folder))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_line_fits_a_screen(string project)
    {
        var wide = Files(project).SelectMany(file => File.ReadLines(file)
            .Select((line, i) => (Place: $"{Path.GetRelativePath(Source(), file)}({i + 1})", line.Length))
            .Where(line => line.Length > Widest));

        Assert.Empty(wide);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_fits_five_screens(string project) =>
        Assert.Empty(Files(project).Where(file => File.ReadLines(file).Count() > Longest).Select(file => Path.GetRelativePath(Source(), file)));

    private static IEnumerable<string> Files(string project)
    {
        var root = Path.Combine(Source(), project);
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"))
            .ToList();
        Assert.NotEmpty(files);
        return files;
    }

    private static string Source([System.Runtime.CompilerServices.CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "src"));
}
