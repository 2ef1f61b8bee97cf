namespace NetGen;

/// <summary>What an <see cref="ArgumentException"/> says, for a message around it.</summary>
internal static class ArgumentReason
{
    /// <summary>The message without what the runtime adds to it: the parameter of an inner method, which the caller does not know, and a value that the message names already.</summary>
    public static string Of(ArgumentException error)
    {
        int end = error.ParamName is { } parameter ? error.Message.LastIndexOf($" (Parameter '{parameter}')", StringComparison.Ordinal) : -1;
        return end < 0 ? error.Message : error.Message[..end];
    }
}
