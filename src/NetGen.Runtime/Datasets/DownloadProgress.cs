namespace NetGen.Datasets;

/// <summary>How far the download of a file is.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">How many bytes are here.</param>
/// <param name="Length">How many there are; null where the server does not say.</param>
public readonly record struct DownloadProgress(string File, long Bytes, long? Length);
