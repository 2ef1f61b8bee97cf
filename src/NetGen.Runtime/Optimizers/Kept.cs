namespace NetGen;

/// <summary>
/// What an optimizer keeps for a parameter, or for 16 of them: up to three values, the moments of its gradients mostly. Those beyond a rule's number mean
/// nothing.
/// </summary>
/// <remarks>Fields, and no array: those of a local the JIT keeps in registers.</remarks>
/// <typeparam name="T">A float, or lanes of them.</typeparam>
internal struct Kept<T>
    where T : struct
{
    public T First;
    public T Second;
    public T Third;
}
