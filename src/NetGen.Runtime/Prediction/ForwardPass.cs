using System.ComponentModel;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Predicts a batch: a function of the parameters and the samples, and of nothing else. Written by the generator.</summary>
/// <param name="batch">The number of samples.</param>
/// <param name="parameters">The parameters.</param>
/// <param name="input">The samples.</param>
/// <param name="output">Takes the outputs.</param>
/// <param name="arena">At least <see cref="NetworkDescription.PredictArena"/> floats a sample.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void ForwardPass(int batch, Weights parameters, ReadOnlySpan<float> input, Span<float> output, Span<float> arena);
