namespace NetGen.Runtime.Tests.Reports;

public class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.34, "0.3400")]
    [InlineData(-0.12345, "−0.1235")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00012345, "0.000123")]
    [InlineData(0.0000123, "1.23e-5")]
    [InlineData(12.345, "12.35")]
    [InlineData(12345, "12,345")]
    [InlineData(-1.5e9, "−1.5e9")]
    [InlineData(double.NaN, "not defined")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Values_have_about_four_digits(double value, string text) => Assert.Equal(text, Figures.Value(value));

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.000031, "0.03 ms")]
    [InlineData(0.00425, "4.25 ms")]
    [InlineData(0.0104, "10 ms")]
    [InlineData(0.35, "350 ms")]
    [InlineData(4.21, "4.2 s")]
    [InlineData(192, "3 min 12 s")]
    [InlineData(90_120, "25 h 02 min")]
    public void Times_have_the_units_that_matter(double seconds, string text) => Assert.Equal(text, Figures.Time(TimeSpan.FromSeconds(seconds)));
}
