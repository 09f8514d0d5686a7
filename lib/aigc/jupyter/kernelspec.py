"""Writes the kernelspec of the kit's kernel: kernelspec.py DOTNET KERNEL_DLL NOTEBOOKS [LIBRARY_FOLDER]

It bears the name and language of .NET Interactive's C# kernel, so that notebooks need no change between the two.
"""
import json
import os
import sys

dotnet, kernel, notebooks, libraries = sys.argv[1:5]
spec = {
    "argv": [dotnet, kernel, "--connection-file", "{connection_file}"],
    "display_name": ".NET (C#)",
    "language": "C#",
    "interrupt_mode": "message",
}
# Why these: lib/aigc/common.sh.
spec["env"] = {name: os.environ[name] for name in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "DOTNET_GCgen0size") if name in os.environ}
# Where copies of the kit's notebooks find what `#r ".aigc/…"` names.
spec["env"]["AIGC_NOTEBOOKS"] = notebooks
if libraries:
    spec["env"]["LD_LIBRARY_PATH"] = libraries
json.dump(spec, sys.stdout, indent=1)
print()
