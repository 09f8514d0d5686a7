# The kit's own Jupyter path (.aigc/jupyter): kernelspec, HTML template with plotly.js and MathJax, notebook extension.
# Nothing is put into the user's or the system's Jupyter folders.

PLOTLY_PACKAGE=plotly.js-cartesian-dist-min
PLOTLY_VERSION=4.1.1
PLOTLY=$STATE/plotly/plotly-cartesian.min.js
JUPYTER_SOURCE=$AIGC_ROOT/lib/aigc/jupyter

has_plotly() {
  [ -s "$PLOTLY" ] && grep -q "\"version\": \"$PLOTLY_VERSION\"" "$STATE/plotly/package.json" 2>/dev/null
}

# fetch_plotly: plotly.js from npm, checked before it takes its place.
fetch_plotly() {
  local new=$STATE/new/plotly
  rm -rf "$new" && mkdir -p "$new"
  (cd "$new" && logged npm npm pack --silent "$PLOTLY_PACKAGE@$PLOTLY_VERSION") ||
    fail "cannot download $PLOTLY_PACKAGE $PLOTLY_VERSION with npm (no network?); then run ./aigc setup again. Log: .aigc/log/npm.log"
  tar -xzf "$new/$PLOTLY_PACKAGE-$PLOTLY_VERSION.tgz" -C "$new" --strip-components=1
  if [ "$(wc -c <"$new/plotly-cartesian.min.js")" -lt 1000000 ] || ! grep -q "\"version\": \"$PLOTLY_VERSION\"" "$new/package.json"; then
    fail "npm's $PLOTLY_PACKAGE is damaged or of another version than $PLOTLY_VERSION; see .aigc/new/plotly, and run ./aigc setup again."
  fi
  rm -f "$new/"*.tgz
  rm -rf "$STATE/plotly"
  mv "$new" "$STATE/plotly"
}

jupyter_hash() {
  (
    cd "$AIGC_ROOT"
    printf '%s\n' "$AIGC_ROOT" "$(type -P dotnet)" "$PLOTLY_VERSION" "$(find_mathjax || true)" "${BLAS_FOLDER:-}" "$OMP_WAIT_POLICY" "${GOMP_SPINCOUNT:-}" "$DOTNET_GCgen0size"
    find lib/aigc/jupyter lib/aigc/web.sh -type f -not -path '*/__pycache__/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  ) | sha256sum | cut -d ' ' -f 1
}

build_jupyter() {
  local new=$STATE/new/jupyter mathjax template
  mathjax=$(find_mathjax)
  template=$new/nbconvert/templates/aigc
  rm -rf "$new"
  mkdir -p "$new/kernels/.net-csharp" "$template/static" "$new/nbextensions/aigc" "$new/config/nbconfig"
  "$PYTHON" "$JUPYTER_SOURCE/kernelspec.py" "$(type -P dotnet)" "$KERNEL/AigcNotebooks.Kernel.dll" "$AIGC_ROOT/notebooks" "${BLAS_FOLDER:-}" >"$new/kernels/.net-csharp/kernel.json"
  cp "$JUPYTER_SOURCE"/logo/* "$new/kernels/.net-csharp/"
  cp -r "$JUPYTER_SOURCE/templates/aigc/." "$template/"
  cp "$PLOTLY" "$template/static/plotly.js"
  "$PYTHON" "$JUPYTER_SOURCE/mathjax_bundle.py" "$mathjax" "$template/static"
  cp "$JUPYTER_SOURCE/nbextension/main.js" "$JUPYTER_SOURCE/nbextension/main.css" "$new/nbextensions/aigc/"
  cp "$PLOTLY" "$new/nbextensions/aigc/plotly.js"
  printf '{"load_extensions": {"aigc/main": true}}\n' >"$new/config/nbconfig/notebook.json"
  replace "$STATE/jupyter" "$(jupyter_hash)"
}
