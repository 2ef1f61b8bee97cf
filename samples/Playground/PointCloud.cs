namespace Playground;

/// <summary>Points of two classes in the plane, from about -6 to 6 in both directions, drawn as TensorFlow Playground draws them.</summary>
internal static class PointCloud
{
    private const int Count = 500;
    private const double Radius = 5;

    /// <summary>What <see cref="Make"/> knows.</summary>
    public static readonly string[] Names = ["circle", "xor", "gauss", "spiral"];

    /// <summary>Draws points.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="noise">How far points stray, from 0 to 0.5.</param>
    /// <param name="seed">The same seed draws the same points.</param>
    public static Dataset<float> Make(string name, double noise, int seed)
    {
        var random = new Random(seed);
        var points = new float[2 * Count];
        var labels = new float[Count];
        for (var i = 0; i < Count; i++)
        {
            var isSecond = i >= Count / 2;
            var (x, y, isBlue) = name switch
            {
                "circle" => Circle(random, noise, isSecond),
                "xor" => Xor(random, noise),
                "gauss" => Gauss(random, noise, isSecond),
                _ => Spiral(random, noise, isSecond, (double)(i % (Count / 2)) / (Count / 2)),
            };
            points[2 * i] = (float)x;
            points[(2 * i) + 1] = (float)y;
            labels[i] = isBlue ? 1 : 0;
        }

        return Dataset.Regression(points, labels, Count);
    }

    /// <summary>A disc, and a ring around it. Whether a point that strays is in the disc decides its class, not where it was.</summary>
    private static (double X, double Y, bool IsBlue) Circle(Random random, double noise, bool isRing)
    {
        var radius = isRing ? Uniform(random, 0.7 * Radius, Radius) : Uniform(random, 0, Radius / 2);
        var (sin, cos) = Math.SinCos(Uniform(random, 0, 2 * Math.PI));
        var (x, y) = (radius * sin, radius * cos);
        var isInside = Math.Sqrt(Square(x + Stray(random, noise)) + Square(y + Stray(random, noise))) < Radius / 2;
        return (x, y, isInside);
    }

    /// <summary>Four squares, the class being that of the coordinates' signs, with a gap between them.</summary>
    private static (double X, double Y, bool IsBlue) Xor(Random random, double noise)
    {
        const double Gap = 0.3;
        var (x, y) = (Uniform(random, -Radius, Radius), Uniform(random, -Radius, Radius));
        (x, y) = (x + Math.CopySign(Gap, x), y + Math.CopySign(Gap, y));
        return (x, y, (x + Stray(random, noise)) * (y + Stray(random, noise)) >= 0);
    }

    /// <summary>Two clouds, wider with more noise.</summary>
    private static (double X, double Y, bool IsBlue) Gauss(Random random, double noise, bool isSecond)
    {
        var variance = 0.5 + (7 * noise);
        var center = isSecond ? -2 : 2;
        return (center + (Normal(random) * Math.Sqrt(variance)), center + (Normal(random) * Math.Sqrt(variance)), !isSecond);
    }

    /// <summary>Two arms that turn around each other.</summary>
    private static (double X, double Y, bool IsBlue) Spiral(Random random, double noise, bool isSecond, double along)
    {
        var (sin, cos) = Math.SinCos((1.75 * along * 2 * Math.PI) + (isSecond ? Math.PI : 0));
        return ((along * Radius * sin) + Uniform(random, -noise, noise), (along * Radius * cos) + Uniform(random, -noise, noise), !isSecond);
    }

    private static double Stray(Random random, double noise) => Uniform(random, -Radius, Radius) * noise;

    private static double Uniform(Random random, double from, double to) => from + (random.NextDouble() * (to - from));

    /// <summary>A normal number, after Box and Muller.</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Square(double value) => value * value;
}
