namespace NetGen;

/// <summary>The field numbers of the message <c>Event</c>.</summary>
internal static class EventFields
{
    public const int WallTime = 1;
    public const int Step = 2;
    public const int FileVersion = 3;
    public const int GraphDef = 4;
    public const int Summary = 5;
    public const int SessionLog = 7;
}

/// <summary>The field numbers of the message <c>SessionLog</c>.</summary>
internal static class SessionFields
{
    public const int Status = 1;
}

/// <summary>The field numbers of the message <c>Summary</c>, and of its values.</summary>
internal static class SummaryFields
{
    public const int Value = 1;

    public const int Tag = 1;
    public const int SimpleValue = 2;
    public const int Image = 4;
    public const int Histogram = 5;
}

/// <summary>The field numbers of the message <c>HistogramProto</c>.</summary>
internal static class HistogramFields
{
    public const int Min = 1;
    public const int Max = 2;
    public const int Count = 3;
    public const int Sum = 4;
    public const int SumOfSquares = 5;
    public const int Limits = 6;
    public const int Counts = 7;
}

/// <summary>The field numbers of the message <c>Summary.Image</c>.</summary>
internal static class ImageFields
{
    public const int Height = 1;
    public const int Width = 2;
    public const int Colorspace = 3;
    public const int Encoded = 4;
}

/// <summary>The field numbers of the messages of a graph: <c>GraphDef</c>, <c>NodeDef</c>, <c>AttrValue</c> and <c>TensorShapeProto</c>.</summary>
internal static class GraphFields
{
    public const int Node = 1;
    public const int Versions = 4;
    public const int Producer = 1;

    public const int NodeName = 1;
    public const int NodeOperation = 2;
    public const int NodeInput = 3;
    public const int NodeAttribute = 5;

    public const int EntryKey = 1;
    public const int EntryValue = 2;

    public const int AttributeList = 1;
    public const int AttributeText = 2;
    public const int AttributeType = 6;
    public const int AttributeShape = 7;

    public const int ShapeExtent = 2;
    public const int ExtentSize = 1;
}
