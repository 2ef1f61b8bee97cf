"""What is compared, and what is asked of it. All the targets hold for the same threads on both sides and the best mode of the best peer."""
from dataclasses import dataclass, replace

PRODUCTS = ("OpenBLAS", "TorchSharp")
# What TorchSharp needs to get to a product is many times what one of these takes.
NARROW_PRODUCTS = ("OpenBLAS",)
TRAINING = ("PyTorch", "TorchSharp")
PREDICTION = ("PyTorch", "TorchSharp", "ONNX Runtime", "ONNX Runtime C#")
ELEMENTWISE = ("TensorPrimitives",)


@dataclass(frozen=True)
class Row:
    """One line of the table. `figure` says what its figure is; the workers' row `work` (and `other`) on so many threads is what it comes from.

    faster: the best peer's time over ours; of-peak: our rate over the peak of that many cores; against: the time of `other` over that of `work`;
    bytes: what a call allocates; fresh: milliseconds of a fresh process to the end of its first training step.
    """

    name: str
    figure: str
    work: str = ""
    threads: int = 1
    peers: tuple = ()
    other: str = ""
    other_threads: int = 1
    at_least: float = None
    at_most: float = None
    avx2: float = None  # what takes the place of at_least without AVX-512
    slow: bool = False

    @property
    def target(self):
        if self.at_least is not None:
            return f">= {self.at_least:g}"
        return f"<= {self.at_most:g}" if self.at_most is not None else ""

    def is_met(self, value):
        if self.at_least is not None:
            return value >= self.at_least
        return value <= self.at_most if self.at_most is not None else None


def for_avx2(rows):
    """The same rows with the targets for processors without AVX-512."""
    return [row if row.avx2 is None else replace(row, at_least=row.avx2) for row in rows]


def faster(work, peers, at_least=None, threads=1, **more):
    return Row(named(work, threads), "faster", work, threads, peers, at_least=at_least, **more)


def of_peak(work, at_least, threads=1, **more):
    return Row(named(work, threads) + "-of-peak", "of-peak", work, threads, at_least=at_least, **more)


def named(work, threads):
    return work + ("-two-threads" if threads == 2 else "")


def product(work, times=None, share=None, avx2=(None, None), **more):
    return [faster(work, PRODUCTS, times, avx2=avx2[0], **more), of_peak(work, share, avx2=avx2[1], **more)]


def narrow():
    works = ["forward-1x64x8"]
    works += [f"{kind}-{shape}" for shape in ("32x64x8", "128x128x10", "128x64x16") for kind in ("forward", "kernel-gradient", "input-gradient")]
    return [faster(f"narrow-{work}", NARROW_PRODUCTS, 1) for work in works]


ROWS = [
    *product("sgemm-512", 1.3, 0.95, avx2=(1.05, 0.9)),
    *product("sgemm-1024", 1.15, 0.85, avx2=(1.05, 0.88)),
    *product("sgemm-2048", 1.1, 0.85, avx2=(1, 0.85), slow=True),
    *product("forward-128x784x128", share=0.95, avx2=(None, 0.9)),
    *product("kernel-gradient-128x784x128", share=0.95, avx2=(None, 0.9)),
    *product("input-gradient-128x784x128", share=0.8, avx2=(None, 0.9)),
    *narrow(),
    faster("train-784-128-10", TRAINING, 3.7, avx2=2.5),
    of_peak("train-784-128-10", 0.8),  # 1 / 1.25: the time that its multiply-adds alone need at the peak, over the time of the step
    faster("train-784-128-10", TRAINING, 3.7, threads=2, avx2=2.2),
    of_peak("train-784-128-10", 0.8, threads=2),
    faster("train-32-64-64-8", TRAINING, 42, avx2=30),
    faster("predict-784-128-10-batch-1", PREDICTION, 5, avx2=2.5),
    faster("predict-784-128-10-batch-128", PREDICTION, 1.5, avx2=1.2),
    faster("predict-784-128-10-batch-1024", PREDICTION, 1.5, avx2=1.2),
    # Asked for on one thread; on two they are for information.
    faster("sgemm-512", PRODUCTS, threads=2),
    faster("sgemm-1024", PRODUCTS, threads=2),
    faster("train-32-64-64-8", TRAINING, threads=2),
    faster("predict-784-128-10-batch-1", PREDICTION, threads=2, avx2=2.5),
    faster("predict-784-128-10-batch-128", PREDICTION, threads=2, avx2=1.1),
    faster("predict-784-128-10-batch-1024", PREDICTION, threads=2, avx2=1.2),
    Row("scaling-sgemm-1024", "against", "sgemm-1024", 2, other="sgemm-1024", at_least=1.85),
    Row("scaling-train-784-128-10-batch-512", "against", "train-784-128-10-batch-512", 2, other="train-784-128-10-batch-512", at_least=1.85),
    faster("exp-64k", ELEMENTWISE, 2, avx2=2.5),
    faster("tanh-64k", ELEMENTWISE, 2, avx2=2.3),
    faster("sigmoid-64k", ELEMENTWISE, 2),
    # 1 / 1.05: alive over dead.
    Row("denormals-train-784-128-10", "against", "dead-train-784-128-10", other="live-train-784-128-10", at_least=0.9524),
    Row("denormals-train-32-64-64-8", "against", "dead-train-32-64-64-8", other="live-train-32-64-64-8", at_least=0.9524),
    *(Row(named(f"allocated-{work}", threads) + "-bytes", "bytes", f"allocated-{work}", threads, at_most=0)
      for threads in (1, 2) for work in ("train-784-128-10", "train-32-64-64-8", "predict-784-128-10")),
    Row("first-step-784-128-10-milliseconds", "fresh", threads=1, at_most=100),
    Row("first-step-784-128-10-two-threads-milliseconds", "fresh", threads=2, at_most=100),
]

# Layers that NetGen does not have yet, so that the peers' times are known before: a row joins the others once NetGen.Compare has one of its
# name; until then `--to-come` shows what the peers take. The networks are those of TorchRowsToCome.cs.
TO_COME = [
    faster(work, ("TorchSharp",), threads=threads)
    for work in (
        "train-lenet-like-batch-64", "train-lenet-like-same-batch-64", "train-lenet-5-batch-128", "train-convolutions-batch-norm-batch-32",
        "train-lstm-128-batch-32", "train-embedding-100000x64-batch-32", "train-transformer-64x128-batch-16")
    for threads in (1, 2)
]
