"""Writes scikit_learn.json: what scikit-learn's MLPClassifier reaches with L-BFGS on two moons and on the breast-cancer table.

Run it with any Python that has scikit-learn (Debian: python3-sklearn), where the table is the runtime's (NumPy unpacks it):
    python3 scikit_learn.py ../../../src/NetGen.Runtime/Datasets/Tables/breast_cancer.csv.gz
Every figure is a mean over seeds, with the standard deviation from seed to seed beside it.
"""
import json
import os
import sys
import warnings

import numpy as np
from sklearn.datasets import make_moons
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import StratifiedKFold
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore", ConvergenceWarning)

ALPHAS = [0.001, 0.01, 0.1, 1, 10, 100, 1000]
CANCER_SEEDS = 5
MOON_SEEDS = 30
TRAINING = 200


def figure(values):
    return {"mean": round(float(np.mean(values)), 6), "deviation": round(float(np.std(values, ddof=1)), 6)}


def moons():
    points, labels = make_moons(300, noise=0.25, random_state=3)
    points = points.astype(np.float32)
    cases = []
    for hidden in [(5,), (10, 10, 10)]:
        for activation in ["relu", "tanh"]:
            training, test = [], []
            for seed in range(MOON_SEEDS):
                model = MLPClassifier(hidden, activation=activation, solver="lbfgs", max_iter=200, random_state=seed)
                model.fit(points[:TRAINING], labels[:TRAINING])
                training.append(model.score(points[:TRAINING], labels[:TRAINING]))
                test.append(model.score(points[TRAINING:], labels[TRAINING:]))
            cases.append({"hidden": list(hidden), "activation": activation, "training": figure(training), "test": figure(test)})
    return {
        "points": [float(f"{v:.9g}") for v in points.reshape(-1)],
        "labels": labels.tolist(),
        "training": TRAINING,
        "iterations": 200,
        "seeds": MOON_SEEDS,
        "cases": cases,
    }


def cancer(path):
    table = np.loadtxt(path, delimiter=",", skiprows=1)
    inputs, labels = table[:, :-1], table[:, -1].astype(int)
    folds = np.zeros(len(labels), int)
    splits = list(StratifiedKFold(5).split(inputs, labels))
    for number, (_, held_out) in enumerate(splits):
        folds[held_out] = number
    cases = []
    for alpha in ALPHAS:
        means = []
        for seed in range(CANCER_SEEDS):
            scores = []
            for training, held_out in splits:
                model = make_pipeline(StandardScaler(), MLPClassifier((100,), solver="lbfgs", alpha=alpha, max_iter=200, random_state=seed))
                scores.append(model.fit(inputs[training], labels[training]).score(inputs[held_out], labels[held_out]))
            means.append(np.mean(scores))
        cases.append({"alpha": alpha, "accuracy": figure(means)})
    return {"folds": "".join(map(str, folds)), "hidden": 100, "iterations": 200, "seeds": CANCER_SEEDS, "cases": cases}


fixture = {"moons": moons(), "cancer": cancer(sys.argv[1])}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "scikit_learn.json"), "w", encoding="utf-8") as file:
    json.dump(fixture, file, separators=(",", ":"))
    file.write("\n")
