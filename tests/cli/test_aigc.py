"""Tests of the command itself, without touching the machine. The last line is "N passed, N failed"."""
import base64
import json
import pathlib
import re
import struct
import sys
import unittest
import zlib

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "notebooks"))
import check_notebooks as checks  # noqa: E402
from sandbox import ALL, APT_GET, REPOSITORY, CommandTest  # noqa: E402

class Usage(CommandTest):
    def test_help_names_every_command(self):
        for arguments in ((), ("help",), ("--help",)):
            result = self.box.run(*arguments)
            self.assertEqual(result.returncode, 0)
            for command in ("setup", "run", "lab", "kernel", "test", "judge", "listings", "figures", "bench", "selfcheck"):
                self.assertIn(command, result.stdout)

    def test_mistakes_show_the_help_and_exit_2(self):
        for arguments, word in ((("fly",), "'fly'"), (("run", "--profile", "huge"), "'huge'"), (("run", "--profile"), "--profile"),
                                (("run", "--fast"), "--fast"), (("test", "nowhere"), "nowhere"), (("setup", "now"), "'now'"), (("lab", "x"), "'x'"),
                                (("kernel",), "install or remove"), (("kernel", "install", "--system"), "--system"), (("kernel", "remove", "--force"), "--force"),
                                (("kernel", "install", "--user", "--prefix", "x"), "not both")):
            result = self.box.run(*arguments)
            self.assertEqual(result.returncode, 2, arguments)
            self.assertIn(word, result.stderr.splitlines()[0])
            self.assertIn("usage:", result.stderr)

    def test_an_unknown_notebook_is_named_with_those_that_exist(self):
        (self.box.kit / "notebooks/01-gan-mnist.ipynb").write_text("{}")
        self.assert_refused(self.box.run("run", "99"), "'99'", "01-gan-mnist")

    def test_a_wrong_package_set_is_refused(self):
        self.assert_refused(self.box.run("setup", AIGC_PACKAGES="pip"), "'pip'", "nuget or system")

    def test_a_wrong_libtorch_is_refused(self):
        self.assert_refused(self.box.run("setup", AIGC_LIBTORCH="/nowhere"), "/nowhere", "ATen")


class Missing(CommandTest):
    def test_no_sdk(self):
        self.box.lacks("dotnet")
        self.assert_refused(self.box.run("setup"), ".NET SDK 10 is missing", "https://dotnet.microsoft.com")

    def test_an_older_sdk(self):
        (self.box.say / "sdks").write_text("8.0.100 [/sdk]\n")
        self.assert_refused(self.box.run("setup"), ".NET SDK 10 is missing", "8.0.100")

    def test_no_compiler_and_no_apt(self):
        self.box.lacks("g++")
        self.assert_refused(self.box.run("setup"), "C++ compiler (g++)", "environment.yml")

    def test_no_compiler_and_no_root(self):
        self.box.lacks("g++")
        self.box.tool("apt-get", "exit 0\n")
        self.box.tool("id", "echo 1000\n")
        self.assert_refused(self.box.run("setup"), "without root", "C++ compiler", "apt-get install --no-install-recommends g++")
        self.assertNotIn("apt-get", self.box.calls())

    def test_sudo_that_wants_a_password_counts_as_no_root(self):
        self.box.lacks("g++")
        self.box.tool("apt-get", "exit 0\n")
        self.box.tool("id", "echo 1000\n")
        self.box.tool("sudo", "exit 1\n")
        self.assert_refused(self.box.run("setup"), "without root")
        self.assertNotIn("apt-get", self.box.calls())


class NoNetwork(CommandTest):
    def test_apt(self):
        self.box.lacks("g++")
        self.box.tool("apt-get", APT_GET)
        self.box.tell("apt-down")
        self.assert_refused(self.box.run("setup"), "g++", "no network?", "Nothing was installed")
        installs = [call for call in self.box.calls().splitlines() if " install " in call and "--download-only" not in call and "--print-uris" not in call]
        self.assertEqual(installs, [])

    def test_nuget(self):
        self.box.tell("nuget-down")
        self.assert_refused(self.box.run("setup"), "NuGet", "no network?")

    def test_npm(self):
        self.box.tell("npm-down")
        self.assert_refused(self.box.run("setup"), "plotly.js", "no network?")


