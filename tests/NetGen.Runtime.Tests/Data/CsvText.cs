using System.Text;

namespace NetGen.Runtime.Tests.Data;

/// <summary>Tables from text.</summary>
internal static class CsvText
{
    public static CsvTable Read(string text, CsvOptions? options = null) => Csv.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "file", options);

    public static string Refused(string text, CsvOptions? options = null) => Assert.Throws<InvalidDataException>(() => Read(text, options)).Message;
}
