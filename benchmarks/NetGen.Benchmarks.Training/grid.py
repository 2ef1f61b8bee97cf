"""The grid of samples/BreastCancer, 7 alphas by 5 folds with L-BFGS, against scikit-learn's GridSearchCV.

Usage: grid.py PROGRAM DATA [ROUNDS], PROGRAM being NetGen.Benchmarks.Training.dll. Runs both in turn, scikit-learn with one job and with one for
each processor, and prints medians, least and greatest, and how many times longer than NetGen's second grid of a process each takes. The first
one compiles what it runs. The start of a process does not count.
"""
import csv
import os
import re
import statistics
import subprocess
import sys
import time
import warnings

import numpy
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

ALPHAS = [1e-3, 1e-2, 1e-1, 1, 10, 100, 1000]
ITERATIONS = 200


def theirs(samples, labels, jobs):
    pipeline = make_pipeline(StandardScaler(), MLPClassifier((100,), solver="lbfgs", max_iter=ITERATIONS, random_state=1))
    grid = GridSearchCV(pipeline, {"mlpclassifier__alpha": ALPHAS}, cv=StratifiedKFold(5), n_jobs=jobs, refit=False)
    start = time.perf_counter()
    grid.fit(samples, labels)
    return time.perf_counter() - start


def ours(program, path, which):
    output = subprocess.run(["dotnet", program, "grid", path, "--rounds", "2"], check=True, capture_output=True, text=True).stdout
    return float(re.findall(r"^([0-9.]+) s,", output, re.MULTILINE)[which])


def main():
    program, path = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    # The workers of scikit-learn's jobs inherit it.
    os.environ["PYTHONWARNINGS"] = "ignore"
    warnings.filterwarnings("ignore")
    with open(path, newline="") as file:
        table = numpy.array(list(csv.reader(file))[1:], dtype=float)

    sides = {
        "NetGen": lambda: ours(program, path, 1),
        "NetGen, first in its process": lambda: ours(program, path, 0),
        "scikit-learn, 1 job": lambda: theirs(table[:, :-1], table[:, -1].astype(int), 1),
        "scikit-learn, a job a processor": lambda: theirs(table[:, :-1], table[:, -1].astype(int), -1),
    }
    times = {name: [] for name in sides}
    for _ in range(rounds):
        for name, run in sides.items():
            times[name].append(run())

    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:34}{median:8.2f} s   {min(times[name]):.2f} to {max(times[name]):.2f}   {median / medians['NetGen']:.1f}")


main()
