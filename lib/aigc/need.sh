# What the kit needs from the machine, and what of it is missing.
# Each need has a check here; MISSING_NAMES and MISSING_APT hold what failed, in words and as Debian packages.

need_dotnet() {
  command -v dotnet >/dev/null ||
    fail "the .NET SDK 10 is missing. Get it from https://dotnet.microsoft.com/download/dotnet/10.0 (or with conda: environment.yml), put dotnet on the PATH, and run ./aigc setup again."
  DOTNET_SDK=$(dotnet --list-sdks 2>/dev/null | awk '$1 ~ /^10\./ { version = $1 } END { print version }')
  [ -n "$DOTNET_SDK" ] ||
    fail "the .NET SDK 10 is missing: $(command -v dotnet) has $(dotnet --list-sdks 2>/dev/null | awk '{ print $1 }' | paste -sd ' ' | sed 's/^$/no SDK/'). Get it from https://dotnet.microsoft.com/download/dotnet/10.0 and run ./aigc setup again."
}

# check_environment: ends when a variable names what is not there, before anything is done with it.
check_environment() {
  [ -z "${AIGC_LIBTORCH:-}" ] || [ -f "$AIGC_LIBTORCH/include/ATen/ATen.h" ] ||
    fail "AIGC_LIBTORCH is '$AIGC_LIBTORCH', which holds no include/ATen/ATen.h; name the unpacked libtorch folder, or unset it."
  [ -z "${AIGC_LIBZMQ:-}" ] || [ -f "$AIGC_LIBZMQ" ] ||
    fail "AIGC_LIBZMQ is '$AIGC_LIBZMQ', and there is no such file; name the libzmq library, or unset it."
  if [ -n "${AIGC_DATA:-}" ]; then
    [ -d "$AIGC_DATA" ] || fail "AIGC_DATA is '$AIGC_DATA', and there is no such folder; name one that holds mnist/, or unset it."
    AIGC_DATA=$(cd "$AIGC_DATA" && pwd) # kernels start in the notebook's folder
    export AIGC_DATA
  fi
  case ${AIGC_DEVICE:-cpu} in
    cpu | cuda) ;;
    *) fail "AIGC_DEVICE is '$AIGC_DEVICE'; it takes cpu or cuda." ;;
  esac
}

missing() { # missing APT-PACKAGE DESCRIPTION
  MISSING_APT+=("$1")
  MISSING_NAMES+=("$2")
}

# libtorch in the order in which lib/AigcNotebooks.Torch/native/build.sh takes it; prints where it is.
find_libtorch() {
  local python folder
  if [ -n "${AIGC_LIBTORCH:-}" ]; then
    echo "$AIGC_LIBTORCH"
  elif [ -f /usr/include/ATen/ATen.h ]; then
    echo /usr
  elif [ -f "${CONDA_PREFIX:-/nowhere}/include/ATen/ATen.h" ]; then
    echo "$CONDA_PREFIX"
  else
    for python in ${PYTHON:-} python3 /usr/bin/python3; do
      folder=$("$python" -c 'from importlib.util import find_spec; print(find_spec("torch").submodule_search_locations[0])' 2>/dev/null) || continue
      [ -f "$folder/include/ATen/ATen.h" ] && echo "$folder" && return
    done
    return 1
  fi
}

has_libzmq() {
  [ -z "${AIGC_LIBZMQ:-}" ] || return 0
  [[ $(/sbin/ldconfig -p 2>/dev/null) == *libzmq.so.5* ]] && return
  compgen -G "${CONDA_PREFIX:-/nowhere}/lib/libzmq.*" >/dev/null && return
  # A pip-installed Jupyter bundles libzmq in a folder beside pyzmq.
  [ -n "${PYTHON:-}" ] && "$PYTHON" -c '
import glob, os, sys
from importlib.util import find_spec
spec = find_spec("zmq")
sys.exit(not (spec and glob.glob(os.path.join(os.path.dirname(os.path.dirname(spec.origin)), "pyzmq.libs", "libzmq*"))))' 2>/dev/null
}

# find_mathjax: prints the folder of MathJax 2.7, from Debian's libjs-mathjax or conda's mathjax.
find_mathjax() {
  local folder script
  script=$(mathjax-path 2>/dev/null || true)
  for folder in /usr/share/javascript/mathjax "${script%/*}" "${CONDA_PREFIX:-/nowhere}/lib/mathjax"; do
    if [ -n "$folder" ] && [ -f "$folder/jax/output/SVG/fonts/TeX/fontdata.js" ]; then
      echo "$folder"
      return
    fi
  done
  return 1
}

