using NetGen.Generator.Graph;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Protocol;
using Xunit.Sdk;

namespace NetGen.Generator.Tests.Graphs;

/// <summary><see cref="Comparison"/> can say no: code that computes almost another graph.</summary>
public class WrongGraphTests
{
    private const string Declaration =
        """
        [Input(4)]
        [Dense(5, Elu, KernelL2 = 0.05, Name = "stem")]
        [Dense(5)]
        [Tanh]
        [Multiply("stem")]
        [LeakyRelu(Slope = 0.3)]
        [Dropout(0.4)]
        [Dropout(0.3)]
        [Dense(2)]
        public partial class Net;

        """;

    private static readonly Lazy<CompiledNetworks> Networks = new(() => CompiledNetworks.Of([Declaration]));

    [Fact]
    public void The_right_graph_passes() => Assert.Equal(0, Compare(node => node).Kinks);

    [Fact]
    public void Almost_the_right_options_are_noticed()
    {
        AssertNoticed(node => node.Layer is Elementwise { Name: "Elu" } elu ? node with { Layer = elu with { Value = 1.01 } } : node);
        AssertNoticed(node => node.Layer is Elementwise { Name: "LeakyRelu" } leaky ? node with { Layer = leaky with { Value = 0.301 } } : node);
        AssertNoticed(node => node.Layer is Elementwise { Name: "Tanh" } ? node with { Layer = Elementwise.Sigmoid } : node);
        AssertNoticed(node => node with { Parameters = node.Parameters.Select(WithOtherPenalty).ToEquatableArray() });
    }

    [Fact]
    public void Other_wires_are_noticed()
    {
        AssertNoticed(node => node.Layer is Multiply ? node with { Layer = new Add() } : node);
        AssertNoticed(node => node.Layer is Multiply ? node with { Wires = [node.Wires[0], node.Wires[0]] } : node);
    }

    /// <summary>Only training has dropout, so it is the loss and the gradient that differ.</summary>
    [Fact]
    public void Another_mask_is_noticed() =>
        AssertNoticed(node => node.Layer is Dropout { Rate: var rate } ? node with { Layer = new Dropout(0.7 - rate) } : node);

    private static (int Kinks, int Parameters) Compare(Func<Node, Node> damage)
    {
        var (planned, network) = Networks.Value.Create("Net", seed: 3);
        var damaged = planned.Graph with { Nodes = planned.Graph.Nodes.Select(damage).ToEquatableArray() };
        return Comparison.Run(planned with { Graph = damaged }, network, batch: 5);
    }

    private static Parameter WithOtherPenalty(Parameter parameter) =>
        parameter with { Penalties = new Penalties(parameter.Penalties.L1, parameter.Penalties.L2 * 1.001) };

    private static void AssertNoticed(Func<Node, Node> damage) => Assert.ThrowsAny<XunitException>(() => Compare(damage));
}
