"""Lets a library built by a newer GCC load beside an older libstdc++: older_libstdcxx.py LIBRARY. Changes nothing where nothing is missing.

TorchSharp's native part is built by GCC 13. It names version GLIBCXX_3.4.32 of libstdc++, which Debian 12's (GCC 12) does not have, so that
the loader refuses it. All that it wants of that version is the symbol std::ios_base_library_init(), and that it neither calls nor reads:
GCC 13's <iostream> names it only so that the library is sure to be one that sets up std::cout and its like by itself. What an older one
leaves undone, our worker does (TorchLibrary.cs). So the version is marked as one that may be missing, as the format has it (VER_FLG_WEAK).
"""
import ctypes
import struct
import sys

VERSION = b"GLIBCXX_3.4.32"
NEEDED_VERSIONS = 0x6FFFFFFE  # SHT_GNU_verneed
MAY_BE_MISSING = 2  # VER_FLG_WEAK


def system_has(version):
    """Whether the libstdc++ that is loaded here names the version among its own."""
    try:
        ctypes.CDLL("libstdc++.so.6")
    except OSError:
        return True  # there is none at all: another problem, which this does not solve
    with open("/proc/self/maps") as maps:
        path = next(line.split()[-1] for line in maps if "libstdc++.so.6" in line)
    with open(path, "rb") as file:
        return version + b"\0" in file.read()


def sections_of(data):
    """(type, offset, link, number of entries) of each section of a 64-bit little-endian ELF file."""
    if data[:6] != b"\x7fELF\x02\x01":
        sys.exit("not a 64-bit little-endian ELF file")
    table, = struct.unpack_from("<Q", data, 0x28)
    size, count = struct.unpack_from("<HH", data, 0x3A)
    for start in range(table, table + size * count, size):
        _, kind, _, _, offset, _, link, entries = struct.unpack_from("<IIQQQQII", data, start)
        yield kind, offset, link, entries


def flags_of(data, version):
    """Where in the file the flags of the needed version stand, once for each library that it is needed of."""
    sections = list(sections_of(data))
    for kind, need, link, files in sections:
        if kind != NEEDED_VERSIONS:
            continue
        names = sections[link][1]
        for _ in range(files):
            _, versions, _, first, following = struct.unpack_from("<HHIII", data, need)
            entry = need + first
            for _ in range(versions):
                _, _, _, name, step = struct.unpack_from("<IHHII", data, entry)
                if data.startswith(version + b"\0", names + name):
                    yield entry + 4
                entry += step
            need += following


def main(path):
    if system_has(VERSION):
        return
    with open(path, "rb") as file:
        data = bytearray(file.read())
    places = [place for place in flags_of(data, VERSION) if not struct.unpack_from("<H", data, place)[0] & MAY_BE_MISSING]
    for place in places:
        struct.pack_into("<H", data, place, struct.unpack_from("<H", data, place)[0] | MAY_BE_MISSING)
    if places:
        with open(path, "wb") as file:
            file.write(data)
        print(f"{path}: {VERSION.decode()} may be missing from now on")


if __name__ == "__main__":
    main(sys.argv[1])
