namespace NetGen;

/// <summary>What <see cref="Network.Load(string, LoadOptions)"/> asks of a file.</summary>
public sealed class LoadOptions
{
    /// <summary>
    /// Whether to take the parameters of a network with other layers, where its tensors have the same names and shapes: the same products with another
    /// activation between them compute something else. False unless set, so that such a file is refused. A file that does not say which layers it is of is
    /// always taken.
    /// </summary>
    public bool AllowOtherLayers { get; init; }

    /// <summary>
    /// The layers whose parameters to take, by name, as for transfer learning; null, as unless set, for all. What else the file has, and whatever network it is
    /// of, does not matter then; all other parameters of the network stay, and so do its preprocessor and its names.
    /// </summary>
    public IReadOnlyCollection<string>? Layers { get; init; }
}
