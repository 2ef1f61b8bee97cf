namespace NetGen;

/// <summary>
/// A network's parameters in a safetensors file, and beside them its preprocessor, where it has one, whose kind the names of the tensors tell, its layers, the
/// names of its classes and categories, and the state of a training.
/// </summary>
internal static class NetworkFile
{
    /// <summary>What the names of the texts start with that the library reads again; the others are for whoever looks into the file.</summary>
    internal const string Prefix = "netgen.";

    /// <summary>The layers, as <see cref="NetworkDescription.Signature"/> has them. Files of before have no such text, and those of others neither.</summary>
    private const string Layers = Prefix + "layers";

    /// <summary>Whether a text in a file is one that the library reads again.</summary>
    public static bool IsOwn(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    public static void Write(Stream stream, NetworkDescription description, ReadOnlySpan<float> parameters, Preprocessor? preprocessor, NetworkNames names,
        TrainingState? state = null) =>
        SafetensorsWriter.Write(stream, description.Tensors, parameters, Metadata(description, names), state, preprocessor?.Save());

    /// <summary>Fills the parameters; a wrong file changes nothing.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="source">What error messages call it.</param>
    /// <param name="description">The network.</param>
    /// <param name="sampleLength">How many values its samples have.</param>
    /// <param name="parameters">Takes the parameters.</param>
    /// <param name="state">Takes the state of a training; null where nobody asks for it.</param>
    /// <param name="allowOtherLayers">Whether the file may be one of other layers, so long as its tensors are the same.</param>
    /// <returns>The preprocessor, null where the file has none, and the names.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static (Preprocessor? Preprocessor, NetworkNames Names) Read(
        Stream stream, string source, NetworkDescription description, int sampleLength, Span<float> parameters, TrainingState? state = null,
            bool allowOtherLayers = false)
    {
        var (entries, metadata) = SafetensorsReader.ReadContent(stream, source, state);
        if (!allowOtherLayers)
            CheckLayers(source, description, metadata);

        var known = NamesFile.Read(metadata, source, description);
        string[] names = entries.Any(e => e.Name == MinMax.TensorNames[0]) ? MinMax.TensorNames
            : entries.Any(e => e.Name.StartsWith(Preprocessor.Prefix, StringComparison.Ordinal)) ? Standardize.TensorNames
            : [];
        if (names.Length == 0)
        {
            SafetensorsReader.ReadData(stream, source, entries, description.Tensors, parameters, state);
            return (null, known);
        }

        // The third of them, where there is one, holds the two bounds. Files of old have floats in place of doubles.
        double[][] parts = [.. names.Select((_, i) => new double[i == 2 ? 2 : sampleLength])];
        var vectors = names.Zip(parts).ToDictionary(part => part.First, part => part.Second, StringComparer.Ordinal);
        var values = new float[parameters.Length];
        SafetensorsReader.ReadData(stream, source, entries, description.Tensors, values, state, vectors);
        Preprocessor? preprocessor = parts.Length == 2 ? Standardize.From(parts[0], parts[1]) : MinMax.From(parts[0], parts[1], parts[2]);
        if (preprocessor is null)
            throw new InvalidDataException($"{source}: tensors {string.Join(", ", names)}: expected finite values, and scales above 0, found others.");

        values.CopyTo(parameters);
        return (preprocessor, known);
    }

    /// <summary>Fills the parameters of some layers from a file of whatever network; a wrong file changes nothing.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="source">What error messages call it.</param>
    /// <param name="description">The network.</param>
    /// <param name="layers">The names of the layers, whose first letters may be capitals or not.</param>
    /// <param name="parameters">Takes the parameters.</param>
    /// <exception cref="ArgumentException">The network has no layer of a name, or none with parameters.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or lacks a tensor of the layers.</exception>
    public static void ReadLayers(Stream stream, string source, NetworkDescription description, IReadOnlyCollection<string> layers, Span<float> parameters)
    {
        var known = description.Tensors.GroupBy(tensor => tensor.Name[..tensor.Name.LastIndexOf('.')]).ToDictionary(group => group.Key, StringComparer.Ordinal);
        var tensors = new List<ParameterTensor>();
        foreach (var layer in layers.Select(
            name => string.IsNullOrEmpty(name) ? "" : char.ToLowerInvariant(name[0]) + name[1..]).Distinct(StringComparer.Ordinal))
        {
            if (!known.TryGetValue(layer, out var own))
                throw new ArgumentException(
                    $"{description.Name} has no layer '{layer}' with parameters; it has {string.Join(", ", known.Keys)}.", nameof(layers));

            tensors.AddRange(own);
        }

        var (entries, _) = SafetensorsReader.ReadContent(stream, source);
        SafetensorsReader.ReadData(stream, source, entries, tensors, parameters, allowsOthers: true);
    }

    /// <summary>What stands in the file beside the tensors, in this order.</summary>
    private static List<(string Name, string Value)> Metadata(NetworkDescription description, NetworkNames names)
    {
        List<(string, string)> texts = [("format", "netgen"), ("network", description.Name)];
        if (description.Signature.Length > 0)
            texts.Add((Layers, description.Signature));
        texts.AddRange(NamesFile.Write(names));
        return texts;
    }

    private static void CheckLayers(string source, NetworkDescription description, Dictionary<string, string> metadata)
    {
        if (description.Signature.Length == 0 || !metadata.TryGetValue(Layers, out var layers) || layers == description.Signature)
            return;

        var (expected, found) = (Found.QuoteWhereItDiffers(description.Signature, layers), Found.QuoteWhereItDiffers(layers, description.Signature));
        throw new InvalidDataException(
            $"{source}: expected a network of the layers {expected}, found one of {found}. Where the tensors are the same, Load takes them with "
                + $"{nameof(LoadOptions)}.{nameof(LoadOptions.AllowOtherLayers)}.");
    }
}
