# Installing Debian packages: how much it is, who may, and nothing half done.
# apt-get fetches every package before it unpacks the first, so a failed download installs nothing.

apt_get() {
  ${SUDO:-} env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -o Acquire::Retries=2 -o Acquire::http::Timeout=30 -o DPkg::Lock::Timeout=120 "$@"
}

# apt_bytes PACKAGE…: what installing them would download; empty when apt does not know them.
apt_bytes() {
  LC_ALL=C apt-get -qq --print-uris -y --no-install-recommends install "$@" 2>/dev/null |
    awk '$3 ~ /^[0-9]+$/ { bytes += $3 } END { print bytes + 0 }'
}

apt_knows() { LC_ALL=C apt-get -qq --print-uris -y --no-install-recommends install "$@" >/dev/null 2>&1; }

# apt_root: whether apt-get can be root's here; sets SUDO to what it takes. sudo may ask only where there is a terminal.
apt_root() {
  SUDO=
  [ "$(id -u)" -ne 0 ] || return 0
  type -P sudo >/dev/null || return 1
  if sudo -n true 2>/dev/null; then
    SUDO="sudo -n"
  elif [ -t 0 ]; then
    SUDO=sudo
  else
    return 1
  fi
}

# apt_fresh_lists: fetches apt's package lists when they are missing, or older than a week and so likely to name
# files that are gone.
apt_fresh_lists() {
  if apt_knows "${MISSING_APT[@]}" && [ -n "$(find /var/lib/apt/lists -maxdepth 1 -name '*Packages*' -mtime -7 -print -quit 2>/dev/null)" ]; then
    return
  fi
  say "fetching apt's package lists (about 16 MB) …"
  logged apt-update apt_get update || true
  apt_knows "${MISSING_APT[@]}" ||
    fail "apt-get cannot offer ${MISSING_APT[*]} (no network, or an older Debian?); missing: $(join_names). Check 'apt-get update', then run ./aigc setup again. Nothing was installed."
}

apt_download() {
  local fetch=(apt_get -qq -y --no-install-recommends --download-only install "${MISSING_APT[@]}")
  logged apt-download "${fetch[@]}" && return
  # The lists may name files that a newer security update has replaced.
  logged apt-update apt_get update && logged apt-download "${fetch[@]}" ||
    fail "cannot download the Debian packages ${MISSING_APT[*]} (no network?); missing: $(join_names). Run 'apt-get update', then ./aigc setup again. Nothing was installed. Log: .aigc/log/apt-download.log"
}

apt_install() {
  logged apt-install apt_get -qq -y --no-install-recommends install "${MISSING_APT[@]}" ||
    fail "installing ${MISSING_APT[*]} failed: $(log_errors apt-install | tail -n 1). Log: .aigc/log/apt-install.log"
}

# The names of what is missing, as a list in words.
join_names() {
  local IFS=,
  local joined="${MISSING_NAMES[*]}"
  echo "${joined//,/, }"
}
