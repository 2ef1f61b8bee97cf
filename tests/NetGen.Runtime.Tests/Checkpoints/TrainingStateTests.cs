namespace NetGen.Runtime.Tests.Checkpoints;

public class TrainingStateTests
{
    private readonly TrainingState _root = new();

    private TrainingState Section => _root.Section("callbacks").Section("Mine");

    [Theory]
    [InlineData("7", 7)]
    [InlineData("-3", -3)]
    public void A_whole_number_of_its_range_is_read(string text, long value)
    {
        Section.Set("a", text);

        Assert.Equal(value, Section.GetInteger("a", -3, 7));
    }

    [Theory]
    [InlineData("8", "expected a whole number from -3 to 7, found 8.")]
    [InlineData("-4", "expected a whole number from -3 to 7, found -4.")]
    [InlineData("9223372036854775808", "expected a whole number, found '9223372036854775808'.")]
    [InlineData("1.0", "expected a whole number, found '1.0'.")]
    [InlineData("NaN", "expected a whole number, found 'NaN'.")]
    [InlineData("", "expected a whole number, found ''.")]
    public void Another_one_is_refused_by_its_whole_name(string text, string expected)
    {
        Section.Set("a", text);

        Assert.Equal($"'callbacks.Mine.a': {expected}", Assert.Throws<InvalidDataException>(() => Section.GetInteger("a", -3, 7)).Message);
    }

    [Theory]
    [InlineData("2147483648", "expected a whole number from 0 to 2147483647, found 2147483648.")]
    [InlineData("-1", "expected a whole number from 0 to 2147483647, found -1.")]
    public void A_count_is_none_of_these(string text, string expected)
    {
        Section.Set("a", text);

        Assert.EndsWith(expected, Assert.Throws<InvalidDataException>(() => Section.GetCount("a")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NaN", "expected a number from 0 to 1, found NaN.")]
    [InlineData("1e999", "expected a number from 0 to 1, found Infinity.")]
    [InlineData("-1E-300", "expected a number from 0 to 1, found -1E-300.")]
    [InlineData("half", "expected a number, found 'half'.")]
    public void A_number_of_a_range_is_none_of_these(string text, string expected)
    {
        Section.Set("a", text);

        Assert.EndsWith(expected, Assert.Throws<InvalidDataException>(() => Section.GetNumber("a", 0, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_array_has_its_length_and_its_type()
    {
        Section.Set("a", [1f, 2f]);

        Assert.Equal([1f, 2f], Section.GetFloats("a", 2).ToArray());
        Assert.Equal("'callbacks.Mine.a': expected 3 values, found 2.", Assert.Throws<InvalidDataException>(() => { Section.GetFloats("a", 3); }).Message);
        Assert.StartsWith("'callbacks.Mine.a': expected an array of Double, found none", Assert.Throws<InvalidDataException>(() => { Section.GetDoubles("a", 2); }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_users_refuse_is_cut_and_escaped_as_well() =>
        Assert.Equal($"'callbacks.Mine.a': expected less, found \\n{new string('x', 98)}....", Section.Invalid("a", "less", "\n" + new string('x', 500)).Message);
}
