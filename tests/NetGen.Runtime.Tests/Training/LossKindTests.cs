namespace NetGen.Runtime.Tests.Training;

/// <summary>A description says the loss with its options; what depends on the loss depends on its kind.</summary>
public class LossKindTests
{
    [Theory]
    [InlineData("CrossEntropy", "CrossEntropy")]
    [InlineData("Huber(Delta = 0.5)", "Huber")]
    [InlineData("", "")]
    public void The_options_are_no_part_of_the_kind(string loss, string kind)
    {
        var description = new NetworkDescription("Net", [2], [2], 2, HasAccuracy: false, 16, 16, [], "", [], loss);

        Assert.Equal((loss, kind), (description.Loss, description.LossKind));
    }
}
