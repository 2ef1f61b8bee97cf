using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace NetGen.Trainee;

/// <summary>
/// Listens to the JIT and keeps the vector operations that it left as calls: in optimised code of ours. What is meant not to be inlined
/// says so and is left out; a caller that is not optimised yet inlines nothing and reports nothing.
/// </summary>
internal sealed class InliningWatch : EventListener
{
    private const EventKeywords JitTracing = (EventKeywords)0x1000;

    private readonly ConcurrentDictionary<string, bool> _found = new();

    /// <summary>How many inlinings failed, vector operations or not: none would mean that the JIT was not heard.</summary>
    public int Heard { get; private set; }

    /// <summary>Each operation left as a call: where, what and why.</summary>
    public IEnumerable<string> Found => _found.Keys.Order(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
            EnableEvents(eventSource, EventLevel.Verbose, JitTracing);
    }

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The method that is compiled: 0 to 2; what was to be inlined: 6 namespace, 7 name, 8 signature; 10 the reason.
        if (eventData.EventName?.StartsWith("MethodJitInliningFailed", StringComparison.Ordinal) != true || eventData.Payload is not { Count: > 10 } payload)
            return;
        Heard++;
        string root = $"{payload[0]}", inlinee = $"{payload[6]}", signature = $"{payload[8]}", reason = $"{payload[10]}";
        var isOnVectors = inlinee.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal)
            || IsPass(root) && IsOurs(inlinee)
            || IsOurs(inlinee) && signature.Contains("System.Runtime.Intrinsics.Vector", StringComparison.Ordinal);
        if (IsOurs(root) && isOnVectors && !reason.Contains("noinline", StringComparison.Ordinal))
            _found.TryAdd($"{root}.{payload[1]}: {inlinee}.{payload[7]} ({reason})", true);
    }

    // What runs a pass at a width: all that we wrote is to become part of it.
    private static bool IsPass(string type) => type is "NetGen.Kernels.Vectors.Lanes512" or "NetGen.Kernels.Vectors.Lanes256" or "NetGen.Kernels.Vectors.Lanes128";

    private static bool IsOurs(string type) => type.StartsWith("NetGen.", StringComparison.Ordinal);
}
