"""Writes the kernelspec of the kit's kernel: kernelspec.py DOTNET KERNEL_DLL [LIBRARY_FOLDER]

It bears the name and language of .NET Interactive's C# kernel, so that notebooks need no change between the two.
"""
import json
import os
import sys

dotnet, kernel, libraries = sys.argv[1:4]
spec = {
    "argv": [dotnet, kernel, "--connection-file", "{connection_file}"],
    "display_name": ".NET (C#)",
    "language": "C#",
    "interrupt_mode": "message",
}
# Why these: lib/aigc/common.sh.
spec["env"] = {name: os.environ[name] for name in ("OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "DOTNET_GCgen0size") if name in os.environ}
if libraries:
    spec["env"]["LD_LIBRARY_PATH"] = libraries
json.dump(spec, sys.stdout, indent=1)
print()
