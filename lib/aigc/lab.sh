# `./aigc lab`: Jupyter in the browser, with the kit's kernel and its plotly.js.

lab() {
  local arguments=()
  while [ $# -gt 0 ]; do
    case $1 in
      --port) arguments+=("--port=$(option_value "$@")"); shift 2 ;;
      --port=* | --no-browser | --ip=*) arguments+=("$1"); shift ;;
      *) usage_error "lab has no argument '$1'" ;;
    esac
  done
  ensure
  [ "$(id -u)" -ne 0 ] || arguments+=(--allow-root)
  [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname)" = Darwin ] || arguments+=(--no-browser)
  cd "$AIGC_ROOT/notebooks"
  if python_has "$PYTHON" jupyterlab; then
    say "starting JupyterLab in notebooks/ (Ctrl-C ends it); its address, with the token, follows."
    with_kit exec "$PYTHON" -m jupyterlab "${arguments[@]}"
  else
    say "starting the classic Jupyter Notebook in notebooks/ (Ctrl-C ends it); its address, with the token, follows."
    with_kit exec "$PYTHON" -m notebook "${arguments[@]}"
  fi
}
