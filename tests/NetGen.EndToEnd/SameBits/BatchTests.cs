using NetGen.EndToEnd.Networks;

namespace NetGen.EndToEnd.SameBits;

/// <summary>A sample's prediction is the same alone or among a thousand.</summary>
public class BatchTests
{
    private const int Samples = 1000;

    [Fact]
    public void A_prediction_of_a_classifier_has_the_same_bits_in_every_batch() =>
        Check(new FashionClassifier(seed: 3), FashionClassifier.InputLength, FashionClassifier.OutputLength);

    [Fact]
    public void A_prediction_of_many_activations_has_the_same_bits_in_every_batch() =>
        Check(new StackedActivations(seed: 3), StackedActivations.InputLength, StackedActivations.OutputLength);

    private static void Check(Network network, int inputLength, int outputLength)
    {
        var random = new Random(1);
        var inputs = new float[Samples * inputLength];
        foreach (ref var value in inputs.AsSpan())
            value = 2 * random.NextSingle() - 1;
        var together = new float[Samples * outputLength];
        network.Predict(inputs, together);

        var apart = new float[Samples * outputLength];
        foreach (var batch in new[] { 1, 7, 128 })
        {
            Array.Clear(apart);
            for (var start = 0; start < Samples; start += batch)
            {
                var count = Math.Min(batch, Samples - start);
                network.Predict(inputs.AsSpan(start * inputLength, count * inputLength), apart.AsSpan(start * outputLength, count * outputLength));
            }

            Assert.Equal(together.Select(BitConverter.SingleToInt32Bits), apart.Select(BitConverter.SingleToInt32Bits));
        }
    }
}
