"""`./aigc kernel`: registering the kit's kernel with a user's Jupyter, and taking it away."""
import json
import os
import struct
import subprocess
import sys

from sandbox import ALL, CommandTest


class Registration(CommandTest):
    """`./aigc kernel`: the user's Jupyter folder is in the sandbox."""

    def setUp(self):
        super().setUp()
        self.users = self.box.folder / "home/.local/share/jupyter/kernels/.net-csharp"

    def other_kernel(self, folder):
        folder.mkdir(parents=True)
        (folder / "kernel.json").write_text('{"argv": ["dotnet", "interactive"], "display_name": "other", "language": "C#"}')
        (folder / "logo-64x64.png").write_bytes(b"logo")

    def name(self, folder):
        return json.loads((folder / "kernel.json").read_text())["display_name"]

    def test_install_and_remove(self):
        for arguments, folder in (((), self.users), (("--user",), self.users), (("--prefix", str(self.box.folder / "py env")), self.box.folder / "py env/share/jupyter/kernels/.net-csharp")):
            for _ in range(2):
                self.assert_set_up(self.box.run("kernel", "install", *arguments))
                self.assertEqual(self.name(folder), ".NET (C#)")
                self.assertEqual([path.name for path in folder.parent.iterdir()], [".net-csharp"])
            result = self.box.run("kernel", "remove", *arguments)
            self.assertEqual((result.returncode, folder.exists()), (0, False), result.stderr)
            result = self.box.run("kernel", "remove", *arguments)
            self.assertEqual(result.returncode, 0)
            self.assertIn("nothing to do", result.stdout)

    def test_another_kernel_is_replaced_only_by_force_and_comes_back(self):
        self.other_kernel(self.users)
        self.assert_refused(self.box.run("kernel", "install"), str(self.users), "--force", built=ALL)
        self.assertEqual(self.name(self.users), "other")
        self.assert_refused(self.box.run("kernel", "remove"), "another kernel", built=ALL)
        for _ in range(2):
            self.assert_set_up(self.box.run("kernel", "install", "--force"))
            self.assertEqual(self.name(self.users), ".NET (C#)")
        self.assert_set_up(self.box.run("kernel", "install"))
        result = self.box.run("kernel", "remove")
        self.assertIn("is back", result.stdout)
        self.assertEqual((self.name(self.users), (self.users / "logo-64x64.png").read_bytes()), ("other", b"logo"))
        self.assertEqual([path.name for path in self.users.parent.iterdir()], [".net-csharp"])
        self.assertEqual([path.name for path in self.users.parents[1].iterdir()], ["kernels"])

    def test_a_kernel_that_it_would_hide_counts_too(self):
        self.other_kernel(self.box.folder / "shared/kernels/.net-csharp")
        environment = {"JUPYTER_PATH": str(self.box.folder / "shared")}
        self.assert_refused(self.box.run("kernel", "install", **environment), "shared/kernels", built=ALL)
        self.assertFalse(self.users.exists())
        self.assert_set_up(self.box.run("kernel", "install", "--force", **environment))

    def test_a_folder_that_cannot_be_written(self):
        (self.box.folder / "file").touch()
        self.assert_refused(self.box.run("kernel", "install", "--prefix", str(self.box.folder / "file")), "cannot write", built=ALL)

    def test_a_prefix_may_be_relative_and_have_any_name(self):
        name = "it's \"py\" env"
        self.assert_set_up(self.box.run("kernel", "install", f"--prefix={name}", folder=self.box.folder))
        folder = self.box.folder / name / "share/jupyter/kernels/.net-csharp"
        self.assertEqual(self.name(folder), ".NET (C#)")
        self.assertEqual(self.box.run("kernel", "remove", "--prefix", name, folder=self.box.folder).returncode, 0)
        self.assertFalse(folder.exists())

    def test_an_empty_prefix_is_not_the_users_folder(self):
        for arguments in (("--prefix", ""), ("--prefix=",)):
            self.assertEqual(self.box.run("kernel", "install", *arguments).returncode, 2)
            self.assertFalse(self.users.exists())

    def test_it_has_a_picture(self):
        self.assert_set_up(self.box.run("kernel", "install"))
        self.assertTrue((self.users / "logo-svg.svg").read_text().startswith("<svg"))
        for size in (32, 64):
            picture = (self.users / f"logo-{size}x{size}.png").read_bytes()
            self.assertEqual((picture[:8], struct.unpack(">II", picture[16:24])), (b"\x89PNG\r\n\x1a\n", (size, size)))

    def start(self):
        """Runs the registered command as Jupyter does."""
        argv = json.loads((self.users / "kernel.json").read_text())["argv"]
        environment = {**os.environ, "SAY": str(self.box.say)}
        return subprocess.run([part.replace("{connection_file}", "a file.json") for part in argv], env=environment, text=True, capture_output=True, timeout=60)

    def test_its_command_starts_the_kernel(self):
        self.assert_set_up(self.box.run("kernel", "install"))
        self.box.calls()
        self.assertEqual(self.start().returncode, 0)
        self.assertEqual(self.box.calls(), f"dotnet {self.box.kit}/.aigc/kernel/AigcNotebooks.Kernel.dll --connection-file a file.json\n")

    def test_a_kit_that_was_moved_says_so_and_is_registered_anew(self):
        self.assert_set_up(self.box.run("kernel", "install"))
        self.box.kit = self.box.kit.rename(self.box.folder / "moved kit")
        result = self.start()
        self.assertEqual((result.returncode, len(result.stderr.splitlines())), (1, 1), result.stderr)
        self.assertIn("kit/.aigc/kernel/AigcNotebooks.Kernel.dll is not there", result.stderr)
        self.assertIn("./aigc kernel install", result.stderr)
        self.assert_set_up(self.box.run("kernel", "install"))
        self.assertEqual(self.start().returncode, 0)

    def kernelspec(self, *arguments):
        """Jupyter's own command."""
        # The kit's own path, under which these tests may run, would come first.
        environment = {**os.environ, "HOME": str(self.box.folder / "home"), "JUPYTER_PATH": ""}
        return subprocess.run([sys.executable, "-m", "jupyter_client.kernelspecapp", *arguments], env=environment, text=True, capture_output=True, timeout=60)

    def test_jupyters_own_command_knows_it(self):
        self.other_kernel(self.users)
        self.assert_set_up(self.box.run("kernel", "install", "--force"))
        listed = self.kernelspec("list", "--json")
        self.assertEqual(json.loads(listed.stdout)["kernelspecs"][".net-csharp"]["resource_dir"], str(self.users), listed.stderr)
        removed = self.kernelspec("remove", "-y", ".net-csharp")
        self.assertEqual((removed.returncode, self.users.exists()), (0, False), removed.stderr)
        self.assertIn("is back", self.box.run("kernel", "remove").stdout)
        self.assertEqual(self.name(self.users), "other")
