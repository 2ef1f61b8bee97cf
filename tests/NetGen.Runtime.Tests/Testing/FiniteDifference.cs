namespace NetGen.Runtime.Tests.Testing;

/// <summary>Slopes of functions in double.</summary>
internal static class FiniteDifference
{
    /// <summary>The central difference along one coordinate; <paramref name="x"/> is as it was afterwards.</summary>
    private static double At(double[] x, int coordinate, double step, Func<double[], double> function)
    {
        double middle = x[coordinate];
        x[coordinate] = middle + step;
        double above = function(x);
        x[coordinate] = middle - step;
        double below = function(x);
        x[coordinate] = middle;
        return (above - below) / (2 * step);
    }

    /// <summary>Fails where a gradient is not, coordinate by coordinate, the slope of a function.</summary>
    public static void AssertSlopes(float[] at, float[] gradient, Func<double[], double> function)
    {
        const double Step = 1e-5;
        const double Tolerance = 1e-6;
        double[] x = [.. at.Select(value => (double)value)];
        Assert.Equal(x.Length, gradient.Length);
        for (int i = 0; i < x.Length; i++)
        {
            double slope = At(x, i, Step, function);
            Assert.True(
                Math.Abs(slope - gradient[i]) <= Tolerance * Math.Max(1, Math.Abs(slope)),
                $"The gradient at {i} is {gradient[i]:R}, the slope {slope:R}.");
        }
    }
}
