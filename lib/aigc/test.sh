# `./aigc test`: runs every part's tests and sums up. A part that does not build, or runs no test, counts as failed.

EXERCISES=$AIGC_ROOT/tests/notebooks/exercises.py

run_tests() {
  local filters=() part parts=() selected=() filter
  SOAK=false
  while [ $# -gt 0 ]; do
    case $1 in
      --soak) SOAK=true; shift ;;
      -*) usage_error "test has no option '$1'" ;;
      *) filters+=("$1"); shift ;;
    esac
  done
  for part in "$AIGC_ROOT"/tests/*.Tests; do parts+=("$(basename "$part")"); done
  parts+=(kernel-protocol cli notebooks)
  [ "$SOAK" = false ] || parts+=(hub)
  for part in "${parts[@]}"; do
    [ ${#filters[@]} -gt 0 ] || selected+=("$part")
    for filter in "${filters[@]}"; do
      if is_meant "$part" "$filter" "${parts[@]}"; then selected+=("$part"); break; fi
    done
  done
  [ ${#selected[@]} -gt 0 ] || usage_error "no part of the tests is named like '${filters[*]}'; there are: ${parts[*]}"
  export AIGC_SOAK=$SOAK
  ensure "$([ "$SOAK" = true ] && echo soak || echo test)"
  PASSED=0 FAILED=0 SKIPPED=0
  for part in "${selected[@]}"; do
    case $part in
      *.Tests) test_xunit "$part" ;;
      kernel-protocol) test_script kernel-protocol "$AIGC_ROOT/tests/AigcNotebooks.Kernel.Tests/python/run_all.py" ;;
      cli) test_script cli "$AIGC_ROOT/tests/cli/test_aigc.py" ;;
      notebooks) test_notebooks ;;
      hub) test_script hub "$AIGC_ROOT/tests/AigcNotebooks.Kernel.Tests/python/run_all.py" "$AIGC_ROOT/tests/hub" ;;
    esac
  done
  say "$PASSED passed, $FAILED failed$([ "$SKIPPED" -eq 0 ] || echo ", $SKIPPED skipped")"
  [ "$FAILED" -eq 0 ] && [ "$PASSED" -gt 0 ]
}

# is_meant PART FILTER PARTS…: whether the part's name contains the filter; where a part is called just that, only that one is meant (notebooks, say, and none of AigcNotebooks.*).
is_meant() {
  local other
  for other in "${@:3}"; do
    [ "${other,,}" != "${2,,}" ] || { [ "${1,,}" = "${2,,}" ]; return; }
  done
  [[ ${1,,} == *"${2,,}"* ]]
}

# count PART PASSED FAILED SKIPPED LOG: adds them up, says them, and shows what failed.
count() {
  local passed=$2 failed=$3 skipped=$4
  if [ $((passed + failed + skipped)) -eq 0 ]; then
    say "FAILED  $1 ran no tests (log: .aigc/log/$5.log)"
    tail -n 20 "$STATE/log/$5.log"
    failed=1
  elif [ "$failed" -gt 0 ]; then
    say "FAILED  $1: $passed passed, $failed failed, $skipped skipped (log: .aigc/log/$5.log)"
    grep -avE '^\s*$|\.\.\. ok$' "$STATE/log/$5.log" | tail -n 60 || true
  else
    say "ok      $1: $passed passed, $skipped skipped ($SECONDS s)"
  fi
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + skipped))
}

test_xunit() {
  local project=$AIGC_ROOT/tests/$1
  if [ "$SET" = nuget ] && grep -q '<SystemSetOnly>true' "$project/$1.csproj"; then
    say "left out $1: it tests the engine, which the nuget package set has no use for"
    return
  fi
  if ! logged "build-$1" dotnet build "$project" -c Release -v q --nologo; then
    say "FAILED  $1 does not build (log: .aigc/log/build-$1.log)"
    log_errors "build-$1"
    FAILED=$((FAILED + 1))
    return
  fi
  run_xunit "$1" "$1"
}

# run_xunit PROJECT NAME ARGUMENTS…: runs what was built, and counts it under that name.
run_xunit() {
  local project=$1 name=$2 folder=bin log=test-$2 total errors failed skipped
  [ "$SET" != nuget ] || folder=bin/nuget-${AIGC_DEVICE:-cpu}
  NO_COLOR=1 logged "$log" dotnet "$AIGC_ROOT/tests/$project/$folder/Release/net10.0/$project.dll" -noColor -showLiveOutput "${@:3}" || true
  read -r total errors failed skipped < <(sed -nE 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/p' "$STATE/log/$log.log" | tail -n 1; echo "0 0 0 0")
  # A run that ended without its summary crashed, whatever passed before.
  count "$name" $((total - failed - skipped)) $((failed + errors)) "$skipped" "$log"
  if [ "$total" -gt 0 ] && [ "$total" -eq "$skipped" ]; then
    say "left out $name: $(grep -a -m 1 -A 1 '\[SKIP\]' "$STATE/log/$log.log" | sed -n '2s/^ *//p')"
  fi
  show_measured "$log"
}

