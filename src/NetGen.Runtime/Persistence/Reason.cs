namespace NetGen;

/// <summary>Why something was refused, as the message of another exception or a table tells it.</summary>
internal static class Reason
{
    /// <summary>
    /// The message without the parameter that the runtime adds to it: it is one of a method that the reader did not call, and an exception around it adds
    /// its own. The actual value stays where the message does not quote it already, on the same line.
    /// </summary>
    public static string Of(Exception error)
    {
        if (error is not ArgumentException argument)
            return error.Message;

        // The tails in the runtime's own words, which depend on how the program was published.
        var parameter = new ArgumentException("", argument.ParamName).Message;
        var actual = (error as ArgumentOutOfRangeException)?.ActualValue;
        var value = actual is null ? "" : new ArgumentOutOfRangeException(null, actual, "").Message;
        if (!error.Message.EndsWith(parameter + value, StringComparison.Ordinal))
            return error.Message;

        var text = error.Message[..^(parameter + value).Length];
        return actual is null || text.Contains($"'{actual}'", StringComparison.Ordinal) ? text : $"{text} {value.TrimStart()}";
    }
}
