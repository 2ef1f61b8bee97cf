"""How much of the machine went to others while it was measured: what decides whether the figures are worth keeping."""
import os
import time

QUIET = 0.03  # of all the processors; the system's own work is below it


class Watch:
    """From its making to `share`, which must come after the workers have ended: until then their time is not known."""

    def __init__(self):
        self.start, self.busy, self.own = time.monotonic(), busy_seconds(), own_seconds()

    def share(self):
        """The share of all processors that was taken by what is neither this process nor its children."""
        others = busy_seconds() - self.busy - (own_seconds() - self.own)
        return max(0.0, others / ((time.monotonic() - self.start) * os.cpu_count()))


def busy_seconds():
    with open("/proc/stat") as statistics:
        # user nice system idle iowait irq softirq steal
        fields = [int(field) for field in statistics.readline().split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")


def own_seconds():
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
