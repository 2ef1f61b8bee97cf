namespace NetGen;

/// <summary>
/// A network's parameters in a safetensors file, and beside them its preprocessor, where it has one, whose kind the names of the tensors tell, the names of its
/// classes and categories, and the state of a training.
/// </summary>
internal static class NetworkFile
{
    public static void Write(Stream stream, NetworkDescription description, ReadOnlySpan<float> parameters, Preprocessor? preprocessor, NetworkNames names, TrainingState? state = null)
    {
        var metadata = NamesFile.Write(names);
        if (preprocessor is null)
        {
            SafetensorsWriter.Write(stream, description.Tensors, parameters, description.Name, state, metadata);
            return;
        }

        List<ParameterTensor> tensors = [.. description.Tensors];
        List<float> values = [.. parameters];
        foreach (var (name, part) in preprocessor.Save())
        {
            tensors.Add(new(name, values.Count, [part.Length], Initializer.Zeros));
            values.AddRange(part);
        }

        SafetensorsWriter.Write(stream, tensors, values.ToArray(), description.Name, state, metadata);
    }

    /// <summary>Fills the parameters; a wrong file changes nothing.</summary>
    /// <returns>The preprocessor, null where the file has none, and the names.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static (Preprocessor? Preprocessor, NetworkNames Names) Read(Stream stream, string source, NetworkDescription description, int sampleLength, Span<float> parameters, TrainingState? state = null)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var entries = SafetensorsReader.ReadEntries(stream, source, state, metadata);
        var known = NamesFile.Read(metadata, source, description);
        string[] names = entries.Any(e => e.Name == MinMax.TensorNames[0]) ? MinMax.TensorNames
            : entries.Any(e => e.Name.StartsWith(Preprocessor.Prefix, StringComparison.Ordinal)) ? Standardize.TensorNames
            : [];
        if (names.Length == 0)
        {
            SafetensorsReader.ReadData(stream, source, entries, description.Tensors, parameters, state);
            return (null, known);
        }

        List<ParameterTensor> tensors = [.. description.Tensors];
        var length = parameters.Length;
        for (var i = 0; i < names.Length; i++)
        {
            // The third of them, where there is one, holds the two bounds.
            int[] shape = [i == 2 ? 2 : sampleLength];
            tensors.Add(new(names[i], length, shape, Initializer.Zeros));
            length += shape[0];
        }

        var values = new float[length];
        SafetensorsReader.ReadData(stream, source, entries, tensors, values, state);
        var parts = tensors.TakeLast(names.Length).Select(t => values.AsSpan(t.Offset, t.Length).ToArray()).ToArray();
        Preprocessor? preprocessor = parts.Length == 2 ? Standardize.From(parts[0], parts[1]) : MinMax.From(parts[0], parts[1], parts[2]);
        if (preprocessor is null)
            throw new InvalidDataException($"{source}: tensors {string.Join(", ", names)}: expected finite values, and scales above 0, found others.");

        values.AsSpan(0, parameters.Length).CopyTo(parameters);
        return (preprocessor, known);
    }
}
