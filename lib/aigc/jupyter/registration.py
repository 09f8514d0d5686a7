"""Registers the kit's kernel with a Jupyter: registration.py install|remove KERNEL_JSON PREFIX [--force]

PREFIX is the folder of a Python or Jupyter installation; empty means the user's own Jupyter folder. A kernel of the same name that is
not the kit's is kept as it is, or with --force put aside inside the kit's folder, from where `remove` brings it back.
"""
import json
import os
import pathlib
import shutil
import sys

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_core.paths import jupyter_data_dir

NAME = ".net-csharp"
PUT_ASIDE = "put-aside"


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


def install(target: pathlib.Path, spec: pathlib.Path, force: bool, is_users: bool) -> None:
    other = target if target.exists() and not is_ours(target) else found_elsewhere(target) if is_users else None
    if other is not None and not force:
        sys.exit(f"aigc: Jupyter has another kernel named {NAME} in {other}; nothing was changed. --force lets the kit's kernel take its place ('./aigc kernel remove' brings it back).")
    new = target.with_name(f"aigc-new-{os.getpid()}")
    try:
        new.mkdir(parents=True)
        shutil.copy(spec, new)
        if other == target:
            shutil.copytree(target, new / PUT_ASIDE)
        elif (target / PUT_ASIDE).exists():
            shutil.copytree(target / PUT_ASIDE, new / PUT_ASIDE)
        if target.exists():
            shutil.rmtree(target)
        new.rename(target)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        sys.exit(f"aigc: cannot write to {target.parent}: {error.strerror}.")
    print(f"installed: {target}")


def remove(target: pathlib.Path) -> None:
    if not target.exists():
        print(f"nothing to do: there is no {target}")
        return
    if not is_ours(target):
        sys.exit(f"aigc: {target} is another kernel; nothing was changed.")
    aside = target.with_name(f"aigc-old-{os.getpid()}")
    try:
        target.rename(aside)
        if (aside / PUT_ASIDE).exists():
            (aside / PUT_ASIDE).rename(target)
        shutil.rmtree(aside)
    except OSError as error:
        sys.exit(f"aigc: cannot change {target.parent}: {error.strerror}.")
    print(f"removed: {target}" + ("; the kernel that was there before is back" if target.exists() else ""))


def main(action: str, spec: str, prefix: str, *options: str) -> None:
    base = pathlib.Path(prefix).absolute() / "share" / "jupyter" if prefix else pathlib.Path(jupyter_data_dir())
    target = base / "kernels" / NAME
    if action == "install":
        install(target, pathlib.Path(spec), "--force" in options, is_users=not prefix)
    else:
        remove(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
