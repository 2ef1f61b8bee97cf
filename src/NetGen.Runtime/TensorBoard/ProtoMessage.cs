using Google.Protobuf;

namespace NetGen;

/// <summary>A protobuf message under construction, in memory that is used again for the next one. Nothing at its default need be written.</summary>
internal sealed class ProtoMessage
{
    private const int BufferSize = 512;

    private readonly MemoryStream _bytes = new();
    private readonly CodedOutputStream _coded;

    public ProtoMessage() => _coded = new CodedOutputStream(_bytes, BufferSize, leaveOpen: true);

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            _coded.Flush();
            return _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);
        }
    }

    public ProtoMessage Clear()
    {
        _coded.Flush();
        _bytes.SetLength(0);
        return this;
    }

    public ProtoMessage Write(int field, double value)
    {
        _coded.WriteTag(field, WireFormat.WireType.Fixed64);
        _coded.WriteDouble(value);
        return this;
    }

    public ProtoMessage Write(int field, float value)
    {
        _coded.WriteTag(field, WireFormat.WireType.Fixed32);
        _coded.WriteFloat(value);
        return this;
    }

    public ProtoMessage Write(int field, long value)
    {
        _coded.WriteTag(field, WireFormat.WireType.Varint);
        _coded.WriteInt64(value);
        return this;
    }

    public ProtoMessage Write(int field, string value)
    {
        _coded.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _coded.WriteString(value);
        return this;
    }

    public ProtoMessage Write(int field, ProtoMessage value) => Write(field, value.Bytes);

    public ProtoMessage Write(int field, ReadOnlySpan<byte> value)
    {
        _coded.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _coded.WriteLength(value.Length);
        _coded.Flush();
        _bytes.Write(value);
        return this;
    }

    /// <summary>A packed repeated field.</summary>
    public ProtoMessage Write(int field, ReadOnlySpan<double> values)
    {
        _coded.WriteTag(field, WireFormat.WireType.LengthDelimited);
        _coded.WriteLength(values.Length * sizeof(double));
        foreach (var value in values)
            _coded.WriteDouble(value);
        return this;
    }
}
