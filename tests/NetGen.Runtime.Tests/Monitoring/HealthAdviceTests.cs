using System.Reflection;
using System.Text.RegularExpressions;

namespace NetGen.Runtime.Tests.Monitoring;

/// <summary>Advice recommends what there is.</summary>
public partial class HealthAdviceTests
{
    /// <summary>Words of the texts that are no names, for a sentence starts with them or everybody writes them so.</summary>
    private static readonly string[] Words = ["Try", "For", "Look", "NaN", "ReLU"];

    /// <summary>What is recommended in words of its own, and what there is for it.</summary>
    private static readonly (string Words, MemberInfo? Member)[] Recommended =
    [
        ("a smaller learning rate", typeof(Optimizer).GetProperty(nameof(Optimizer.LearningRate))),
        ("inputs scaled to about -1 to 1", typeof(FitOptions<int>).GetProperty(nameof(FitOptions<>.Preprocessor))),
        ("inputs and targets scaled to about -1 to 1", typeof(FitOptions<int>).GetProperty(nameof(FitOptions<>.Preprocessor))),
        ("gradient clipping", typeof(FitOptions<int>).GetProperty("GlobalClipNorm")),
        ("weight regularization", typeof(DenseAttribute).GetProperty(nameof(DenseAttribute.KernelL2))),
        ("smaller initial weights", typeof(DenseAttribute).GetProperty(nameof(DenseAttribute.KernelInitializer))),
        ("fewer layers", typeof(LayerAttribute)),
    ];

    public static TheoryData<string, string> Texts
    {
        get
        {
            var texts = new TheoryData<string, string> { { "a loss that runs away", HealthAdvice.OfRunaway } };
            foreach (var (what, report) in Reports())
            {
                foreach (var advice in report.Advice)
                    texts.Add(what, advice);
            }

            return texts;
        }
    }

    [Fact]
    public void Every_text_there_is_is_looked_at()
    {
        foreach (var (what, report) in Reports())
            Assert.True(report.Advice.Count > 0, what);
        Assert.True(Texts.Count() >= 11);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Every_name_in_a_text_is_a_public_one(string what, string text)
    {
        var names = Names();
        foreach (var name in Name().Matches(text).Select(match => match.Value).Except(Words))
            Assert.True(names.Contains(name), $"{what}: '{name}' does not exist. {text}");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Everything_that_is_recommended_is_there(string what, string text)
    {
        var names = Names();
        var start = text.LastIndexOf("Try ", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return;

        // What stands in brackets says where to find it, and what stands after a semicolon does not help.
        var list = Brackets().Replace(text[(start + 4)..], "").Split(';')[0].TrimEnd('.');
        foreach (var item in Separator().Split(list).Where(item => item.Length > 0))
        {
            var known = Recommended.FirstOrDefault(r => r.Words == item);
            Assert.True(
                known.Words is null ? Name().Matches(item).Any(match => names.Contains(match.Value)) : known.Member is not null,
                $"{what}: '{item}' is recommended but does not exist. {text}");
        }
    }

    [Fact]
    public void A_name_that_does_not_exist_is_found() => Assert.DoesNotContain("NoSuchLayer", Names());

    /// <summary>A report for each kind of trouble.</summary>
    private static IEnumerable<(string What, HealthReport Report)> Reports()
    {
        LayerHealth Layer(string name, string? activation, double gradient) =>
            new(name) { Activation = activation, GradientNorm = gradient, ParameterNorm = 1, ParameterCount = 100, HasKernel = true };
        HealthReport Report(bool hasActivations, string? place, params LayerHealth[] layers) => new(1, 1, 1, hasActivations, layers, place);

        foreach (var activation in new[] { "Relu", "Relu6" })
            yield return ("dying", Report(true, null, Layer("dense1", activation, 1) with { DeadFraction = 0.9 }));
        foreach (var activation in new[] { "Tanh", "Sigmoid" })
        {
            yield return ("saturated", Report(true, null, Layer("dense1", activation, 1) with { Saturation = 0.9 }));
            yield return ("vanishing", Report(true, null, Layer("dense1", activation, 1e-6), Layer("dense2", "Linear", 1)));
        }

        yield return ("exploding", Report(true, null, Layer("dense1", "Relu", 1e5)));
        yield return ("vanishing in both", Report(true, null, Layer("dense1", "Tanh", 1e-6), Layer("dense2", "Sigmoid", 1e-3), Layer("dense3", "Linear", 1)));
        yield return ("vanishing unseen", Report(false, null, Layer("dense1", null, 1e-6), Layer("dense2", null, 1)));
        yield return ("vanishing in ReLU", Report(true, null, Layer("dense1", "Relu", 1e-6), Layer("dense2", "Linear", 1)));
        foreach (var place in new[] { "input", "dense1", "loss" })
            yield return ("not finite in " + place, Report(true, place, Layer("dense1", "Relu", 1)));
        yield return ("not finite unseen", Report(false, "dense1", Layer("dense1", null, 1)));
    }

    /// <summary>The public types, members and values, attributes without their suffix.</summary>
    private static HashSet<string> Names() =>
    [
        .. from assembly in new[] { typeof(Network).Assembly, typeof(DenseAttribute).Assembly }
           from type in assembly.GetExportedTypes()
           from name in type.GetMembers().Select(m => m.Name).Append(type.Name.Split('`')[0]).Append(type.Name.Replace("Attribute", "", StringComparison.Ordinal))
           select name,
    ];

    // Numbers in exponent notation have capitals too.
    [GeneratedRegex(@"(?<![A-Za-z0-9.])[A-Z][A-Za-z0-9]*(?![A-Za-z0-9])")]
    private static partial Regex Name();

    [GeneratedRegex(@" \([^)]*\)")]
    private static partial Regex Brackets();

    [GeneratedRegex(", or |, with |, | or ")]
    private static partial Regex Separator();
}
