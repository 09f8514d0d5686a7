# What every part of the command uses: messages, logs, the environment of the programs it starts.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# A bare Debian has no ICU, and without it the SDK does not even start; nothing here depends on a culture.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-1}
# A build must not leave processes behind that keep this terminal's or CI's pipe open.
export MSBUILDDISABLENODEREUSE=1

# libtorch's threads wait for each other by a short spin, then by sleep. `./aigc bench gan autoencoder lstm` on two cores, ms a
# step: asleep at once 12.5, 49, 36; after 1,000 turns 10.9, 31, 29. Beside one busy process: 21, 72, 62, but after 10,000 turns
# 44, 180, 238, and GNU's default, which spins on, is worse still.
if [ -z "${OMP_WAIT_POLICY:-}" ]; then
  export OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=${GOMP_SPINCOUNT:-1000}
fi
# The garbage collector's youngest generation may otherwise grow to the size of the processor's last cache before it is
# looked at: dead tensors wait there, and `./aigc bench memory` grows by 19 MB in 4,800 steps.
export DOTNET_GCgen0size=${DOTNET_GCgen0size:-0x400000}

say() { printf '%s\n' "$*"; }

fail() {
  printf 'aigc: %s\n' "$*" >&2
  exit 1
}

usage_error() {
  printf 'aigc: %s\n\n' "$*" >&2
  help >&2
  exit 2
}

# logged NAME COMMAND…: runs it with its output in .aigc/log/NAME.log. Descriptor 9 is set-up's lock, which a
# compiler server that outlives the build must not inherit.
logged() {
  local log=$STATE/log/$1.log
  shift
  mkdir -p "$STATE/log"
  "$@" >"$log" 2>&1 9>&- </dev/null
}

# log_errors NAME: the lines of a log that say what went wrong, each once, without this machine's folders.
log_errors() {
  local log=$STATE/log/$1.log lines
  lines=$(grep -aE '(error|fatal|E:) ' "$log" | sed -E 's/ \[[^]]*proj[^]]*\]$//' | sed "s|$AIGC_ROOT/||g" | awk '!seen[$0]++' | head -n 12 || true)
  [ -n "$lines" ] || lines=$(tail -n 12 "$log")
  printf '%s\n' "$lines"
}

# find_python: sets PYTHON to the Python that has Jupyter's nbconvert: Debian's own, else the one on the PATH or in
# the conda environment, else the one that the `jupyter` on the PATH runs in. Empty when there is none.
find_python() {
  local candidate jupyter
  PYTHON=
  jupyter=$(type -P jupyter || true)
  for candidate in /usr/bin/python3 "$(type -P python3 || true)" "${CONDA_PREFIX:-/nowhere}/bin/python" \
    "$([ -n "$jupyter" ] && head -c 200 "$jupyter" | sed -n '1s/^#!\([^ ]*\).*/\1/p' | tr -d '\0')"; do
    if [ -x "$candidate" ] && python_has "$candidate" nbconvert; then
      PYTHON=$candidate
      break
    fi
  done
  export AIGC_PYTHON=$PYTHON
}

# python_has PYTHON MODULE…: whether it can find them all (they are not imported).
python_has() {
  local python=$1
  shift
  "$python" -c 'import sys; from importlib.util import find_spec; sys.exit(not all(map(find_spec, sys.argv[1:])))' "$@" 2>/dev/null
}

# with_kit COMMAND…: runs it where Jupyter finds the kit's kernel and templates before the user's own.
with_kit() {
  JUPYTER_PATH=$STATE/jupyter${JUPYTER_PATH:+:$JUPYTER_PATH} \
  JUPYTER_CONFIG_PATH=$STATE/jupyter/config${JUPYTER_CONFIG_PATH:+:$JUPYTER_CONFIG_PATH} \
    "$@"
}

# with_jupyter MODULE ARGUMENTS…: one of Jupyter's programs.
with_jupyter() { with_kit "$PYTHON" -m "$@"; }

exec_tools() {
  exec dotnet "$STATE/tools/aigc-tools.dll" "$@"
}

# megabytes BYTES: in MB, rounded up, so that a small download is not 0.
megabytes() { echo $((($1 + 999999) / 1000000)); }
