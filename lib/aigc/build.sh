# Which package set to build with, and building the kit's programs with it.
# Each program is published to a folder of its own with a stamp of what it was made from; it is built beside the last
# good one and takes its place only when it is whole.

LIBRARY=$AIGC_ROOT/notebooks/.aigc
KERNEL=$STATE/kernel
TOOLS=$STATE/tools

runtime_identifier() {
  case $(uname -m) in
    aarch64 | arm64) echo linux-arm64 ;;
    *) echo linux-x64 ;;
  esac
}

# sources_hash PATH…: of the files below these paths (build outputs aside) and of what else decides a build.
sources_hash() {
  (
    cd "$AIGC_ROOT"
    printf '%s\n' "$(type -P dotnet)" "${SET:-}" "${AIGC_DEVICE:-cpu}" "${AIGC_LIBTORCH:-}" "${CXX:-}"
    find Directory.* lib/aigc/build.sh "$@" \( -name bin -o -name obj \) -prune -o -type f -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0 sha256sum
  ) | sha256sum | cut -d ' ' -f 1
}

# The library holds what is in three folders of data (EmbeddedResource in its project).
LIBRARY_SOURCES=(lib/AigcNotebooks lib/AigcNotebooks.Torch data/ablations data/full data/judges)
library_hash() { sources_hash "${LIBRARY_SOURCES[@]}"; }
tools_hash() { sources_hash "${LIBRARY_SOURCES[@]}" lib/AigcNotebooks.Tools; }
kernel_hash() { sources_hash lib/AigcNotebooks.Kernel; }

# is_built FOLDER FILE HASH
is_built() { [ -f "$1/$2" ] && [ -f "$1/.stamp" ] && [ "$(<"$1/.stamp")" = "$3" ]; }

# replace FOLDER HASH: puts .aigc/new/<its name> in its place.
replace() {
  local new=$STATE/new/$(basename "$1")
  [ "$1" = "$LIBRARY" ] && new=$STATE/new/library
  printf '%s\n' "$2" >"$new/.stamp"
  rm -rf "$STATE/old"
  [ ! -e "$1" ] || mv "$1" "$STATE/old"
  mv "$new" "$1"
  rm -rf "$STATE/old"
}

# The remembered set: line 1 the set, line 2 a hash of what the choice depends on, line 3 why.
packages_hash() {
  (cd "$AIGC_ROOT" && cat Directory.*.props lib/AigcNotebooks/AigcNotebooks.csproj && echo "${AIGC_DEVICE:-cpu}") | sha256sum | cut -d ' ' -f 1
}

recall_packages() {
  local lines
  SET='' SET_WHY=''
  if [ -n "${AIGC_PACKAGES:-}" ]; then
    case $AIGC_PACKAGES in
      nuget | system) SET=$AIGC_PACKAGES SET_WHY="AIGC_PACKAGES says so" ;;
      *) fail "AIGC_PACKAGES is '$AIGC_PACKAGES'; it takes nuget or system." ;;
    esac
  elif [ -f "$STATE/packages" ]; then
    mapfile -t lines <"$STATE/packages"
    [ "${lines[1]:-}" != "$(packages_hash)" ] || SET=${lines[0]} SET_WHY=${lines[2]}
  fi
}

remember_packages() {
  [ -z "${AIGC_PACKAGES:-}" ] || return 0
  printf '%s\n' "$SET" "$(packages_hash)" "$SET_WHY" >"$STATE/packages.part"
  mv "$STATE/packages.part" "$STATE/packages"
}

# choose_packages: sets SET and SET_WHY, unless they are known. The nuget set is taken where the package source has it and it works here.
choose_packages() {
  if [ -n "$SET" ]; then return; fi
  say "trying the nuget package set (a few hundred MB, if the NuGet source carries TorchSharp) …"
  SET=nuget
  if ! logged restore-nuget with_set dotnet restore "$AIGC_ROOT/lib/AigcNotebooks.Tools" -v q --nologo; then
    no_nuget_source restore-nuget
    SET=system SET_WHY="the NuGet source has no $(sed -nE 's/.*error NU110[12]: Unable to find package ([A-Za-z-]+).*/\1/p' "$STATE/log/restore-nuget.log" | grep -m 1 -i torch || echo "working set of packages")"
  elif (build_library) >/dev/null 2>&1; then
    SET_WHY="its self-check passed"
  else
    SET=system SET_WHY="the nuget set did not pass its self-check (.aigc/log)"
  fi
}

# no_nuget_source LOG: ends when the log says that the package source did not answer at all.
no_nuget_source() {
  local log=$STATE/log/$1.log
  grep -qE 'NU1301|Unable to load the service index' "$log" || return 0
  fail "cannot reach the NuGet package source (no network?): $(sed -nE 's/.*error NU1301:  +([^[]*).*/\1/p' "$log" | tail -n 1). It is needed once, for about $NUGET_MB MB; then run ./aigc setup again. Nothing was installed. Log: .aigc/log/$1.log"
}

with_set() { AIGC_PACKAGES=$SET "$@"; }

# publish NAME PROJECT ARGUMENTS…: into .aigc/new/NAME
publish() {
  local name=$1 project=$2
  shift 2
  rm -rf "${STATE:?}/new/$name"
  logged "publish-$name" with_set dotnet publish "$AIGC_ROOT/lib/$project" -c Release -o "$STATE/new/$name" -v q --nologo "$@"
}

build_failed() {
  fail "building $1 failed; the last good build stays in place:
$(log_errors "$2")
Log: .aigc/log/$2.log"
}

# build_library: the library that notebooks load and the tools, which must pass the self-check together.
build_library() {
  publish library AigcNotebooks || build_failed "the library (lib/AigcNotebooks)" publish-library
  publish tools AigcNotebooks.Tools || build_failed "the tools (lib/AigcNotebooks.Tools)" publish-tools
  logged selfcheck dotnet "$STATE/new/tools/aigc-tools.dll" selfcheck || {
    printf 'aigc: the self-check failed with the %s package set; the last good build stays in place:\n%s\n' "$SET" "$(tail -n 12 "$STATE/log/selfcheck.log")" >&2
    return 1
  }
  replace "$LIBRARY" "$(library_hash)"
  replace "$TOOLS" "$(tools_hash)"
}

# Ahead-of-time compiled, the kernel runs its first cell in half the time; it needs a compiler package (crossgen2)
# that not every package source has.
restore_kernel() {
  READY_TO_RUN=(-r "$(runtime_identifier)" --self-contained false -p:PublishReadyToRun=true)
  logged restore-kernel with_set dotnet restore "$AIGC_ROOT/lib/AigcNotebooks.Kernel" -r "$(runtime_identifier)" -p:PublishReadyToRun=true -v q --nologo && return
  no_nuget_source restore-kernel
  READY_TO_RUN=()
  logged restore-kernel with_set dotnet restore "$AIGC_ROOT/lib/AigcNotebooks.Kernel" -v q --nologo || build_failed "the kernel (lib/AigcNotebooks.Kernel)" restore-kernel
}

build_kernel() {
  publish kernel AigcNotebooks.Kernel "${READY_TO_RUN[@]}" || build_failed "the kernel (lib/AigcNotebooks.Kernel)" publish-kernel
  replace "$KERNEL" "$(kernel_hash)"
}
