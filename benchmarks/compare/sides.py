"""The processes that measure: NetGen, and each peer in each of its settings."""
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field

# On one processor .NET compiles again, now well, only after a second without new code, and what is called after that. Nobody measures
# that long before it counts, so it must not wait; what it compiles in the end is the same.
SETTLED = {"DOTNET_TC_CallCountingDelayMs": "0"}

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass
class Side:
    """A worker process. It waits for questions, so it takes no time from the one that is asked."""

    name: str
    threads: int
    command: list
    setting: str = ""
    environment: dict = field(default_factory=dict)
    rows: list = field(default_factory=list)
    version: str = ""
    runtime: str = ""
    failure: str = ""
    process: subprocess.Popen = None

    def start(self, processors, log):
        # Every thread count goes to every library, for a library may use another; those that do not know a variable do not read it.
        count = str(self.threads)
        environment = {
            **os.environ, "OMP_NUM_THREADS": count, "OPENBLAS_NUM_THREADS": count, "MKL_NUM_THREADS": count, "NetGenThreads": count, **self.environment}
        try:
            self.process = subprocess.Popen(
                pinned(processors, self.threads) + self.command, env=environment, text=True, bufsize=1,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        except OSError as error:
            self.failure = str(error)
            return
        greeting = self.receive()
        # A worker whose library does not load says why in place of the greeting, and ends.
        self.failure = greeting.get("error", "")
        self.rows, self.version, self.runtime = greeting.get("rows", []), greeting.get("version", ""), greeting.get("runtime", "")

    def modes_of(self, work):
        return [row for row in self.rows if row.split("@")[0] == work]

    def ask(self, row, milliseconds):
        try:
            self.process.stdin.write(f"{row} {milliseconds}\n")
            self.process.stdin.flush()
        except OSError:
            pass  # it has ended: there is nothing to receive, which says so
        return self.receive()

    def receive(self):
        line = self.process.stdout.readline()
        if line:
            return json.loads(line)
        self.failure = f"its worker ended with exit code {self.process.wait()}, see workers.log in the cache"
        return {"error": self.failure}

    def stop(self):
        if self.process:
            self.process.stdin.close()
            self.process.wait()


def pinned(processors, threads):
    return ["taskset", "-c", ",".join(map(str, processors[:threads]))]


def build_sides(program, peers, model, model_failure, threads):
    """All the workers for one thread count."""
    blas = {build: openblas_folder(build) for build in ("pthread", "openmp")}
    kernels = blas_environment(program, blas["pthread"])
    sides = [Side("NetGen", threads, program + ["netgen"], environment=SETTLED)]
    if threads == 1:
        sides.append(Side("TensorPrimitives", threads, program + ["tensor-primitives"], environment=SETTLED))
    # On one thread OpenBLAS' builds are the same code.
    for build in ("pthread", "openmp") if threads > 1 else ("pthread",):
        folder = blas[build]
        if not folder:
            for name in ("OpenBLAS", "PyTorch"):
                sides.append(Side(name, threads, [], build, failure=f"the package libopenblas0-{build} is not installed"))
            continue
        sides.append(Side("OpenBLAS", threads, program + ["openblas", os.path.join(folder, "libopenblas.so.0")], build, {**SETTLED, **kernels}))
        # PyTorch's elementwise kernels use 512-bit vectors only where they are told to.
        for capability in capabilities():
            environment = {**kernels, "LD_LIBRARY_PATH": folder, **told(capability)}
            sides.append(Side(
                "PyTorch", threads, [sys.executable, os.path.join(HERE, "torch_worker.py"), "--threads", str(threads)],
                " ".join(filter(None, [build if threads > 1 else "", capability])), environment))
    node = ["node", os.path.join(HERE, "onnx_worker.js"), "--model", model, "--threads", str(threads)]
    sides.append(Side("ONNX Runtime", threads, node, failure=model_failure))
    return sides + peers_sides(peers, model, model_failure, threads)


def peers_sides(peers, model, model_failure, threads):
    """What a C# program can take today."""
    failure = "" if os.path.exists(peers[-1]) else "NetGen.Compare.Peers could not be built"
    sides = [
        Side("TorchSharp", threads, peers + ["torchsharp", str(threads)], capability, {**SETTLED, **told(capability)}, failure=failure)
        for capability in capabilities()]
    onnx = peers + ["onnx-runtime", str(threads), model]
    return sides + [Side("ONNX Runtime C#", threads, onnx, environment=SETTLED, failure=failure or model_failure)]


def capabilities():
    return ("", "avx512") if "avx512f" in processor_flags() else ("",)


def told(capability):
    return {"ATEN_CPU_CAPABILITY": capability} if capability else {}


def openblas_folder(build):
    """Where the package has put the library; None where it is not installed."""
    listing = subprocess.run(["dpkg", "-L", f"libopenblas0-{build}"], capture_output=True, text=True).stdout
    return next((os.path.dirname(path) for path in listing.split() if path.endswith("/libopenblas.so.0")), None)


def blas_environment(program, folder):
    """An OpenBLAS older than the processor takes it for one of 2004 and is ten times slower than it could be: then it is told better."""
    if not folder or os.environ.get("OPENBLAS_CORETYPE"):
        return {}
    probe = subprocess.run(
        program + ["openblas", os.path.join(folder, "libopenblas.so.0")], input="", capture_output=True, text=True,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    if "kernels for Prescott" not in probe.stdout:
        return {}
    flags = processor_flags()
    if {"avx512f", "avx512bw", "avx512dq", "avx512vl"} <= flags:
        return {"OPENBLAS_CORETYPE": "SkylakeX"}
    return {"OPENBLAS_CORETYPE": "Haswell"} if {"avx2", "fma"} <= flags else {}


def processor_flags():
    with open("/proc/cpuinfo") as information:
        flags = set(next((line for line in information if line.startswith("flags")), "").split())
    return {flag for flag in flags if not flag.startswith("avx512")} if _without_avx512 else flags


_without_avx512 = False


def turn_avx512_off():
    """For all that is started from now on: .NET, OpenBLAS, and PyTorch with the libraries that it may call."""
    global _without_avx512
    _without_avx512 = True
    os.environ.update(
        DOTNET_EnableAVX512="0", OPENBLAS_CORETYPE="Haswell", ATEN_CPU_CAPABILITY="avx2", ONEDNN_MAX_CPU_ISA="AVX2", MKL_ENABLE_INSTRUCTIONS="AVX2")


def processor_name():
    with open("/proc/cpuinfo") as information:
        return next((line.split(":")[1].strip() for line in information if line.startswith("model name")), "unknown processor")
