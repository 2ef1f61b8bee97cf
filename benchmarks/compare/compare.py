"""The driver: starts the workers, asks them in turn, prints the table, and as its last line one JSON object: name of the row -> figure.

run.sh installs what is needed, builds, and calls this.
"""
import argparse
import datetime
import json
import os
import subprocess
import sys

import report
from measure import Measurements, first_steps
from quiet import QUIET, Watch
from rows import ROWS, TO_COME, for_avx2
from sides import HERE, build_sides, processor_flags, processor_name, turn_avx512_off


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="NetGen.Compare.dll, built for release")
    parser.add_argument("--peers", required=True, help="NetGen.Compare.Peers.dll, built for release; where it is missing, its rows say so")
    parser.add_argument("--cache", required=True, help="a folder for the model, the log and node_modules")
    parser.add_argument("--quick", action="store_true", help="shorter samples, without the slow rows")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--only", default="", help="only rows whose name contains this")
    parser.add_argument("--to-come", action="store_true", help="also the rows of layers that NetGen does not have yet: the peers' times")
    parser.add_argument("--list", action="store_true", help="print the names of the rows and end")
    parser.add_argument("--avx2", action="store_true", help="without AVX-512, for all but ONNX Runtime, which cannot be told")
    parser.add_argument("--markdown", help="write the table, with date, processor and versions, to this file")
    return parser.parse_args()


def rows_of(options, program):
    """The rows that are asked for, with the targets of the vectors that all may use. One of those to come has come where NetGen has it."""
    ours = subprocess.run(program + ["netgen", "--list"], capture_output=True, text=True, check=True).stdout.split()
    rows = ROWS + [row for row in TO_COME if options.to_come or row.work in ours]
    targets = rows if "avx512f" in processor_flags() else for_avx2(rows)
    return [row for row in targets if options.only in row.name]


def export_model(model):
    run = subprocess.run([sys.executable, os.path.join(HERE, "torch_worker.py"), "--export", model], capture_output=True, text=True)
    return "" if run.returncode == 0 else f"PyTorch could not write the model: {run.stderr.strip()[-200:]}"


def facts_of(options, sides, processors, others):
    commit = subprocess.run(["git", "-C", HERE, "describe", "--always", "--dirty"], capture_output=True, text=True).stdout.strip()
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    length = "quick" if options.quick else "full"
    yield f"{now}, commit {commit or 'unknown'}, {length} run, median of {options.rounds} rounds, {others:.0%} of the machine taken by others meanwhile"
    if options.avx2:
        yield "AVX-512 turned off for NetGen, TensorPrimitives, OpenBLAS, PyTorch and TorchSharp; ONNX Runtime cannot be told, and uses what the processor has"
    yield f"{processor_name()}, {len(processors)} processors; one thread on processor {processors[0]}, two on {','.join(map(str, processors[:2]))}"
    yield "; ".join(dict.fromkeys(text for side in sides for text in (side.runtime, side.version) if text not in ("", "NetGen")))


def main():
    options = arguments()
    if options.avx2:
        turn_avx512_off()
    program, peers = ["dotnet", options.program], ["dotnet", options.peers]
    rows = rows_of(options, program)
    if not rows:
        sys.exit(f"no row's name contains '{options.only}'")
    if options.list:
        print("\n".join(row.name for row in rows))
        return
    if options.rounds < 1:
        sys.exit("--rounds: expected at least 1")

    processors = sorted(os.sched_getaffinity(0))
    model = os.path.join(options.cache, "mlp.onnx")
    model_failure = export_model(model)
    counts = [count for count in (1, 2) if count <= len(processors)]
    sides = [side for count in counts for side in build_sides(program, peers, model, model_failure, count)]
    measured = [row for row in rows if not (options.quick and row.slow)]
    needed = {(name, row.threads) for row in measured for name in ("NetGen", *row.peers)} | {("NetGen", 1)}
    watch = Watch()
    with open(os.path.join(options.cache, "workers.log"), "w") as log:
        for side in sides:
            if (side.name, side.threads) in needed and not side.failure:
                side.start(processors, log)
                print(f"{side.name} {side.setting} ({side.threads}): {side.failure or side.version}", file=sys.stderr, flush=True)
        measurements = Measurements(sides, measured)
        measurements.run(options.rounds, milliseconds=60 if options.quick else 250)
        for side in sides:
            side.stop()
    fresh = {
        row.threads: first_steps(program, processors, row.threads, options.rounds) if row.threads in counts else (None, "too few processors")
        for row in measured if row.figure == "fresh"}

    others = watch.share()
    is_quiet = others <= QUIET

    lines = [report.line_of(row, measurements, sides, fresh) for row in rows]
    facts = list(facts_of(options, sides, processors, others))
    print("\n".join(facts))
    if not is_quiet:
        print("The machine was not quiet: take the figures for no more than a sign.")
    print("\n" + report.plain(lines, is_quiet) + "\n")
    if options.markdown:
        with open(options.markdown, "w") as file:
            file.write(report.markdown(lines, facts, is_quiet))
    print(json.dumps({line.row.name: None if line.value is None else round(line.value, 4) for line in lines}))


if __name__ == "__main__":
    main()
