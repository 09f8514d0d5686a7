# `./aigc run`: executes notebooks with nbconvert and exports them as pages that need no network.

DEFAULT_NOTEBOOK=01-gan-mnist

run() {
  local out=out profile=${AIGC_PROFILE:-classroom} names=() notebooks=() parameters=() notebook name problem
  while [ $# -gt 0 ]; do
    case $1 in
      --profile) profile=$(option_value "$@"); shift 2 ;;
      --out) out=$(option_value "$@"); shift 2 ;;
      --profile=*) profile=${1#*=}; shift ;;
      --out=*) out=${1#*=}; shift ;;
      -p | --parameters) [ $# -ge 3 ] || usage_error "$1 wants a parameter's name and its value"; parameters+=("$2" "$3"); shift 3 ;;
      -*) usage_error "run has no option '$1'" ;;
      *) names+=("$1"); shift ;;
    esac
  done
  case $profile in
    smoke | classroom | full) ;;
    *) usage_error "the profile is '$profile'; it is smoke, classroom or full" ;;
  esac
  for name in "${names[@]:-$DEFAULT_NOTEBOOK}"; do
    notebook=$(find_notebook "$name")
    notebooks+=("$notebook")
  done
  mkdir -p "$out" 2>/dev/null && [ -w "$out" ] || fail "cannot write to the folder '$out'; name another with --out."
  out=$(cd "$out" && pwd)
  ensure
  for notebook in "${notebooks[@]}"; do
    problem=$("$PYTHON" "$JUPYTER_SOURCE/parameters.py" "$notebook" ${parameters[@]+"${parameters[@]}"} 2>&1) \
      || fail "$(basename "$notebook" .ipynb) cannot take what -p gives: $(tail -n 1 <<<"$problem")."
  done
  AIGC_PARAMETERS=$("$PYTHON" -c 'import json, sys; print(json.dumps(sys.argv[1:]))' ${parameters[@]+"${parameters[@]}"})
  export AIGC_PARAMETERS
  for notebook in "${notebooks[@]}"; do
    execute_notebook "$notebook" "$profile" "$out"
    export_notebook "$out/$(basename "$notebook")" "$out"
  done
  say
  for notebook in "${notebooks[@]}"; do
    name=$(basename "$notebook" .ipynb)
    "$PYTHON" "$JUPYTER_SOURCE/figures.py" "$out/$name.ipynb"
    say "results: $out/$name.ipynb"
    say "         $out/$name.html"
  done
}

option_value() {
  [ $# -ge 2 ] || usage_error "$1 wants a value"
  printf '%s' "$2"
}

# find_notebook NAME: prints the file's absolute path. NAME is a path, a notebook's name or its number.
find_notebook() {
  local found
  if [ -f "$1" ] && [ "${1%.ipynb}" != "$1" ]; then
    found=$1
  elif [ -f "$AIGC_ROOT/notebooks/${1%.ipynb}.ipynb" ]; then
    found=$AIGC_ROOT/notebooks/${1%.ipynb}.ipynb
  else
    found=$(compgen -G "$AIGC_ROOT/notebooks/$1-*.ipynb" | head -n 1) || true
  fi
  [ -n "$found" ] || fail "there is no notebook '$1': neither that file nor one of $(notebook_names)."
  echo "$(cd "$(dirname "$found")" && pwd)/$(basename "$found")"
}

notebook_names() {
  local file names=()
  for file in "$AIGC_ROOT"/notebooks/*.ipynb; do
    [ -e "$file" ] && names+=("$(basename "$file" .ipynb)")
  done
  echo "${names[*]:-none (notebooks/ is empty)}"
}

# bring_library FOLDER: a notebook loads the library from .aigc/ in its own folder. Elsewhere than in notebooks/ a
# link takes its place while the notebook runs.
bring_library() {
  LINKED=
  [ -e "$1/.aigc/AigcNotebooks.dll" ] && return
  [ ! -e "$1/.aigc" ] || fail "'$1/.aigc' is in the way: notebooks load the kit's library from a folder of that name. Move it or the notebook."
  ln -s "$LIBRARY" "$1/.aigc" || fail "cannot write to '$1', where the notebook looks for the kit's library (.aigc). Copy the notebook to a folder of yours."
  LINKED=$1/.aigc
}

# remove_library: a link that bring_library made; never a folder.
remove_library() {
  [ -z "${LINKED:-}" ] || [ ! -L "$LINKED" ] || rm -f "$LINKED"
}

# execute_notebook FILE PROFILE OUT: OUT/NAME.ipynb, or OUT/NAME.failed.ipynb and an error.
execute_notebook() {
  local name folder=$3/.running.$$ status=0
  name=$(basename "$1" .ipynb)
  say "running $name ($2) …"
  mkdir -p "$folder"
  bring_library "$(dirname "$1")"
  RUNNING=$folder
  trap 'remove_library; rm -rf "$RUNNING"' EXIT
  AIGC_PROFILE=$2 AIGC_RETRAIN=${AIGC_RETRAIN:-true} AIGC_PROGRESS=${AIGC_PROGRESS:-stderr} AIGC_PARTIAL=$folder/partial.ipynb JUPYTER_NO_CONFIG=1 \
    with_jupyter nbconvert --to notebook --execute "$1" --config "$JUPYTER_SOURCE/nbconvert_execute.py" \
    --output-dir "$folder" --output "$name.ipynb" || status=$?
  remove_library
  if [ "$status" -ne 0 ] || [ ! -s "$folder/$name.ipynb" ]; then
    if [ -s "$folder/partial.ipynb" ]; then
      mv "$folder/partial.ipynb" "$3/$name.failed.ipynb"
      fail "$name failed; as far as it came it is in $3/$name.failed.ipynb"
    fi
    fail "$name failed before its first cell; see above."
  fi
  mv "$folder/$name.ipynb" "$3/$name.ipynb"
  rm -rf "$folder" "$3/$name.failed.ipynb"
  trap - EXIT
}

# export_notebook FILE.ipynb OUT: OUT/NAME.html, one file with all it needs inside.
export_notebook() {
  local name folder=$2/.exporting.$$
  name=$(basename "$1" .ipynb)
  mkdir -p "$folder"
  JUPYTER_NO_CONFIG=1 with_jupyter nbconvert --to html "$1" --config "$JUPYTER_SOURCE/nbconvert_export.py" \
    --output-dir "$folder" --output "$name.html" || { rm -rf "$folder"; fail "cannot export $1 to HTML; see above."; }
  mv "$folder/$name.html" "$2/$name.html"
  rm -rf "$folder"
}
