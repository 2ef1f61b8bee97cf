"""Writes pytorch.json: what PyTorch computes, in double precision, for networks that NetGen's tests declare.

Run it with any Python that has PyTorch (Debian: python3-torch):  python3 pytorch.py
Weights stand in the order of NetGen's flat parameter vector: layer by layer, kernel (inputs x units, row-major), then bias.
"""
import json
import os

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(20)


def numbers(tensor):
    return [float(f"{value:.9g}") for value in tensor.detach().reshape(-1).tolist()]


class Parameters:
    """Makes parameters in order, from values that a float holds exactly."""

    def __init__(self):
        self.all = []

    def draw(self, *shape):
        values = (torch.randn(*shape) * 0.5).float().double().requires_grad_()
        self.all.append(values)
        return values

    def dense(self, inputs, units, bias=True):
        kernel = self.draw(inputs, units)
        offset = self.draw(units) if bias else 0
        return kernel, offset

    def flat(self):
        return torch.cat([p.reshape(-1) for p in self.all])

    def gradient(self):
        return torch.cat([p.grad.reshape(-1) for p in self.all])


def apply(layer, x):
    return x @ layer[0] + layer[1]


def small_classifier(p):
    a, b = p.dense(5, 7), p.dense(7, 3)
    run = lambda x: apply(b, F.relu(apply(a, x)))
    return run, lambda x, y: F.cross_entropy(run(x), y), lambda z: torch.softmax(z, -1)


def multi_label(p):
    layers = [p.dense(5, 9), p.dense(9, 8), p.dense(8, 7), p.dense(7, 6), p.dense(6, 4)]
    functions = [lambda x: F.leaky_relu(x, 0.01), F.elu, F.softplus, F.relu6]

    def run(x):
        for layer, function in zip(layers, functions):
            x = function(apply(layer, x))
        return apply(layers[4], x)

    return run, lambda x, y: F.binary_cross_entropy_with_logits(run(x), y), torch.sigmoid


def regression(p):
    a, b = p.dense(4, 17), p.dense(17, 3)
    run = lambda x: apply(b, torch.tanh(apply(a, x)))
    penalty = lambda: 0.01 * a[0].square().sum() + 0.02 * a[1].square().sum() + 0.01 * b[0].abs().sum() + 0.02 * b[1].abs().sum()
    return run, lambda x, y: F.mse_loss(run(x), y) + penalty(), lambda z: z


def row_classifier(p):
    a, b = p.dense(6, 5), p.dense(5, 3)
    run = lambda x: apply(b, torch.tanh(apply(a, x.reshape(-1, 4, 6))))
    return run, lambda x, y: F.cross_entropy(run(x).reshape(-1, 3), y), lambda z: torch.softmax(z, -1)


def stacked_activations(p):
    a, b, c = p.dense(6, 8), p.dense(8, 4), p.dense(4, 3)

    def run(x):
        x = torch.sigmoid(apply(a, F.leaky_relu(x, 0.2)))
        x = F.elu(torch.tanh(x), 0.5)
        return F.softplus(F.relu6(apply(c, torch.softmax(apply(b, x), -1))))

    return run, lambda x, y: F.mse_loss(run(x), y), lambda z: z


def alpha_first(p):
    alpha, a = p.draw(2), p.dense(6, 1)
    run = lambda x: apply(a, F.prelu(x.reshape(-1, 2), alpha).reshape(-1, 6))
    return run, lambda x, y: F.binary_cross_entropy_with_logits(run(x), y), torch.sigmoid


def softmax_regression(p):
    a = p.dense(5, 4)
    run = lambda x: torch.softmax(apply(a, x), -1)
    return run, lambda x, y: F.mse_loss(run(x), y), lambda z: z


def case(name, build, inputs, labels):
    parameters = Parameters()
    run, loss, head = build(parameters)
    x = torch.randn(labels.shape[0] if labels.dim() > 1 else 6, inputs).float().double()
    y = labels.reshape(-1) if labels.dtype == torch.int64 else labels
    value = loss(x, y)
    value.backward()
    return {
        "network": name,
        "parameters": numbers(parameters.flat()),
        "inputs": numbers(x),
        "labels": numbers(labels),
        "outputs": numbers(head(run(x))),
        "loss": float(f"{value.item():.9g}"),
        "gradient": numbers(parameters.gradient()),
    }


def sgd(momentum, nesterov):
    """Ten steps of SGD, whose formula is Keras' as long as the learning rate stays the same."""
    parameters = Parameters()
    _, loss, _ = small_classifier(parameters)
    start = numbers(parameters.flat())
    x, y = torch.randn(8, 5).float().double(), torch.randint(0, 3, (8,))
    optimizer = torch.optim.SGD(parameters.all, lr=0.1, momentum=momentum, nesterov=nesterov)
    for _ in range(10):
        optimizer.zero_grad()
        loss(x, y).backward()
        optimizer.step()
    return {
        "momentum": momentum, "nesterov": nesterov, "parameters": start,
        "inputs": numbers(x), "labels": numbers(y), "trained": numbers(parameters.flat()),
    }


cases = [
    case("SmallClassifier", small_classifier, 5, torch.randint(0, 3, (6,))),
    case("MultiLabel", multi_label, 5, torch.randint(0, 2, (6, 4)).double()),
    case("Regression", regression, 4, torch.randn(6, 3).float().double()),
    case("RowClassifier", row_classifier, 24, torch.randint(0, 3, (6, 4))),
    case("StackedActivations", stacked_activations, 6, torch.rand(6, 3).float().double()),
    case("AlphaFirst", alpha_first, 6, torch.randint(0, 2, (6, 1)).double()),
    case("SoftmaxRegression", softmax_regression, 5, torch.rand(6, 4).float().double()),
]
steps = [sgd(0, False), sgd(0.9, False), sgd(0.9, True)]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "pytorch.json"), "w") as file:
    json.dump({"pytorch": torch.__version__, "cases": cases, "sgd": steps}, file, separators=(",", ":"))
    file.write("\n")
