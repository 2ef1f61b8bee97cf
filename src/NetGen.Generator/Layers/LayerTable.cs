using NetGen.Generator.Protocol;

namespace NetGen.Generator.Layers;

/// <summary>Every kind of layer and how it is read from its attribute. A new kind of layer is one line here.</summary>
internal static class LayerTable
{
    private static readonly Dictionary<string, Func<AttributeReader, IEnumerable<Layer>>> Readers = new()
    {
        ["Flatten"] = _ => [new Flatten()],
        ["Dense"] = Dense.Read,
        ["Dropout"] = r => [Dropout.Read(r)],
        ["Softmax"] = _ => [new Softmax()],
        ["Activation"] = ReadActivation,
        ["PRelu"] = r => [PRelu.Read(r)],
        ["Relu"] = _ => [Elementwise.Relu],
        ["LeakyRelu"] = r => [Elementwise.ReadLeakyRelu(r)],
        ["Relu6"] = _ => [Elementwise.Relu6],
        ["Elu"] = r => [Elementwise.ReadElu(r)],
        ["Softplus"] = _ => [Elementwise.Softplus],
        ["Sigmoid"] = _ => [Elementwise.Sigmoid],
        ["Tanh"] = _ => [Elementwise.Tanh],
        ["BatchNorm"] = r => [BatchNorm.Read(r)],
        ["Add"] = _ => [new Add()],
        ["Multiply"] = _ => [new Multiply()],
        ["Average"] = _ => [new Average()],
        ["Maximum"] = _ => [new Maximum()],
        ["Concat"] = _ => [new Concat()],
        ["Dot"] = r => [new Dot(r.Flag("Normalize", false))],
    };

    /// <summary>Every kind.</summary>
    public static IEnumerable<string> Kinds => Readers.Keys;

    /// <summary>Whether there is such a kind.</summary>
    public static bool Knows(string kind) => Readers.ContainsKey(kind);

    /// <summary>The layers that an attribute stands for: one, or a dense layer and its activation.</summary>
    public static IEnumerable<Layer> Read(AttributeReader reader) => Readers[reader.Kind](reader);

    /// <summary>The layer that <c>[Activation(function)]</c> stands for.</summary>
    private static IEnumerable<Layer> ReadActivation(AttributeReader reader)
    {
        reader.Require("function", "Activation(Relu)", "Activation(OneOf = new[] { Relu, Tanh })");
        var function = reader.Member("function", "Linear");
        return function == "Linear" && reader.KindOf("From") is not null ? [new Linear()] : OfActivation(function);
    }

    /// <summary>The layer that a member of <c>NetGen.Activation</c> stands for, with its defaults; none for the identity.</summary>
    public static IEnumerable<Layer> OfActivation(string member) =>
        member == "Linear" || !Readers.TryGetValue(member, out var read) ? [] : read(AttributeReader.Defaults(member));
}
