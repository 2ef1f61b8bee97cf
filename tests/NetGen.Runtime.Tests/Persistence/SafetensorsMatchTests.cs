using static NetGen.Runtime.Tests.Persistence.SafetensorsFile;

namespace NetGen.Runtime.Tests.Persistence;

/// <summary>Whole files whose tensors are not those of the network: the message names the tensor.</summary>
public class SafetensorsMatchTests
{
    [Theory]
    [InlineData("3,2", 0, 24, "F32", "expected shape [2, 3], found [3, 2].")]
    [InlineData("6", 0, 24, "F32", "expected shape [2, 3], found [6].")]
    [InlineData("2,3,1", 0, 24, "F32", "expected shape [2, 3], found [2, 3, 1].")]
    [InlineData("", 0, 24, "F32", "expected shape [2, 3], found [].")]
    [InlineData("2,3", 0, 12, "F16", "expected dtype F32, found F16.")]
    [InlineData("2,3", 0, 24, "f32", "expected dtype F32, found f32.")]
    [InlineData("2,3", 0, 20, "F32", "expected data_offsets 24 bytes apart, found [0, 20].")]
    [InlineData("2,3", 24, 0, "F32", "expected data_offsets 24 bytes apart, found [24, 0].")]
    [InlineData("2,3", 0, long.MaxValue, "F32", "expected data_offsets 24 bytes apart, found [0, 9223372036854775807].")]
    public void A_tensor_of_another_kind_is_refused(string shape, long start, long end, string type, string expected) =>
        Assert.Equal("tensor 'a.kernel': " + expected, Refused(Of(Entry("a.kernel", shape, start, end, type), Bias)));

    [Theory]
    [InlineData(4, 28, 28, 40, "tensor 'a.kernel': expected data from offset 0, found 4: the tensors leave a gap.")]
    [InlineData(0, 24, 28, 40, "tensor 'a.bias': expected data from offset 24, found 28: the tensors leave a gap.")]
    [InlineData(0, 24, 20, 32, "tensor 'a.bias': expected data from offset 24, found 20: the tensors overlap.")]
    [InlineData(0, 24, 0, 12, "tensor 'a.kernel': expected data from offset 12, found 0: the tensors overlap.")]
    [InlineData(0, 24, 9223372036854775795, 9223372036854775807, "tensor 'a.bias': expected data from offset 24, found 9223372036854775795: the tensors leave a gap.")]
    public void Tensors_that_do_not_follow_one_another_are_refused(long start, long end, long biasStart, long biasEnd, string expected) =>
        Assert.Equal(expected, Refused(Of(Entry("a.kernel", "2,3", start, end), Entry("a.bias", "3", biasStart, biasEnd))));

    [Fact]
    public void A_missing_tensor_is_refused()
    {
        Assert.Equal("tensor 'a.bias': expected shape [3], found no such tensor.", Refused(Of(Kernel)));
        Assert.Equal("tensor 'a.kernel': expected shape [2, 3], found no such tensor.", Refused(Of()));
    }

    [Theory]
    [InlineData("b.bias")]
    [InlineData("A.bias")]
    [InlineData("a.bias ")]
    [InlineData("")]
    public void A_tensor_of_another_name_is_refused(string name) =>
        Assert.Equal(
            $"tensor '{name}': expected a.kernel, a.bias, found one that the network does not have.",
            Refused(Of(Kernel, Bias, Entry(name, "1", 36, 40))));

    [Fact]
    public void The_state_of_a_training_beside_the_weights_is_left_alone() =>
        Assert.Equal(Values, Read([.. Of(Kernel, Bias, Entry("training.moment", "2", 36, 52, "F64"), Entry("training.sum", "0", 52, 52)), .. new byte[16]]));

    [Theory]
    [InlineData("training.moment", "2", "F16", "expected dtype F32 or F64, found F16.")]
    [InlineData("training.moment", "1,1", "F32", "expected a shape of one axis, found [1, 1].")]
    [InlineData("training.moment", "2", "F64", "expected data_offsets 16 bytes apart, found [36, 40].")]
    [InlineData("Training.moment", "1", "F32", "expected a.kernel, a.bias, found one that the network does not have.")]
    public void A_state_that_is_none_is_refused(string name, string shape, string type, string expected) =>
        Assert.Equal($"tensor '{name}': {expected}", Refused(Of(Kernel, Bias, Entry(name, shape, 36, 40, type))));

