using NetGen.EndToEnd.Programs;

namespace NetGen.EndToEnd.Files;

/// <summary>A few thousand damaged files, and a few thousand loads of a file that is being saved, by the program that does so with a million.</summary>
public sealed class DamageTests
{
    private const string Files = "400";
    private const string Seed = "20";

    private static readonly string Program = Path.Combine(Repository.Root, "tests", "NetGen.Damage", "bin", Repository.Configuration, "net10.0", "NetGen.Damage.dll");

    [Theory]
    [InlineData("safetensors")]
    [InlineData("preprocessor")]
    [InlineData("checkpoint")]
    [InlineData("checkpoint.sgd")]
    [InlineData("journal")]
    [InlineData("csv")]
    [InlineData("csv.gz")]
    [InlineData("csv.open")]
    [InlineData("idx")]
    [InlineData("idx.gz")]
    [InlineData("idx.images")]
    [InlineData("samples")]
    public void A_damaged_file_is_taken_or_refused_as_the_documentation_says(string kind) => Assert.Contains($"{Files} files: ", Run("damage", Files, Seed, kind), StringComparison.Ordinal);

    [Theory]
    [InlineData("1")]
    [InlineData("4")]
    public void No_load_beside_writers_is_refused(string writers) => Assert.Contains(": 0 refused, 0 files left behind;", Run("loads", "16", "4000", writers), StringComparison.Ordinal);

    private static string Run(params string[] arguments)
    {
        using var elsewhere = new TemporaryFolder();
        return Dotnet.Run(elsewhere.Path, [Program, .. arguments]).ShouldExitWith(0).Output;
    }
}
