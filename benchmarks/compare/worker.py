"""What the Python workers share: the protocol, and how a call is timed. The workers of the other languages do the same, step by step."""
import gc
import json
import math
import sys
import time

SHORTEST_SAMPLE_US = 100  # short calls are timed together until they last this long


def measure(call, milliseconds):
    """Warms up for a fifth of the time, then measures for the rest. Microseconds of one call."""
    start, calls = time.perf_counter_ns(), 0
    while True:
        call()
        calls += 1
        passed = time.perf_counter_ns() - start
        if passed >= milliseconds * 200_000:
            break
    repeats = max(1, math.ceil(SHORTEST_SAMPLE_US * 1000 / (passed / calls)))
    turns = range(repeats)
    samples = []
    gc.collect()
    gc.disable()
    start = time.perf_counter_ns()
    while len(samples) < 3 or time.perf_counter_ns() - start < milliseconds * 1_000_000:
        begin = time.perf_counter_ns()
        for _ in turns:
            call()
        samples.append((time.perf_counter_ns() - begin) / repeats / 1000)
    gc.enable()
    samples.sort()
    return {"median": samples[len(samples) // 2], "minimum": samples[0], "calls": len(samples) * repeats}


def serve(version, rows, context):
    """Answers "ROW MILLISECONDS" lines with JSON lines, until the input ends.

    `rows`: name -> what prepares the work and returns the call; `context`: name -> the context manager that both run in.
    """
    if "--list" in sys.argv:
        print("\n".join(rows))
        return
    say({"rows": list(rows), "version": version})
    prepared = {}
    for line in sys.stdin:
        words = line.split()
        if len(words) != 2 or not words[1].isdigit():
            say({"error": f"'{line.strip()}' is no question; expected 'ROW MILLISECONDS'"})
        elif words[0] not in rows:
            say({"error": f"there is no row '{words[0]}'; the rows are {', '.join(rows)}"})
        else:
            with context(words[0]):
                say({"row": words[0], **answer(prepared, rows, words[0], int(words[1]))})


def answer(prepared, rows, name, milliseconds):
    # A mode that fails is an answer too: the driver says so, and goes on with the others.
    try:
        if name not in prepared:
            prepared[name] = rows[name]()
        return measure(prepared[name], milliseconds)
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:300]}


def say(message):
    print(json.dumps(message), flush=True)
