namespace NetGen.Datasets;

/// <summary>Where downloaded data sets are kept.</summary>
internal static class DataFolder
{
    /// <summary>The folder of one data set; it need not be there yet.</summary>
    public static string Of(string name)
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        // Users without a home, as services have none, keep them beside the program.
        return Path.Combine(data.Length > 0 ? data : AppContext.BaseDirectory, "NetGen", name);
    }
}
