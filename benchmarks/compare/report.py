"""From measurements to lines of the table."""
from dataclasses import dataclass
from statistics import median

HEADINGS = ["row", "NetGen", "figure", "rounds", "of minima", "target", "", "the others, each in its best mode"]


@dataclass
class Line:
    row: object
    value: float = None
    ours: str = ""
    span: str = ""
    of_minima: float = None
    others: str = ""
    is_complete: bool = True

    def cells(self, is_quiet):
        if self.value is None:
            return [self.row.name, self.ours, "not measured", "", "", self.row.target, "", self.others]
        is_met = self.row.is_met(self.value)
        verdict = "" if is_met is None else ("met" if is_met else "missed") + ("" if self.is_complete and (is_quiet or self.row.figure == "bytes") else "?")
        of_minima = "" if self.of_minima is None else f"{self.of_minima:.2f}"
        return [self.row.name, self.ours, f"{self.value:.3g}" if self.value >= 10 else f"{self.value:.2f}", self.span, of_minima, self.row.target, verdict, self.others]


def line_of(row, measurements, sides, fresh):
    if row.figure == "fresh":
        return fresh_line(row, *fresh[row.threads])
    if row.figure == "bytes":
        return bytes_line(row, measurements, sides)
    ours = measurements.of("NetGen", row.work, row.threads)
    if row.figure == "faster" and (ours or any(measurements.of(peer, row.work, row.threads) for peer in row.peers)):
        return faster_line(row, measurements, sides, ours[0] if ours else None)
    if not ours:
        return Line(row, others=why_not(row, measurements, sides, "NetGen", row.work, row.threads))
    if row.figure == "of-peak":
        return peak_line(row, measurements, sides, ours[0])
    other = measurements.of("NetGen", row.other, row.other_threads)
    if not other:
        return Line(row, ours=duration(ours[0].time), others=why_not(row, measurements, sides, "NetGen", row.other, row.other_threads))
    threads = f" on {row.other_threads} thread" if row.other_threads != row.threads else ""
    return ratio_line(row, ours[0], other[0], f"NetGen's {row.other}{threads} {duration(other[0].time)}")


def faster_line(row, measurements, sides, ours):
    best, texts = None, []
    for peer in row.peers:
        series = measurements.of(peer, row.work, row.threads)
        if not series:
            texts.append(why_not(row, measurements, sides, peer, row.work, row.threads))
            continue
        mode = f" ({series[0].mode})" if series[0].mode else ""
        failures = measurements.failures(peer, row.work, row.threads)
        texts.append(f"{peer} {duration(series[0].time)}{mode}" + (f" [not measured: {'; '.join(failures)}]" if failures else ""))
        best = min(filter(None, [best, series[0]]), key=lambda one: one.time)
    if not ours:
        # What the peers take is worth knowing all the same.
        return Line(row, others="; ".join([why_not(row, measurements, sides, "NetGen", row.work, row.threads), *texts]))
    others = "; ".join(texts)
    line = ratio_line(row, ours, best, others) if best else Line(row, ours=duration(ours.time), others=others)
    line.is_complete = all(measurements.of(peer, row.work, row.threads) for peer in row.peers)
    return line


def ratio_line(row, ours, other, others):
    rounds = [theirs / mine for theirs, mine in zip(other.medians, ours.medians)]
    return Line(
        row, other.time / ours.time, duration(ours.time), f"{min(rounds):.2f}..{max(rounds):.2f}", min(other.minima) / min(ours.minima), others)


def peak_line(row, measurements, sides, ours):
    peaks = measurements.of("NetGen", "fma-peak", 1)
    if not peaks:
        return Line(row, ours=duration(ours.time), others=why_not(row, measurements, sides, "NetGen", "fma-peak", 1))
    # Series of different widths do different work: the better is the one with the higher rate.
    peak = max(peaks, key=rate)
    rounds = [ours.flops / mine / (row.threads * peak.flops / most) for mine, most in zip(ours.medians, peak.medians)]
    cores = f" {row.threads} x" if row.threads > 1 else ""
    return Line(
        row, rate(ours) / (row.threads * rate(peak)), f"{rate(ours):.1f} GFLOP/s", f"{min(rounds):.2f}..{max(rounds):.2f}",
        ours.flops / min(ours.minima) / (row.threads * peak.flops / min(peak.minima)),
        f"peak{cores} {rate(peak):.1f} GFLOP/s ({peak.mode})")


def bytes_line(row, measurements, sides):
    series = measurements.series.get(("NetGen", row.work, row.threads), [])
    if not series or series[0].bytes is None:
        return Line(row, others=why_not(row, measurements, sides, "NetGen", row.work, row.threads))
    return Line(row, series[0].bytes, f"{series[0].bytes:g} bytes")


def fresh_line(row, times, failure):
    if not times:
        return Line(row, others=f"not measured: {failure}")
    return Line(row, median(times), f"{median(times):.1f} ms", f"{min(times):.1f}..{max(times):.1f}", others=f"median of {len(times)} fresh processes")


def why_not(row, measurements, sides, name, work, threads):
    """Why there is no figure: never left to be guessed."""
    reasons = measurements.failures(name, work, threads)
    own = [side for side in sides if side.name == name and side.threads == threads]
    reasons += [f"{side.setting}: {side.failure}".lstrip(": ") for side in own if side.failure]
    if not reasons:
        reasons = ["--quick leaves it out" if row.slow else "no worker has this row" if own else f"no worker for {threads} threads: too few processors"]
    return f"{name} not measured: {'; '.join(dict.fromkeys(reasons))}"


def rate(series):
    """GFLOP/s."""
    return series.flops / series.time / 1000


def duration(microseconds):
    for unit, size in (("ms", 1000), ("µs", 1)):
        if microseconds >= size:
            return f"{microseconds / size:.4g} {unit}"
    return f"{microseconds * 1000:.3g} ns"


def plain(lines, is_quiet):
    """The table for a terminal. What a machine that was not quiet, or a row without one of its peers,
    says of a target is but a guess, and gets a question mark."""
    rows = [HEADINGS] + [line.cells(is_quiet) for line in lines]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADINGS) - 1)]
    return "\n".join("  ".join([cell.ljust(width) for cell, width in zip(row, widths)] + [row[-1]]).rstrip() for row in rows)


def markdown(lines, facts, is_quiet):
    """The same for a page."""
    rows = [HEADINGS[:6] + ["target met", HEADINGS[7]], ["---"] * len(HEADINGS)]
    rows += [line.cells(is_quiet) for line in lines]
    return "\n".join(f"- {fact}" for fact in facts) + "\n\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"
