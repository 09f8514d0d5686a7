# Set-up: find, choose, say what will be downloaded, download, install, build.
# Everything is fetched before anything is installed, so a failed download leaves the machine as it was.

# Measured on 2026-11: the .nupkg files of a first restore of lib/ (with the ahead-of-time compiler and its runtime
# packs), what xunit and Playwright (of which 214 MB) add for the tests, and the .tgz of plotly.js.
NUGET_MB=86
NUGET_TEST_MB=224
NPM_BYTES=501252

# is_current [test|soak]: all that set-up makes is there and made from the sources as they are; sets PYTHON and the BLAS.
is_current() {
  check_environment
  recall_packages
  [ -n "$SET" ] && type -P dotnet >/dev/null && has_plotly || return 1
  choose_blas
  is_built "$LIBRARY" AigcNotebooks.dll "$(library_hash)" &&
    is_built "$TOOLS" aigc-tools.dll "$(tools_hash)" &&
    is_built "$KERNEL" AigcNotebooks.Kernel.dll "$(kernel_hash)" &&
    is_built "$STATE/jupyter" kernels/.net-csharp/kernel.json "$(jupyter_hash)" || return 1
  find_missing "$SET" "${1:-}"
  [ ${#MISSING_APT[@]} -eq 0 ]
}

# ensure [test|soak]: what the other commands call first.
ensure() {
  is_current "$@" || set_up "$@"
  export AIGC_PACKAGES=$SET
}

setup() {
  need_dotnet
  if is_current; then
    say_found
    say "nothing to do: all is set up."
  else
    set_up
  fi
}

say_found() {
  say "found: .NET SDK $DOTNET_SDK; $("$PYTHON" -c 'import sys, nbconvert; print(f"Jupyter with nbconvert {nbconvert.__version__} ({sys.executable})")')"
  if [ "$SET" = system ]; then
    say "found: libtorch in $(find_libtorch); ${CXX:-g++} $("${CXX:-g++}" -dumpfullversion)"
    [ -z "$BLAS_NOTE" ] || say "$BLAS_NOTE"
  fi
  say "package set: $SET ($SET_WHY)"
}

set_up() {
  mkdir -p "$STATE/log" "$STATE/new"
  exec 9>"$STATE/lock"
  if type -P flock >/dev/null; then flock -n 9 || { say "waiting for another ./aigc to finish setting up …"; flock 9; }; fi
  need_dotnet
  # What both sets need comes first: without it there is no point in downloading anything.
  recall_packages
  find_missing "${SET:-nuget}" "${1:-}"
  can_install "${1:-}"
  choose_packages
  find_missing "$SET" "${1:-}"
  can_install "${1:-}"
  announce_downloads "${1:-}"
  fetch_all
  install_missing
  build_all
  remember_packages
  rm -rf "$STATE/new"
  exec 9>&-
}

# can_install [test|soak]: ends with what to do when something is missing that this command cannot install here. While the
# package set is open, the list is that of `system`, which needs more.
can_install() {
  [ ${#MISSING_APT[@]} -gt 0 ] || return 0
  if type -P apt-get >/dev/null; then
    apt_root && return
    find_missing "${SET:-system}" "${1:-}"
    fail "cannot install without root; missing: $(join_names). Run 'apt-get install --no-install-recommends ${MISSING_APT[*]}' as root (or with sudo), then ./aigc setup again. Nothing was installed."
  fi
  find_missing "${SET:-system}" "${1:-}"
  fail "missing: $(join_names). This machine has no apt-get, so nothing was installed; with conda, 'conda env create -f environment.yml' provides all of it."
}

announce_downloads() {
  local bytes=0 parts=() part
  if [ ${#MISSING_APT[@]} -gt 0 ]; then
    apt_fresh_lists
    part=$(apt_bytes "${MISSING_APT[@]}")
    bytes=$((bytes + part))
    parts+=("Debian packages ${MISSING_APT[*]} $(megabytes "$part") MB")
  fi
  part=$(nuget_bytes "${1:-}")
  if [ "$part" -gt 0 ]; then
    bytes=$((bytes + part))
    parts+=("NuGet packages $(megabytes "$part") MB")
  fi
  if ! has_plotly; then
    bytes=$((bytes + NPM_BYTES))
    parts+=("plotly.js $(megabytes "$NPM_BYTES") MB")
  fi
  [ ${#parts[@]} -gt 0 ] || return 0
  say "will download about $(megabytes "$bytes") MB: $(printf '%s; ' "${parts[@]}" | sed 's/; $//')"
}

# What a first restore downloads; nothing when an earlier one left it in NuGet's folder.
nuget_bytes() {
  local cache=${NUGET_PACKAGES:-$HOME/.nuget/packages} megabytes=0
  [ -d "$cache/microsoft.codeanalysis.csharp" ] || megabytes=$NUGET_MB
  [ -z "${1:-}" ] || [ -d "$cache/microsoft.playwright" ] || megabytes=$((megabytes + NUGET_TEST_MB))
  echo $((megabytes * 1000000))
}

fetch_all() {
  logged restore with_set dotnet restore "$AIGC_ROOT/lib/AigcNotebooks.Tools" -v q --nologo || {
    no_nuget_source restore
    build_failed "the library" restore
  }
  is_built "$KERNEL" AigcNotebooks.Kernel.dll "$(kernel_hash)" || restore_kernel
  if [ ${#MISSING_APT[@]} -gt 0 ]; then apt_download; fi
  if ! has_plotly && type -P npm >/dev/null; then fetch_plotly; fi
}

install_missing() {
  if [ ${#MISSING_APT[@]} -gt 0 ]; then
    say "installing ${MISSING_APT[*]} …"
    apt_install
    say "installed: ${MISSING_APT[*]}"
    find_python
  fi
  has_plotly || fetch_plotly
  choose_blas
  say_found
}

build_all() {
  is_built "$LIBRARY" AigcNotebooks.dll "$(library_hash)" && is_built "$TOOLS" aigc-tools.dll "$(tools_hash)" || {
    say "building the library and the tools …"
    build_library || exit 1
  }
  is_built "$KERNEL" AigcNotebooks.Kernel.dll "$(kernel_hash)" || {
    say "building the kernel …"
    build_kernel
  }
  is_built "$STATE/jupyter" kernels/.net-csharp/kernel.json "$(jupyter_hash)" || build_jupyter
  say "built: notebooks/.aigc (the library), .aigc/kernel, .aigc/tools, .aigc/jupyter"
}
