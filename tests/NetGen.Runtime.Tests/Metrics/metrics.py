"""Writes metrics.json: small data sets, and what scikit-learn's formulas give for them.

Plain Python, by definition rather than by algorithm (the area under the ROC curve counts all pairs), so that it shares nothing with what it checks.
Run it in this folder: python3 metrics.py
"""
import json
import math
import random

rng = random.Random(4)
EPS = 2.0 ** -23


def quotient(a, b):
    return a / b if b else 0.0


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def scores(hits, predicted, support):
    return quotient(hits, predicted), quotient(hits, support), quotient(2 * hits, predicted + support)


def averages(actual, predicted):
    """Precision, recall and F1 of 0/1 columns, under each averaging."""
    columns = []
    for a, p in zip(actual, predicted):
        columns.append((sum(x and y for x, y in zip(a, p)), sum(p), sum(a)))
    each = [scores(*c) for c in columns]
    weights = [c[2] for c in columns]
    result = {"Micro": scores(*[sum(c[i] for c in columns) for i in range(3)])}
    result["Macro"] = [mean(e[i] for e in each) for i in range(3)]
    result["Weighted"] = [quotient(sum(w * e[i] for w, e in zip(weights, each)), sum(weights)) for i in range(3)]
    return result, each


def auc(positive, score):
    pairs = [(1.0 if s > t else 0.5 if s == t else 0.0) for p, s in zip(positive, score) if p for q, t in zip(positive, score) if not q]
    return mean(pairs)


def average_precision(positive, score):
    total, recall = 0.0, 0.0
    for threshold in sorted(set(score), reverse=True):
        chosen = [p for p, s in zip(positive, score) if s >= threshold]
        next_recall = sum(chosen) / sum(positive)
        total += (next_recall - recall) * sum(chosen) / len(chosen)
        recall = next_recall
    return total


def calibration(confidence, right, bins):
    error = 0.0
    for b in range(bins):
        inside = [(c, r) for c, r in zip(confidence, right) if b / bins < c <= (b + 1) / bins or (b == 0 and c == 0)]
        if inside:
            error += len(inside) / len(confidence) * abs(mean(c for c, _ in inside) - mean(r for _, r in inside))
    return error


def clip(p):
    return min(max(p, EPS), 1 - EPS)


def binary_loss(label, p):
    p = clip(p)
    return -(label * math.log(p) + (1 - label) * math.log(1 - p))


def classes(samples, count):
    # Sixteenths, so that the numbers are exact in a float and many are equal.
    outputs, labels = [], []
    for _ in range(samples):
        cuts = sorted(rng.randint(0, 16) for _ in range(count - 1))
        row = [b - a for a, b in zip([0] + cuts, cuts + [16])]
        outputs.append([v / 16 for v in row])
        labels.append(max(range(count), key=lambda i: row[i]) if rng.random() < 0.5 else rng.randrange(count))
    predicted = [row.index(max(row)) for row in outputs]
    indicator = lambda values: [[v == c for v in values] for c in range(count)]
    averaged, each = averages(indicator(labels), indicator(predicted))
    rank = lambda i: sorted(range(count), key=lambda c: (-outputs[i][c], c)).index(labels[i])
    columns = range(1, 2) if count == 2 else range(count)
    return {
        "width": count,
        "outputs": [v for row in outputs for v in row],
        "labels": labels,
        "accuracy": mean(p == a for p, a in zip(predicted, labels)),
        "top_2_accuracy": mean(rank(i) < 2 for i in range(samples)),
        "averages": averaged,
        "each": each,
        "confusion": [[sum(a == i and p == j for a, p in zip(labels, predicted)) for j in range(count)] for i in range(count)],
        "auc": mean(auc([a == c for a in labels], [row[c] for row in outputs]) for c in columns),
        "average_precision": mean(average_precision([a == c for a in labels], [row[c] for row in outputs]) for c in columns),
        "log_loss": mean(-math.log(clip(row[a])) for row, a in zip(outputs, labels)),
        "calibration_error": calibration([max(row) for row in outputs], [p == a for p, a in zip(predicted, labels)], 10),
    }


def targets(samples, count):
    outputs = [[rng.randint(0, 16) / 16 for _ in range(count)] for _ in range(samples)]
    labels = [[1 if rng.random() < 0.2 + 0.6 * v else 0 for v in row] for row in outputs]
    column = lambda rows, c: [row[c] for row in rows]
    actual = [[v == 1 for v in column(labels, c)] for c in range(count)]
    predicted = [[v > 0.5 for v in column(outputs, c)] for c in range(count)]
    if count == 1:
        # One output is two classes to scikit-learn, 0 and 1.
        averaged, each = averages([[not v for v in actual[0]], actual[0]], [[not v for v in predicted[0]], predicted[0]])
    else:
        averaged, each = averages(actual, predicted)
    flat = lambda rows: [v for row in rows for v in row]
    return {
        "width": count,
        "outputs": flat(outputs),
        "labels": flat(labels),
        "accuracy": mean((o > 0.5) == (l == 1) for o, l in zip(flat(outputs), flat(labels))),
        "averages": averaged,
        "each": each,
        "auc": mean(auc(actual[c], column(outputs, c)) for c in range(count)),
        "average_precision": mean(average_precision(actual[c], column(outputs, c)) for c in range(count)),
        "log_loss": mean(binary_loss(l, o) for o, l in zip(flat(outputs), flat(labels))),
        "calibration_error": calibration(flat(outputs), flat(labels), 10),
    }


def regression(samples, count):
    labels = [[rng.randint(-64, 64) / 16 for _ in range(count)] for _ in range(samples)]
    outputs = [[v + rng.randint(-16, 16) / 16 for v in row] for row in labels]
    errors = [o - l for out, lab in zip(outputs, labels) for o, l in zip(out, lab)]
    r2 = []
    for c in range(count):
        y = [row[c] for row in labels]
        r2.append(1 - sum((row[c] - v) ** 2 for row, v in zip(outputs, y)) / sum((v - mean(y)) ** 2 for v in y))
    return {
        "width": count,
        "outputs": [v for row in outputs for v in row],
        "labels": [v for row in labels for v in row],
        "mae": mean(abs(e) for e in errors),
        "mse": mean(e * e for e in errors),
        "rmse": math.sqrt(mean(e * e for e in errors)),
        "r2": mean(r2),
    }


with open("metrics.json", "w", encoding="utf-8", newline="\n") as file:
    json.dump({
        "classes": [classes(40, 4), classes(30, 2), classes(50, 3)],
        "targets": [targets(40, 1), targets(30, 3)],
        "regressions": [regression(20, 1), regression(20, 3)],
    }, file)
    file.write("\n")
