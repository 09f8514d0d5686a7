# `./aigc kernel`: registers the kit's C# kernel with the user's Jupyter, or takes it away again.

kernel() {
  local action=${1:-} prefix='' scope='' force=()
  case $action in
    install | remove) shift ;;
    *) usage_error "kernel takes install or remove, found '$action'" ;;
  esac
  while [ $# -gt 0 ]; do
    case $1 in
      --user) scope=user; shift ;;
      --prefix) prefix=$(option_value "$@"); [ -n "$prefix" ] || usage_error "--prefix wants a folder"; shift 2 ;;
      --prefix=?*) prefix=${1#*=}; shift ;;
      --force) [ "$action" = install ] || usage_error "kernel remove has no option '$1'"; force=(--force); shift ;;
      *) usage_error "kernel $action has no argument '$1'" ;;
    esac
  done
  [ -z "$prefix" ] || [ -z "$scope" ] || usage_error "kernel $action takes --user or --prefix, not both"
  if [ "$action" = install ]; then
    ensure
  else
    find_python
    [ -n "$PYTHON" ] || fail "no Python with Jupyter was found, so no kernel is registered with it."
  fi
  "$PYTHON" "$JUPYTER_SOURCE/registration.py" "$action" "$STATE/jupyter/kernels/.net-csharp" "$prefix" "${force[@]}"
}

# bench_kernel ARGUMENTS…: the kernel's times and memory beside those of Python's ipykernel.
bench_kernel() {
  ensure
  python_has "$PYTHON" ipykernel || fail "bench kernel measures beside Python's kernel, which is missing (Debian: apt-get install python3-ipykernel)."
  with_kit "$PYTHON" "$AIGC_ROOT/tests/bench/kernel.py" "$@"
}
