#!/usr/bin/env bash
# Builds the native half of AigcNotebooks.Torch:  build.sh OUTPUT.so
# Takes libtorch from AIGC_LIBTORCH (a folder holding include/ and lib/), else the system's (Debian: libtorch-dev),
# else conda's or a Python `torch`'s, and says which.
set -euo pipefail
output=$1
source=$(dirname "$0")/aigc_torch.cpp
compiler=${CXX:-g++}
fail() { echo "AigcNotebooks.Torch: error AIGC001: $*" >&2; exit 1; }

command -v "$compiler" >/dev/null || fail "no C++ compiler ('$compiler'); install one (Debian: apt-get install g++) or set CXX"

include= lib= abi= from=
take() { # take FOLDER DESCRIPTION: a folder with include/ and lib/
  [ -f "$1/include/ATen/ATen.h" ] || return 1
  include=$1/include lib=$1/lib from=$2
}
python_torch() {
  local python found
  for python in ${AIGC_PYTHON:-} python3 /usr/bin/python3; do
    found=$("$python" -c 'import torch, os; print(os.path.dirname(torch.__file__), int(torch._C._GLIBCXX_USE_CXX11_ABI))' 2>/dev/null) || continue
    take "${found% *}" "Python torch ($python)" && abi=${found##* } && return 0
  done
  return 1
}
if [ -n "${AIGC_LIBTORCH:-}" ]; then
  take "$AIGC_LIBTORCH" "AIGC_LIBTORCH" || fail "AIGC_LIBTORCH is '$AIGC_LIBTORCH', which holds no include/ATen/ATen.h; name the unpacked libtorch folder"
elif [ -f /usr/include/ATen/ATen.h ]; then
  include=/usr/include from="the system's libtorch"
  lib=$(dirname "$(find /usr/lib -name libtorch_cpu.so -not -path '*/dist-packages/*' 2>/dev/null | head -n 1)")
elif [ -n "${CONDA_PREFIX:-}" ] && take "$CONDA_PREFIX" "conda's libtorch"; then :
elif python_torch; then :
else fail "no libtorch found; install it (Debian: apt-get install libtorch-dev), or set AIGC_LIBTORCH to an unpacked one"
fi

version_header=$include/torch/csrc/api/include/torch/version.h
[ -f "$include/torch/version.h" ] && version_header=$include/torch/version.h
number() { sed -n "s/^#define TORCH_VERSION_$1 //p" "$version_header"; }
version=$(( $(number MAJOR) * 100 + $(number MINOR) ))
echo "AigcNotebooks.Torch: building on $from, version $(number MAJOR).$(number MINOR) ($lib)"

standard=17
[ "$version" -ge 212 ] && standard=20
mkdir -p "$(dirname "$output")"
part=$output.$$.part
trap 'rm -f "$part"' EXIT
headers=(-isystem "$include/torch/csrc/api/include")
[ "$include" = /usr/include ] || headers+=(-isystem "$include") # naming /usr/include again hides the C library's headers
"$compiler" -std=c++$standard -O3 -fno-math-errno -fno-trapping-math -ffp-contract=off -fPIC -shared -fvisibility=hidden -fopenmp -Wall -DAIGC_TORCH_VERSION="$version" \
  ${abi:+-D_GLIBCXX_USE_CXX11_ABI=$abi} "${headers[@]}" \
  "$source" -o "$part" -L"$lib" -Wl,-rpath,"$lib" -Wl,--no-as-needed -ltorch -ltorch_cpu -lc10
mv "$part" "$output"
