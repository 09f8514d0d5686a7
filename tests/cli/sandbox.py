"""A copy of the command in a temporary folder, with a PATH of its own: nothing on the machine is touched.

`dotnet`, `npm`, `apt-get`, `id` and `sudo` are small scripts that write down how they were called and do as the test
says through files in the `say` folder; everything else on that PATH is the machine's own basic tools.
"""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
BASICS = """awk basename bash cat cp cut dirname env find flock grep gzip head ln ls mkdir mktemp mv paste printf readlink rm sed
sha256sum sort tail tar touch tr uname wc xargs""".split()

DOTNET = """
case $1 in
  --list-sdks) cat "$SAY/sdks"; exit 0 ;;
  restore) [ ! -e "$SAY/nuget-down" ] || { echo 'x.csproj : error NU1301: Unable to load the service index for source'; exit 1; }
           [ "$AIGC_PACKAGES" != nuget ] || [ -e "$SAY/has-torchsharp" ] || { echo 'x.csproj : error NU1101: Unable to find package TorchSharp-cpu. No packages'; exit 1; }
           exit 0 ;;
  publish) [ ! -e "$SAY/build-fails" ] || { echo 'a.cs(1,2): error CS1002: ; expected'; exit 1; }
           project=${2##*/}
           while [ "$1" != -o ]; do shift; done
           mkdir -p "$2"
           case $project in AigcNotebooks.Tools) project=aigc-tools ;; esac
           echo "$AIGC_PACKAGES" >"$2/$project.dll" ;;
  */aigc-tools.dll) [ ! -e "$SAY/selfcheck-fails-$(cat "$1")" ] || { echo 'libtorch does not load'; exit 1; } ;;
esac
"""
NPM = """
[ ! -e "$SAY/npm-down" ] || { echo 'npm error network' >&2; exit 1; }
mkdir package
printf '{"version": "4.1.1"}' | sed 's/"version": /"version": /' >package/package.json
head -c 1100000 /dev/zero | tr '\\0' x >package/plotly-cartesian.min.js
tar -czf plotly.js-cartesian-dist-min-4.1.1.tgz package
rm -r package
"""
APT_GET = """
case "$*" in
  *--print-uris*) echo "'http://x/g++.deb' g++.deb 12000000 SHA256:0" ;;
  *update* | *--download-only*) [ ! -e "$SAY/apt-down" ] ;;
  *install*) ln -s /bin/true "$SHIMS/g++" ;;
esac
"""


class Sandbox:
    """Has `dotnet` 10, `npm`, root and a compiler; a test takes away what it wants to be missing."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="aigc cli "))
        self.kit, self.shims, self.say = (self.folder / name for name in ("kit", "shims", "say"))
        for folder in (self.kit / "notebooks", self.kit / "tests", self.shims, self.say, self.folder / "home"):
            folder.mkdir(parents=True)
        shutil.copy(REPOSITORY / "aigc", self.kit)
        shutil.copytree(REPOSITORY / "lib" / "aigc", self.kit / "lib" / "aigc", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("Directory.Build.props", "Directory.Packages.props"):
            shutil.copy(REPOSITORY / name, self.kit)
        for project in ("AigcNotebooks", "AigcNotebooks.Torch", "AigcNotebooks.Kernel", "AigcNotebooks.Tools"):
            (self.kit / "lib" / project).mkdir()
            (self.kit / "lib" / project / f"{project}.csproj").write_text("<Project />")
        for tool in BASICS:
            if shutil.which(tool):
                (self.shims / tool).symlink_to(shutil.which(tool))
        (self.say / "sdks").write_text("8.0.100 [/sdk]\n10.0.100 [/sdk]\n")
        self.tool("dotnet", DOTNET)
        self.tool("npm", NPM)
        self.tool("id", "echo 0\n")
        self.tool("g++", "echo 12.2.0\n")

    def tool(self, name, body):
        """Puts a script on the PATH that also writes down its calls."""
        path = self.shims / name
        path.write_text(f'#!{shutil.which("bash")}\necho "{name} $*" >>"$SAY/calls"\n{body}')
        path.chmod(0o755)

    def lacks(self, *names):
        for name in names:
            (self.shims / name).unlink()

    def tell(self, flag):
        (self.say / flag).touch()

    def calls(self):
        """What the scripts were called with so far, and forgets it."""
        path = self.say / "calls"
        text = path.read_text() if path.exists() else ""
        path.unlink(missing_ok=True)
        return text

    def run(self, *arguments, folder=None, **environment):
        """Runs ./aigc, in that folder; gives the finished process with its text."""
        kept = {name: os.environ[name] for name in ("CONDA_PREFIX", "LANG") if name in os.environ}
        env = {**kept, "PATH": str(self.shims), "HOME": str(self.folder / "home"), "SAY": str(self.say), "SHIMS": str(self.shims), **environment}
        return subprocess.run([str(self.kit / "aigc"), *arguments], env=env, cwd=folder or self.kit, text=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=120)

    def built(self):
        """The published programs that are in place."""
        state = self.kit / ".aigc"
        places = {"library": self.kit / "notebooks/.aigc/AigcNotebooks.dll", "kernel": state / "kernel/AigcNotebooks.Kernel.dll",
                  "tools": state / "tools/aigc-tools.dll", "jupyter": state / "jupyter/kernels/.net-csharp/kernel.json"}
        return {name for name, path in places.items() if path.exists()}

    def close(self):
        shutil.rmtree(self.folder)


ALL = {"library", "kernel", "tools", "jupyter"}


class CommandTest(unittest.TestCase):
    def setUp(self):
        self.box = Sandbox()
        self.addCleanup(self.box.close)

    def assert_refused(self, result, *words, code=1, built=frozenset()):
        """One clear line on stderr that has these words, that exit code, and only `built` in place."""
        self.assertEqual(result.returncode, code, result.stdout + result.stderr)
        lines = result.stderr.strip().splitlines()
        self.assertEqual(len(lines), 1, result.stderr)
        for word in words:
            self.assertIn(word, lines[0])
        self.assertEqual(self.box.built(), set(built))

    def assert_set_up(self, result):
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertEqual(self.box.built(), ALL)
