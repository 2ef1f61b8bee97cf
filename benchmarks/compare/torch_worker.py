"""The PyTorch worker: training steps and predictions. torch_worker.py --threads N [--list]; --export FILE writes the network for ONNX Runtime."""
import json
import os
import sys

import torch
from torch import nn
from torch.nn import functional as F

import worker

BATCHES = 64  # a batch is not in the nearest cache when its turn comes


def initialised(*layers):
    for layer in layers:
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    return nn.Sequential(*layers)


def classifier():
    return initialised(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def regression():
    return initialised(nn.Linear(32, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, 8))


def step_of(model, optimizer, loss, inputs, labels):
    turn = 0

    def step():
        nonlocal turn
        x, y = inputs[turn], labels[turn]
        turn = (turn + 1) % BATCHES
        optimizer.zero_grad(set_to_none=True)
        loss(model(x), y).backward()
        optimizer.step()

    return step


def train_image(traced, foreach):
    network = classifier()
    optimizer = torch.optim.RMSprop(network.parameters(), lr=1e-3, alpha=0.9, eps=1e-7, foreach=foreach)
    inputs = [torch.rand(128, 784) for _ in range(BATCHES)]
    labels = [torch.randint(0, 10, (128,)) for _ in range(BATCHES)]
    model = torch.jit.trace(network, inputs[0]) if traced else network
    return step_of(model, optimizer, F.cross_entropy, inputs, labels)


def train_small(traced, foreach):
    network = regression()
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-3, eps=1e-7, foreach=foreach)
    inputs = [torch.rand(32, 32) for _ in range(BATCHES)]
    labels = [torch.rand(32, 8) * 2 - 1 for _ in range(BATCHES)]
    model = torch.jit.trace(network, inputs[0]) if traced else network
    return step_of(model, optimizer, F.mse_loss, inputs, labels)


def predictor():
    return nn.Sequential(*classifier(), nn.Softmax(1)).eval()


def predict(batch, mode):
    x, model = torch.rand(batch, 784), predictor()
    if mode == "freeze":
        model = torch.jit.freeze(torch.jit.trace(model, x))
    elif mode == "optimize-for-inference":
        model = torch.jit.optimize_for_inference(torch.jit.trace(model, x))
    return lambda: model(x)


def mode_of(row):
    """Inference mode is the lighter one, but what TorchScript has frozen wants the other."""
    if row.startswith("train-"):
        return torch.enable_grad()
    return torch.inference_mode() if row.endswith("@eager") else torch.no_grad()


def rows():
    result = {}
    for traced in (False, True):
        for foreach in (False, True):
            mode = f"{'traced' if traced else 'eager'}-{'foreach' if foreach else 'loop'}"
            result[f"train-784-128-10@{mode}"] = lambda t=traced, f=foreach: train_image(t, f)
            result[f"train-32-64-64-8@{mode}"] = lambda t=traced, f=foreach: train_small(t, f)
    for batch in (1, 128, 1024):
        for mode in ("eager", "freeze", "optimize-for-inference"):
            result[f"predict-784-128-10-batch-{batch}@{mode}"] = lambda b=batch, m=mode: predict(b, m)
    return result


def export(path):
    """The network as ONNX, and beside it an input and what it must give, so that ONNX Runtime is known to compute the same."""
    model = predictor()
    torch.onnx.export(
        model, torch.rand(1, 784), path, input_names=["x"], output_names=["y"],
        dynamic_axes={"x": {0: "batch"}, "y": {0: "batch"}}, opset_version=13)
    x = (torch.arange(784) % 97).float().div(97).reshape(1, 784)
    with torch.no_grad():
        expected = model(x)[0].tolist()
    with open(path + ".check.json", "w") as file:
        json.dump({"input": x[0].tolist(), "output": expected}, file)


def blas():
    """The library that the products really go to; which it is depends on the machine's settings."""
    with open("/proc/self/maps") as maps:
        paths = {os.path.realpath(line.split()[-1]) for line in maps if "libopenblas" in line or "libblas" in line}
    # Debian's libblas is a shell around OpenBLAS where both are loaded.
    names = sorted(os.path.join(os.path.basename(os.path.dirname(path)), os.path.basename(path)) for path in paths)
    return ", ".join([name for name in names if "libopenblas" in name] or names)


def main():
    torch.manual_seed(1)
    if "--export" in sys.argv:
        export(sys.argv[sys.argv.index("--export") + 1])
        return
    torch.set_num_threads(int(sys.argv[sys.argv.index("--threads") + 1]))
    torch.set_num_interop_threads(1)
    worker.serve(f"PyTorch {torch.__version__}; products by {blas()}", rows(), mode_of)


if __name__ == "__main__":
    main()
