namespace NetGen.Runtime.Tests.Persistence;

public class FoundTests
{
    [Theory]
    [InlineData("", "''")]
    [InlineData("epoch", "'epoch'")]
    [InlineData("a\0b\tc\r\nd", @"'a\0b\tc\r\nd'")]
    [InlineData("\u001b[2J\u0085\u007f", @"'\u001B[2J\u0085\u007F'")]
    [InlineData("left\u202Eright\u2028next", @"'left\u202Eright\u2028next'")]
    [InlineData("\U0001F600 é", "'\U0001F600 é'")]
    public void A_text_is_shown_with_control_characters_as_escapes(string text, string shown) => Assert.Equal(shown, Found.Quote(text));

    [Fact]
    public void Half_a_character_is_shown_as_none() => Assert.Equal("'a\uFFFDb'", Found.Quote("a" + (char)0xD800 + "b"));

    [Fact]
    public void A_long_text_is_cut_to_100_characters_and_no_character_in_half()
    {
        Assert.Equal(new string('x', 100), Found.Show(new string('x', 100)));
        Assert.Equal(new string('x', 100) + "...", Found.Show(new string('x', 101)));
        Assert.Equal(new string('x', 99) + "...", Found.Show(new string('x', 99) + "\U0001F600"));
        Assert.Equal(new string('x', 98) + "...", Found.Show(new string('x', 98) + "\n\u001b" + new string('x', 1000))[..98] + "...");
    }

    [Fact]
    public void Two_long_texts_are_shown_where_they_differ()
    {
        var alike = new string('x', 500);

        Assert.Equal("'..." + new string('x', 20) + "1'", Found.QuoteWhereItDiffers(alike + "1", alike + "2"));
        Assert.Equal("'..." + new string('x', 20) + "'", Found.QuoteWhereItDiffers(alike, alike + "2"));
        Assert.Equal("'ab'", Found.QuoteWhereItDiffers("ab", "ac"));
    }
}