# show_measured LOG: what long checks measured is wanted though they passed.
show_measured() {
  [ "$SOAK" = false ] || sed -nE 's/^.*(measured: )/  \1/p' "$STATE/log/$1.log"
}

# test_script NAME FILE ARGUMENTS…: a Python script whose last line is "N passed, N failed[, N skipped]".
test_script() {
  local log=test-$1 status=0 passed failed skipped
  PYTHONUNBUFFERED=1 logged "$log" with_kit "$PYTHON" "${@:2}" || status=$?
  read -r passed failed skipped < <(tail -n 1 "$STATE/log/$log.log" |
    sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/&, 0 skipped/; s/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p'
    echo "0 0 0")
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  count "$1" "$passed" "$failed" "$skipped" "$log"
  show_measured "$log"
}

# test_notebooks: every notebook in the smoke profile, with wrong solutions of its exercises, then what came out and what is committed.
test_notebooks() {
  local folder file failed=0
  folder=$(mktemp -d)
  for file in "$AIGC_ROOT"/notebooks/*.ipynb; do
    [ -e "$file" ] || continue
    logged "notebook-$(basename "$file" .ipynb)" run_smoke "$file" "$folder" || {
      say "FAILED  $(basename "$file") in the smoke profile:"
      tail -n 30 "$STATE/log/notebook-$(basename "$file" .ipynb).log"
      failed=$((failed + 1))
    }
  done
  FAILED=$((FAILED + failed))
  test_script notebooks "$AIGC_ROOT/tests/notebooks/check_notebooks.py" "$AIGC_ROOT/notebooks" "$folder"
  # What was exported, in a browser; the committed notebooks' pages are looked at among its own tests.
  if logged build-pages dotnet build "$AIGC_ROOT/tests/AigcNotebooks.Browser.Tests" -c Release -v q --nologo; then
    AIGC_PAGES=$folder run_xunit AigcNotebooks.Browser.Tests pages -class AigcNotebooks.Browser.Tests.ExportedPageTests
  else
    say "FAILED  the tests in a browser do not build (log: .aigc/log/build-pages.log)"
    FAILED=$((FAILED + 1))
  fi
  rm -rf "$folder"
  for file in listings figures; do
    if logged "$file" dotnet "$TOOLS/aigc-tools.dll" "$file" --check; then
      PASSED=$((PASSED + 1))
    else
      say "FAILED  $(tail -n 20 "$STATE/log/$file.log")"
      FAILED=$((FAILED + 1))
    fi
  done
}

# run_smoke FILE OUT: the notebook is executed with wrong solutions of its exercises, which must fail their tests; they are taken out again, and what came of them is in
# OUT/NAME.exercises.json. In shells of their own, since a failing notebook ends one. The copy lies within the repository, whose data/ notebooks look for.
run_smoke() (
  name=$(basename "$1" .ipynb) folder=$STATE/smoke.$$
  trap 'rm -rf "$folder"' EXIT
  mkdir -p "$folder" &&
    "$PYTHON" "$EXERCISES" add "$1" "$folder/$name.ipynb" &&
    (execute_notebook "$folder/$name.ipynb" smoke "$2") &&
    "$PYTHON" "$EXERCISES" take-out "$2/$name.ipynb" "$2/$name.exercises.json" &&
    export_notebook "$2/$name.ipynb" "$2"
)