has_chromium() {
  [ -n "${AIGC_CHROMIUM:-}" ] || command -v chromium || command -v chromium-browser || command -v google-chrome
} >/dev/null

# find_missing SET [test|soak]: fills MISSING_* with what the package set (nuget or system) needs and the machine lacks.
find_missing() {
  local libtorch
  MISSING_APT=() MISSING_NAMES=()
  find_python
  [ -n "$PYTHON" ] || missing jupyter-nbconvert "Jupyter with nbconvert"
  { [ -n "$PYTHON" ] && { python_has "$PYTHON" jupyterlab || python_has "$PYTHON" notebook; }; } || missing jupyter-notebook "JupyterLab or Jupyter Notebook"
  has_libzmq || missing libzmq5 "libzmq"
  find_mathjax >/dev/null || missing libjs-mathjax "MathJax 2.7"
  has_plotly || command -v npm >/dev/null || missing npm "npm (for plotly.js)"
  if [ "$1" = system ]; then
    command -v "${CXX:-g++}" >/dev/null || missing g++ "a C++ compiler (${CXX:-g++})"
    libtorch=$(find_libtorch) || missing libtorch-dev "libtorch"
    # Only Debian's libtorch leaves the BLAS to the system; the others bring their own.
    if [ "${libtorch:-/usr}" = /usr ] && command -v apt-get >/dev/null && [ -z "$(openblas_folder)" ]; then
      missing libopenblas0-openmp "OpenBLAS (OpenMP)"
    fi
  fi
  if [ -n "${2:-}" ]; then
    { [ -n "$PYTHON" ] && python_has "$PYTHON" jupyter_kernel_test; } || missing python3-jupyter-kernel-test "Jupyter's kernel conformance tests"
    { [ -n "$PYTHON" ] && python_has "$PYTHON" jupyter_console && python_has "$PYTHON" pexpect; } || missing jupyter-console "jupyter-console"
    # Elsewhere the tests in a browser say that they were left out.
    if command -v apt-get >/dev/null && ! has_chromium; then missing chromium "Chromium (for the tests in a browser)"; fi
  fi
  # Debian's alone: its proxy is a package of Node's, and conda users test in the same way without it.
  if [ "${2:-}" = soak ] && command -v apt-get >/dev/null; then
    { [ -n "$PYTHON" ] && python_has "$PYTHON" jupyterhub && command -v configurable-http-proxy >/dev/null; } || missing jupyterhub "JupyterHub"
  fi
}

openblas_folder() {
  local file
  for file in /usr/lib/*/openblas-openmp/libblas.so.3; do
    [ -e "$file" ] && echo "${file%/*}" && return
  done
  return 0
}

# The reference BLAS trains ten times slower, and OpenBLAS's pthread build competes with libtorch's own threads.
# Where the system's automatic choice is another than OpenBLAS (OpenMP), the kit's own processes take that one;
# a choice that somebody made by hand is left alone. Sets BLAS_NOTE, exports LD_LIBRARY_PATH and BLAS_FOLDER.
choose_blas() {
  local current folder alternative
  BLAS_NOTE='' BLAS_FOLDER=''
  [ "$(find_libtorch || true)" = /usr ] || return 0
  current=$(/sbin/ldconfig -p 2>/dev/null | awk '$1 == "libblas.so.3" && !file { file = $NF } END { print file }')
  [ -n "$current" ] || return 0
  current=$(readlink -f "$current")
  folder=$(openblas_folder)
  case $current in
    */openblas-openmp/*) BLAS_NOTE="BLAS: OpenBLAS (OpenMP)"; return 0 ;;
  esac
  alternative=$(update-alternatives --query "libblas.so.3-$(basename "$(dirname "$folder")")" 2>/dev/null || true)
  if [ -n "$folder" ] && [[ $alternative != *"Status: manual"* ]]; then
    BLAS_NOTE="BLAS: the system takes $current; the kit's own processes take OpenBLAS (OpenMP) in $folder"
    BLAS_FOLDER=$folder
    export LD_LIBRARY_PATH=$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
  else
    case $current in
      *openblas*) BLAS_NOTE="BLAS: $current, which you chose; it may train slower than libopenblas0-openmp" ;;
      *) BLAS_NOTE="BLAS: warning: $current is in use; training can be ten times slower than with OpenBLAS (apt-get install libopenblas0-openmp; update-alternatives --config libblas.so.3-…)" ;;
    esac
  fi
}