class SetUp(CommandTest):
    def test_what_is_missing_is_announced_then_installed(self):
        self.box.lacks("g++")
        self.box.tool("apt-get", APT_GET)
        result = self.box.run("setup")
        self.assert_set_up(result)
        self.assertRegex(result.stdout, r"will download about \d+ MB: Debian packages g\+\+ 12 MB; NuGet packages \d+ MB; plotly\.js 1 MB")
        self.assertIn("installed: g++", result.stdout)

    def test_a_second_time_does_nothing(self):
        self.assert_set_up(self.box.run("setup"))
        self.box.calls()
        result = self.box.run("setup")
        self.assertEqual(result.returncode, 0)
        self.assertIn("nothing to do", result.stdout)
        self.assertEqual({call for call in self.box.calls().splitlines() if not call.startswith("g++")}, {"dotnet --list-sdks"})

    def test_a_changed_source_rebuilds_what_it_is_part_of(self):
        self.assert_set_up(self.box.run("setup"))
        self.box.calls()
        (self.box.kit / "lib/AigcNotebooks.Kernel/Program.cs").write_text("// new")
        self.assert_set_up(self.box.run("setup"))
        published = [call for call in self.box.calls().splitlines() if call.startswith("dotnet publish")]
        self.assertEqual(len(published), 1, published)
        self.assertIn("/lib/AigcNotebooks.Kernel -c", published[0])

    def test_changed_data_rebuilds_the_library_and_the_tools_that_hold_it(self):
        project = (REPOSITORY / "lib/AigcNotebooks/AigcNotebooks.csproj").read_text(encoding="utf-8")
        held = re.findall(r'<EmbeddedResource Include="\.\./\.\./(data/\w+)/', project)
        self.assertTrue(held)
        self.assert_set_up(self.box.run("setup"))
        for folder in held:
            self.box.calls()
            (self.box.kit / folder).mkdir(parents=True)
            (self.box.kit / folder / "new.json").write_text("{}")
            self.assert_set_up(self.box.run("setup"))
            published = [call for call in self.box.calls().splitlines() if call.startswith("dotnet publish")]
            self.assertEqual(len(published), 2, folder)

    def test_a_build_that_fails_leaves_the_last_good_one(self):
        self.assert_set_up(self.box.run("setup"))
        before = (self.box.kit / "notebooks/.aigc/.stamp").read_text()
        (self.box.kit / "lib/AigcNotebooks/New.cs").write_text("// new")
        self.box.tell("build-fails")
        result = self.box.run("setup")
        self.assertEqual(result.returncode, 1)
        self.assertIn("error CS1002", result.stderr)
        self.assertEqual(self.box.built(), ALL)
        self.assertEqual((self.box.kit / "notebooks/.aigc/.stamp").read_text(), before)

    def test_the_kernelspec_is_only_in_the_kits_own_jupyter_path(self):
        self.assert_set_up(self.box.run("setup"))
        spec = json.loads((self.box.kit / ".aigc/jupyter/kernels/.net-csharp/kernel.json").read_text())
        self.assertEqual((spec["display_name"], spec["language"], spec["interrupt_mode"]), (".NET (C#)", "C#", "message"))
        self.assertEqual(spec["argv"][1:], [str(self.box.kit / ".aigc/kernel/AigcNotebooks.Kernel.dll"), "--connection-file", "{connection_file}"])
        self.assertTrue(pathlib.Path(spec["argv"][0]).is_absolute())
        self.assertEqual(list((self.box.folder / "home").rglob("kernel.json")), [])


