using NetGen.Generator.Protocol;

namespace NetGen.Generator.Losses;

/// <summary>Every loss and how it is read from its attribute. A new loss is one line here.</summary>
internal static class LossTable
{
    private static readonly Dictionary<string, Func<AttributeReader, Loss>> Readers = new()
    {
        ["CrossEntropy"] = _ => new CrossEntropy(),
        ["BinaryCrossEntropy"] = _ => new BinaryCrossEntropy(),
        ["MeanSquaredError"] = _ => new MeanSquaredError(),
        ["Huber"] = Huber.Read,
    };

    /// <summary>The losses that may follow from a last layer, with their defaults; the last of them follows from any.</summary>
    private static readonly Loss[] Inferred = [new CrossEntropy(), new BinaryCrossEntropy(), new MeanSquaredError()];

    /// <summary>Every kind of loss.</summary>
    public static IEnumerable<string> Kinds => Readers.Keys;

    /// <summary>Whether there is such a kind.</summary>
    public static bool Knows(string kind) => Readers.ContainsKey(kind);

    /// <summary>The kind of the layer that a loss is computed together with; null where it is none's.</summary>
    public static string? HeadOf(string kind) => Inferred.FirstOrDefault(loss => loss.Kind == kind)?.Head;

    /// <summary>The loss that is computed together with a kind of layer; null where there is none.</summary>
    public static string? KindFor(string? head) => Inferred.FirstOrDefault(loss => loss.Head is not null && loss.Head == head)?.Kind;

    public static Loss Read(AttributeReader reader) => Readers[reader.Kind](reader);

    /// <summary>The loss that goes with a last layer.</summary>
    public static Loss InferredFrom(Layer last) => Inferred.FirstOrDefault(loss => loss.FollowsFrom(last)) ?? Inferred[Inferred.Length - 1];
}
