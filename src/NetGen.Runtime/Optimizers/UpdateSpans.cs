using System.Runtime.CompilerServices;

namespace NetGen;

/// <summary>Parameters, their gradients and what is kept for them: one span for each value, empty where there is none.</summary>
internal readonly ref struct UpdateSpans(Span<float> parameters, ReadOnlySpan<float> gradients, Span<float> first, Span<float> second, Span<float> third)
{
    public readonly Span<float> Parameters = parameters;
    public readonly ReadOnlySpan<float> Gradients = gradients;
    public readonly Span<float> First = first;
    public readonly Span<float> Second = second;
    public readonly Span<float> Third = third;

    /// <summary>What belongs to some of the parameters.</summary>
    public UpdateSpans Slice(int start, int length) => new(
        Parameters.Slice(start, length), Gradients.Slice(start, length), Part(First, start, length), Part(Second, start, length), Part(Third, start, length));

    /// <summary>Writes the parameters and what is kept, as much as there is a place for.</summary>
    public void CopyResultsTo(in UpdateSpans other)
    {
        Parameters[..other.Parameters.Length].CopyTo(other.Parameters);
        First[..other.First.Length].CopyTo(other.First);
        Second[..other.Second.Length].CopyTo(other.Second);
        Third[..other.Third.Length].CopyTo(other.Third);
    }

    /// <summary>One parameter, of which all values are there.</summary>
    public UpdatedParameter this[int index] =>
        new(Parameters[index], Gradients[index], new() { First = First[index], Second = Second[index], Third = Third[index] });

    /// <summary>Writes one parameter and what is kept for it.</summary>
    public void Write(int index, in UpdatedParameter value) =>
        (Parameters[index], First[index], Second[index], Third[index]) = (value.Parameter, value.Kept.First, value.Kept.Second, value.Kept.Third);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Span<float> Part(Span<float> values, int start, int length) => values.IsEmpty ? default : values.Slice(start, length);
}
