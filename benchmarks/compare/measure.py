"""Asks the sides in turn, round by round, and keeps what they answered."""
import subprocess
import sys
import time
from dataclasses import dataclass, field
from statistics import median

from sides import pinned

# How long the threads of a library may go on looking for work after a call, before they sleep.
SPIN_SECONDS = 0.04

# The first makes the data and compiles; what runs compiled code for the first time in it, runs the better one in the next.
WARM_UPS = 2

PRUNE_AFTER = 2  # rounds
PRUNE_ABOVE = 1.5  # times the time of the fastest mode of the same peer


@dataclass
class Series:
    """What one side answered for one of its rows, round by round."""

    side: object
    row: str
    medians: list = field(default_factory=list)
    minima: list = field(default_factory=list)
    flops: float = 0
    bytes: float = None
    failure: str = ""
    is_dropped: bool = False

    @property
    def work(self):
        return self.row.split("@")[0]

    @property
    def time(self):
        return median(self.medians)

    @property
    def mode(self):
        return ", ".join(filter(None, [self.row.partition("@")[2], self.side.setting]))

    def ask(self, milliseconds, is_kept):
        answer = self.side.ask(self.row, milliseconds)
        self.failure = answer.get("error", "")
        if self.failure or not is_kept:
            return
        if "bytes" in answer:
            self.bytes = max(self.bytes or 0, answer["bytes"])
        else:
            self.medians.append(answer["median"])
            self.minima.append(answer["minimum"])
            self.flops = answer.get("flops", 0)


class Measurements:
    def __init__(self, sides, rows):
        self.series = {}
        wanted = {("NetGen", "fma-peak", 1)}
        for row in rows:
            wanted.add(("NetGen", row.work, row.threads))
            wanted.add(("NetGen", row.other, row.other_threads))
            wanted.update((peer, row.work, row.threads) for peer in row.peers)
        for side in sides:
            for row in side.rows:
                key = (side.name, row.split("@")[0], side.threads)
                if key in wanted:
                    self.series.setdefault(key, []).append(Series(side, row))

    def of(self, name, work, threads):
        """The series that gave times, fastest first."""
        return sorted((one for one in self.series.get((name, work, threads), []) if one.medians), key=lambda one: one.time)

    def failures(self, name, work, threads):
        return [f"{one.mode}: {one.failure}" for one in self.series.get((name, work, threads), []) if one.failure]

    def run(self, rounds, milliseconds):
        # Works stand together, so that the sides of one are measured close to each other in time.
        works = {}
        for key in sorted(self.series, key=lambda key: (key[1], key[2])):
            works.setdefault(key[1], []).extend(self.series[key])
        for turn in range(1 - WARM_UPS, rounds + 1):
            print(f"round {turn} of {rounds}" if turn > 0 else "warming up", file=sys.stderr, flush=True)
            for series in works.values():
                for one in series:
                    if not one.failure and not one.is_dropped:
                        one.ask(milliseconds, is_kept=turn > 0)
                        if one.side.threads > 1:
                            time.sleep(SPIN_SECONDS)
            if turn == PRUNE_AFTER:
                self.prune()

    def prune(self):
        """Drops the modes of a peer that are far from its best in every round: they take the time of the others."""
        for series in self.series.values():
            timed = [one for one in series if one.medians]
            for one in timed:
                slowness = [mine / min(other.medians[i] for other in timed) for i, mine in enumerate(one.medians)]
                one.is_dropped = min(slowness) > PRUNE_ABOVE


def first_steps(program, processors, threads, count):
    """The milliseconds that fresh processes tell of themselves."""
    times = []
    for _ in range(count):
        run = subprocess.run(
            pinned(processors, threads) + ["env", f"NetGenThreads={threads}"] + program + ["first-step"], capture_output=True, text=True)
        if run.returncode:
            return None, f"exit code {run.returncode}: {run.stderr.strip()[-200:]}"
        times.append(float(run.stdout))
    return times, ""
