namespace NetGen;

/// <summary>A network's parameters in a safetensors file, and beside them its preprocessor, where it has one, whose kind the names of the tensors tell, and the state of a training.</summary>
internal static class NetworkFile
{
    public static void Write(Stream stream, NetworkDescription description, ReadOnlySpan<float> parameters, Preprocessor? preprocessor, TrainingState? state = null)
    {
        SafetensorsWriter.Write(stream, description.Tensors, parameters, description.Name, state, preprocessor?.Save());
    }

    /// <summary>Fills the parameters; a wrong file changes nothing.</summary>
    /// <returns>The preprocessor; null where the file has none.</returns>
    /// <exception cref="InvalidDataException">The file is damaged or belongs to another network.</exception>
    public static Preprocessor? Read(Stream stream, string source, NetworkDescription description, int sampleLength, Span<float> parameters, TrainingState? state = null)
    {
        var entries = SafetensorsReader.ReadEntries(stream, source, state);
        string[] names = entries.Any(e => e.Name == MinMax.TensorNames[0]) ? MinMax.TensorNames
            : entries.Any(e => e.Name.StartsWith(Preprocessor.Prefix, StringComparison.Ordinal)) ? Standardize.TensorNames
            : [];
        if (names.Length == 0)
        {
            SafetensorsReader.ReadData(stream, source, entries, description.Tensors, parameters, state);
            return null;
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
        return preprocessor;
    }
}