class PackageSet(CommandTest):
    def test_system_when_the_source_lacks_torchsharp(self):
        result = self.box.run("setup")
        self.assert_set_up(result)
        self.assertIn("package set: system (the NuGet source has no TorchSharp-cpu)", result.stdout)

    def test_nuget_when_its_self_check_passes(self):
        self.box.lacks("g++")  # that set needs no compiler
        self.box.tell("has-torchsharp")
        result = self.box.run("setup")
        self.assert_set_up(result)
        self.assertIn("package set: nuget (its self-check passed)", result.stdout)

    def test_system_when_nugets_self_check_fails(self):
        self.box.tell("has-torchsharp")
        self.box.tell("selfcheck-fails-nuget")
        result = self.box.run("setup")
        self.assert_set_up(result)
        self.assertIn("package set: system (the nuget set did not pass its self-check", result.stdout)

    def test_nothing_is_taken_when_no_self_check_passes(self):
        self.box.tell("selfcheck-fails-system")
        result = self.box.run("setup")
        self.assertEqual(result.returncode, 1)
        self.assertIn("libtorch does not load", result.stderr)
        self.assertEqual(self.box.built() & {"library", "tools"}, set())

    def test_the_environment_decides(self):
        self.box.tell("has-torchsharp")
        result = self.box.run("setup", AIGC_PACKAGES="system")
        self.assert_set_up(result)
        self.assertIn("package set: system (AIGC_PACKAGES says so)", result.stdout)


class NotebookChecks(unittest.TestCase):
    """The checks on notebooks must be able to fail: each damage to a good notebook is found."""

    def problems(self, change):
        good = notebook()
        change(good)
        rules = (checks.check_no_errors, checks.check_executed, checks.check_pictures, checks.check_plots, checks.check_figures,
                 checks.check_setup_cell, checks.check_kernel)
        return [rule.__name__ for rule in rules if rule(good)]

    def test_a_good_notebook_passes(self):
        self.assertEqual(self.problems(lambda notebook: None), [])

    def test_each_damage_is_found(self):
        def data(notebook):
            return notebook["cells"][0]["outputs"][0]["data"]

        damages = {
            "check_no_errors": lambda notebook: notebook["cells"][0]["outputs"].append({"output_type": "stream", "name": "stderr", "text": "oh"}),
            "check_executed": lambda notebook: notebook["cells"][0].update(execution_count=None),
            "check_pictures": lambda notebook: data(notebook).update({"image/png": png(lambda x, y: 128)}),
            "check_plots": lambda notebook: data(notebook)["application/vnd.plotly.v1+json"]["data"][0].update(y=[1, "NaN"]),
            "check_figures": lambda notebook: data(notebook)["application/json"]["metrics"][0].update(value="NaN"),
            "check_setup_cell": lambda notebook: notebook["cells"][0]["metadata"].clear(),
            "check_kernel": lambda notebook: notebook["metadata"]["kernelspec"].update(name="python3"),
        }
        for rule, damage in damages.items():
            self.assertEqual(self.problems(damage), [rule])


def png(value):
    """A 16×16 grey PNG, base64, whose rows use PNG's filters in turn."""
    rows, above = b"", bytes(16)
    for y in range(16):
        row = bytes(value(x, y) for x in range(16))
        left = bytes(1) + row[:-1]
        kind = y % 3
        rows += bytes([kind]) + bytes((byte - (0, left[x], above[x])[kind]) & 255 for x, byte in enumerate(row))
        above = row
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 16, 16, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    body = b"".join(struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks)
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + body).decode()


def notebook():
    metric = {"name": "accuracy", "value": 0.99, "unit": "", "n": 10, "target": None}
    data = {
        "image/png": png(lambda x, y: (x * 16 + y) % 256),
        "application/vnd.plotly.v1+json": {"data": [{"y": [1, 2.5]}], "layout": {}},
        "application/json": {"notebook": "n", "profile": "smoke", "dataset": "MNIST", "seed": 0, "metrics": [metric]},
    }
    cell = {"cell_type": "code", "metadata": {"tags": ["setup"]}, "source": "1", "execution_count": 1,
            "outputs": [{"output_type": "display_data", "data": data, "metadata": {}}]}
    return {"cells": [cell], "metadata": {"kernelspec": {"name": ".net-csharp", "language": "C#"}}}


if __name__ == "__main__":
    outcome = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(unittest.defaultTestLoader.discover(str(pathlib.Path(__file__).parent)))
    failed = len(outcome.failures) + len(outcome.errors)
    print(f"{outcome.testsRun - failed} passed, {failed} failed")
    sys.exit(failed > 0)
