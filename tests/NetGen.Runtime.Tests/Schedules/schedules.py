"""Writes schedules.json: the learning rates that Keras' formulas and PyTorch's schedulers give, in double precision.

Run it with any Python that has PyTorch (Debian: python3-torch):  python3 schedules.py
Keras' schedules are written down here as its documentation states them; OneCycleLR and StepLR are PyTorch's own.
"""
import json
import math
import os
import warnings

import torch

STEPS = 61
warnings.filterwarnings("ignore")


def exponential(initial, steps, rate, staircase):
    return lambda s: initial * rate ** (math.floor(s / steps) if staircase else s / steps)


def inverse_time(initial, steps, rate, staircase):
    return lambda s: initial / (1 + rate * (math.floor(s / steps) if staircase else s / steps))


def piecewise(boundaries, values):
    return lambda s: values[sum(s > b for b in boundaries)]


def polynomial(initial, steps, end, power, cycle):
    def at(s):
        length = steps * (1 if s == 0 else math.ceil(s / steps)) if cycle else steps
        return (initial - end) * (1 - min(s, length) / length) ** power + end
    return at


def cosine(initial, steps, alpha, target, warmup):
    def decay(s, start):
        return start * ((1 - alpha) * 0.5 * (1 + math.cos(math.pi * s / steps)) + alpha)

    def at(s):
        if target is None:
            return decay(min(s, steps), initial)
        s = min(s, steps + warmup)
        return (target - initial) * s / warmup + initial if s < warmup else decay(s - warmup, target)
    return at


def restarts(initial, first, t_mul, m_mul, alpha):
    def at(s):
        done = s / first
        if t_mul == 1:
            i = math.floor(done)
            done -= i
        else:
            # The logarithm is a whole number at a restart, where it must not fall short of it by rounding.
            i = math.floor(math.log(1 - done * (1 - t_mul)) / math.log(t_mul) + 1e-12)
            done = (done - (1 - t_mul ** i) / (1 - t_mul)) / t_mul ** i
        return initial * ((1 - alpha) * 0.5 * m_mul ** i * (1 + math.cos(math.pi * done)) + alpha)
    return at


def pytorch(scheduler):
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=0.5)
    schedule = scheduler(optimizer)
    rates = []
    for _ in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step() if len(rates) < STEPS else None
    return rates


def one_cycle(**options):
    return pytorch(lambda o: torch.optim.lr_scheduler.OneCycleLR(o, total_steps=STEPS, cycle_momentum=False, **options))


formulas = {
    "exponential": exponential(0.1, 10, 0.96, False),
    "exponential staircase": exponential(0.1, 10, 0.5, True),
    "piecewise": piecewise([10, 20, 45], [0.5, 0.1, 0.05, 0.001]),
    "polynomial": polynomial(0.1, 40, 0.0001, 1, False),
    "polynomial root": polynomial(0.1, 40, 0.01, 0.5, False),
    "polynomial cycle": polynomial(0.1, 15, 0.01, 2, True),
    "inverse time": inverse_time(0.1, 7, 0.5, False),
    "inverse time staircase": inverse_time(0.1, 7, 0.5, True),
    "cosine": cosine(0.1, 50, 0, None, 0),
    "cosine alpha": cosine(0.1, 50, 0.1, None, 0),
    "cosine warm-up": cosine(0.001, 40, 0.05, 0.2, 12),
    "restarts": restarts(0.1, 8, 2, 1, 0),
    "restarts shrinking": restarts(0.1, 6, 1.5, 0.8, 0.05),
    "restarts equal": restarts(0.1, 9, 1, 0.9, 0),
}
rates = {name: [at(s) for s in range(STEPS)] for name, at in formulas.items()}
rates["step"] = pytorch(lambda o: torch.optim.lr_scheduler.StepLR(o, step_size=12, gamma=0.3))
rates["one cycle"] = one_cycle(max_lr=0.1)
rates["one cycle late"] = one_cycle(max_lr=0.3, pct_start=0.55, div_factor=10, final_div_factor=100)
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "schedules.json"), "w") as file:
    json.dump({"pytorch": torch.__version__, "rates": rates}, file, separators=(",", ":"))
    file.write("\n")
