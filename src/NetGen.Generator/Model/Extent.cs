namespace NetGen.Generator.Model;

/// <summary>How long a value is: so many floats for each sample of a batch, or so many whatever the batch.</summary>
internal readonly record struct Extent(int Length, bool IsFixed = false);
