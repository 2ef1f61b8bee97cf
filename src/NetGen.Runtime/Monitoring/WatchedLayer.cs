using System.ComponentModel;

namespace NetGen;

/// <summary>A layer whose outputs training shows to whoever watches. Written by the generator.</summary>
/// <param name="Name">Its name, as its tensors have it.</param>
/// <param name="Activation">What was last done to the outputs, such as <c>Relu</c>; <c>Linear</c> for nothing.</param>
/// <param name="Units">The extent of the outputs' last axis.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record WatchedLayer(string Name, string Activation, int Units);
