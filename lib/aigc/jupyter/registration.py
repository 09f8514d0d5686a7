"""Registers the kit's kernel with a Jupyter: registration.py install|remove SPEC_FOLDER PREFIX [--force]

PREFIX is the folder of a Python or Jupyter installation; empty means the user's own Jupyter folder. A kernel of the same name that is
not the kit's is kept as it is, or with --force put aside beside Jupyter's kernels, from where `remove` brings it back.
"""
import json
import os
import pathlib
import shutil
import sys

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_core.paths import jupyter_data_dir

NAME = ".net-csharp"
PUT_ASIDE = "aigc-put-aside"
# Of a kernel that is not there (any more), Jupyter would say only that it died.
GUARD = """for file in "$0" "$1"; do
[ -r "$file" ] || { echo "aigc: the C# kernel cannot start: $file is not there, or $(id -un) may not read it. If the kit was moved, run './aigc kernel install' where it is now." >&2; exit 1; }
done
exec "$0" "$@\""""


def is_ours(folder: pathlib.Path) -> bool:
    """Whichever copy of the kit it belongs to."""
    try:
        return any(str(part).endswith("AigcNotebooks.Kernel.dll") for part in json.loads((folder / "kernel.json").read_text())["argv"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def found_elsewhere(target: pathlib.Path):
    """The folder of another kernel of this name that Jupyter would find in the target's place; else None."""
    known = KernelSpecManager().find_kernel_specs().get(NAME)
    return pathlib.Path(known) if known and pathlib.Path(known) != target and not is_ours(pathlib.Path(known)) else None


def write(spec: pathlib.Path, folder: pathlib.Path) -> None:
    """A copy of the kit's own specification whose command says what is wrong when the kit is gone."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(spec, folder)
    kernel = json.loads((folder / "kernel.json").read_text())
    kernel["argv"] = ["/bin/sh", "-c", GUARD, *kernel["argv"]]
    (folder / "kernel.json").write_text(json.dumps(kernel, indent=1) + "\n")


def install(target: pathlib.Path, spec: pathlib.Path, force: bool, is_users: bool) -> None:
    other = target if target.exists() and not is_ours(target) else found_elsewhere(target) if is_users else None
    if other is not None and not force:
        sys.exit(f"aigc: Jupyter has another kernel named {NAME} in {other}; nothing was changed. --force lets the kit's kernel take its place ('./aigc kernel remove' brings it back).")
    new = target.with_name(f"aigc-new-{os.getpid()}")
    try:
        write(spec, new)
        if other == target:
            put_aside(target)
        elif target.exists():
            shutil.rmtree(target)
        new.rename(target)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        sys.exit(f"aigc: cannot write to {target.parent}: {error.strerror}. Choose a folder that you may write to (--prefix DIR), or your own (--user).")
    print(f"installed: {target}")


def aside(target: pathlib.Path) -> pathlib.Path:
    """Outside the kernels' folder: there Jupyter would list it, and `jupyter kernelspec remove` would delete it with the kit's."""
    return target.parents[1] / PUT_ASIDE / NAME


def put_aside(target: pathlib.Path) -> None:
    aside(target).parent.mkdir(exist_ok=True)
    shutil.rmtree(aside(target), ignore_errors=True)
    target.rename(aside(target))


def remove(target: pathlib.Path) -> None:
    was_there = target.exists()
    if was_there and not is_ours(target):
        sys.exit(f"aigc: {target} is another kernel; nothing was changed.")
    try:
        if was_there:
            shutil.rmtree(target)
        if aside(target).exists():
            aside(target).rename(target)
            aside(target).parent.rmdir()
    except OSError as error:
        sys.exit(f"aigc: cannot change {target.parent}: {error.strerror}.")
    back = "; the kernel that was there before is back" if target.exists() else ""
    print(f"removed: {target}{back}" if was_there or back else f"nothing to do: there is no {target}")


def main(action: str, spec: str, prefix: str, *options: str) -> None:
    base = pathlib.Path(prefix).absolute() / "share" / "jupyter" if prefix else pathlib.Path(jupyter_data_dir())
    target = base / "kernels" / NAME
    if action == "install":
        install(target, pathlib.Path(spec), "--force" in options, is_users=not prefix)
    else:
        remove(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