    [Fact]
    public void A_state_comes_back_with_all_its_bits()
    {
        var state = new TrainingState();
        state.Set("text", "\"ä\n");
        state.Section("a").Set("number", 0.1 + 0.2);
        state.Set("nan", double.NaN);
        state.Set("endless", double.NegativeInfinity);
        state.Set("zero", -0.0);
        state.Section("a").Set("whole", long.MinValue);
        state.Set("floats", [1.5f, float.NaN, -0f]);
        state.Set("doubles", [0.1, double.Epsilon]);
        var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, Tensors, Values, Metadata, state);
        stream.Position = 0;
        var (weights, read) = (new float[9], new TrainingState());

        SafetensorsReader.ReadData(stream, "net", SafetensorsReader.ReadContent(stream, "net", read).Entries, Tensors, weights, read);

        Assert.Equal(Values, weights);
        Assert.Equal(state.Values, read.Values);
        Assert.Equal(state.Arrays.Keys, read.Arrays.Keys);
        Assert.Equal(0.1 + 0.2, read.Section("a").GetNumber("number"));
        Assert.Equal(double.NegativeInfinity, read.GetNumber("endless"));
        Assert.True(double.IsNegative(read.GetNumber("zero")));
        Assert.Equal(long.MinValue, read.Section("a").GetInteger("whole"));
        Assert.Equal([1.5f, float.NaN, -0f], read.GetFloats("floats").ToArray());
        Assert.Equal([0.1, double.Epsilon], read.GetDoubles("doubles").ToArray());
        Assert.Equal(Values, Read(stream.ToArray()));
    }

    [Fact]
    public void A_tensor_named_twice_is_refused()
    {
        Assert.Equal("tensor 'a.kernel': expected once, found twice.", Refused(Of(Kernel, Bias, Kernel)));
        Assert.Equal("tensor 'a.kernel': expected once, found twice.", Refused(Of(Kernel, Bias, Kernel.Replace("a.kernel", "a\\u002ekernel", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("""{"dtype":"F32","shape":[2,3]}""", "expected dtype, shape and two data_offsets, found dtype F32, shape [2, 3], data_offsets none.")]
    [InlineData("""{"dtype":"F32","data_offsets":[0,24]}""", "expected dtype, shape and two data_offsets, found dtype F32, shape none, data_offsets [0, 24].")]
    [InlineData("""{"shape":[2,3],"data_offsets":[0,24]}""", "expected dtype, shape and two data_offsets, found dtype none, shape [2, 3], data_offsets [0, 24].")]
    [InlineData("""{"dtype":"F32","shape":[2,3],"data_offsets":[0,24,36]}""", "expected dtype, shape and two data_offsets, found dtype F32, shape [2, 3], data_offsets [0, 24, 36].")]
    [InlineData("""{"dtype":"F32","shape":[2,3],"data_offsets":[0,24],"scale":1}""", "expected dtype, shape and data_offsets, found 'scale'.")]
    [InlineData("""{"dtype":"F32","shape":[2,3],"shape":[2,3],"data_offsets":[0,24]}""", "shape: expected once, found twice.")]
    [InlineData("""{"dtype":"F16","dtype":"F32","shape":[2,3],"data_offsets":[0,24]}""", "dtype: expected once, found twice.")]
    [InlineData("""{"dtype":32,"shape":[2,3],"data_offsets":[0,24]}""", "dtype: expected a string, found Number.")]
    [InlineData("""{"dtype":"F32","shape":6,"data_offsets":[0,24]}""", "shape: expected an array, found Number.")]
    [InlineData("""{"dtype":"F32","shape":[2,-3],"data_offsets":[0,24]}""", "shape: expected whole numbers from 0, found -3.")]
    [InlineData("""{"dtype":"F32","shape":[2,3],"data_offsets":[0,2.5]}""", "data_offsets: expected whole numbers from 0, found 2.5.")]
    [InlineData("""{"dtype":"F32","shape":[2,99999999999999999999],"data_offsets":[0,24]}""", "shape: expected whole numbers from 0, found 99999999999999999999.")]
    [InlineData("""{"dtype":"F32","shape":[2,"3"],"data_offsets":[0,24]}""", "shape: expected whole numbers from 0, found String.")]
    [InlineData("[2,3]", "expected a JSON object, found StartArray.")]
    public void A_description_that_is_none_is_refused(string description, string expected)
    {
        string found = Refused(Of("\"a.kernel\":" + description, Bias));

        Assert.StartsWith("tensor 'a.kernel'", found);
        Assert.EndsWith(": " + expected, found);
    }
}
