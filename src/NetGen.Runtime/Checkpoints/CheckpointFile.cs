namespace NetGen;

/// <summary>A training in a file: the weights as <see cref="Network.Save(string)"/> writes them, and beside them everything a resume needs.</summary>
internal static class CheckpointFile
{
    /// <summary>What the names of everything but the weights start with.</summary>
    public const string Prefix = "training.";

    private const string Version = "1";
    private const string VersionName = "version";

    /// <summary>Whether a name in a file is that of a training's state.</summary>
    public static bool IsState(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The name in a <see cref="TrainingState"/>.</summary>
    public static string WithoutPrefix(string name) => name[Prefix.Length..];

    /// <summary>Writes a checkpoint; a crash leaves the old file or the new one.</summary>
    public static void Write(string path, Network network, TrainingState state)
    {
        state.Set(VersionName, Version);
        AtomicFile.Write(path, stream => NetworkFile.Write(stream, network.Description, network.Parameters, network.Preprocessor, network.Names, state));
    }

    /// <summary>Reads a checkpoint of a network.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Takes the weights; those of the network stay as they are.</param>
    /// <returns>The state of the training, and the network's preprocessor and names.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, of another network, or holds only weights.</exception>
    public static (TrainingState State, Preprocessor? Preprocessor, NetworkNames Names) Read(string path, Network network, Span<float> parameters)
    {
        var state = new TrainingState();
        Preprocessor? preprocessor;
        NetworkNames names;
        using (var file = AtomicFile.OpenRead(path))
            (preprocessor, names) = NetworkFile.Read(file, path, network.Description, network.SampleLength, parameters, state);

        if (!state.Values.TryGetValue(VersionName, out var version))
            throw new InvalidDataException($"{path}: expected a checkpoint, found weights alone; Load reads those.");
        if (version != Version)
            throw new InvalidDataException($"{path}: '{Prefix}{VersionName}': expected {Version}, found {Found.Show(version)}.");
        return (state, preprocessor, names);
    }
}
