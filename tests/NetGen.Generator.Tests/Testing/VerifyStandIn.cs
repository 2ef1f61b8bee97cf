using System.Runtime.CompilerServices;

// Stands in for the package Verify.Xunit where a registry does not have it: the same namespace, call and files. See the project file.
namespace VerifyXunit;

/// <summary>Compares texts with the files beside the test, named as Verify names them.</summary>
internal static class Verifier
{
    /// <summary>
    /// Asserts that a text equals <c>Class.Test.verified.extension</c>. Where it does not, the text is written to
    /// <c>Class.Test.received.extension</c>; to accept it, rename that file.
    /// </summary>
    public static async Task Verify(string target, string extension, [CallerFilePath] string sourceFile = "", [CallerMemberName] string test = "")
    {
        var name = Path.Combine(Path.GetDirectoryName(sourceFile)!, $"{Path.GetFileNameWithoutExtension(sourceFile)}.{test}");
        var verified = $"{name}.verified.{extension}";
        var received = $"{name}.received.{extension}";

        var text = Normalize(target);
        if (File.Exists(verified) && Normalize(await File.ReadAllTextAsync(verified)) == text)
        {
            File.Delete(received);
            return;
        }

        await File.WriteAllTextAsync(received, text);
        Assert.Fail($"The text differs from {Path.GetFileName(verified)}. It stands in {Path.GetFileName(received)} beside it; rename that file to accept it.");
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n');
}
