#!/usr/bin/env bash
# Measures NetGen and its peers in turn, in one run, and prints the ratios; the last line is one JSON object, name of the row to figure.
#   run.sh [--quick] [--markdown FILE] [--only PART] [--rounds N] [--avx2] [--to-come] [--list]
# Installs what is missing: Debian's python3-torch and OpenBLAS (as root), onnxruntime-node into the user's cache, and TorchSharp and ONNX
# Runtime for C# into that of NuGet. Changes no setting.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/netgen/compare
onnxruntime=1.30.0
peers=$here/NetGen.Compare.Peers/bin/Release/net10.0
# Debian's own: another python3 before it in PATH does not see Debian's packages.
python=/usr/bin/python3
mkdir -p "$cache"

# What is installed and built is told on the error stream: the output is the table.
{
    missing=()
    for package in python3-torch python3-numpy libopenblas0-pthread libopenblas0-openmp; do
        dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
            || echo "could not install ${missing[*]}: their rows will say so"
    fi
    # Without its install script, which would look for parts for graphics cards; the library for processors is in the package.
    if [ ! -d "$cache/node_modules/onnxruntime-node" ]; then
        npm install --prefix "$cache" --ignore-scripts --no-audit --no-fund "onnxruntime-node@$onnxruntime" \
            || echo "could not install onnxruntime-node: its rows will say so"
    fi
    # Without the servers that a build leaves behind: they would stay beside the measurement.
    build=(-c Release -v quiet -nologo -nodeReuse:false -p:UseSharedCompilation=false)
    dotnet build "$here/NetGen.Compare" "${build[@]}"
    # Not together: where the peers' packages cannot be had, only their rows are missing.
    if dotnet build "$here/NetGen.Compare.Peers" "${build[@]}"; then
        "$python" "$here/older_libstdcxx.py" "$peers/libLibTorchSharp.so" || echo "TorchSharp's native part is left as it is"
    else
        echo "could not build TorchSharp's and ONNX Runtime's C# worker: its rows will say so"
        rm -f "$peers/NetGen.Compare.Peers.dll"
    fi
} >&2

NODE_PATH="$cache/node_modules" exec "$python" "$here/compare.py" \
    --program "$here/NetGen.Compare/bin/Release/net10.0/NetGen.Compare.dll" --peers "$peers/NetGen.Compare.Peers.dll" --cache "$cache" "$@"
