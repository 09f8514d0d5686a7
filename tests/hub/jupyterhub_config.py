"""A hub on loopback for test_hub.py. What a teacher would write, too, is marked."""
import os
import pathlib
import sys

from jupyterhub.spawner import SimpleLocalProcessSpawner

folder = pathlib.Path(os.environ["AIGC_HUB_FOLDER"])
kit = pathlib.Path(__file__).resolve().parents[2]
public_port, hub_port, proxy_port = os.environ["AIGC_HUB_PORTS"].split()


class StudentSpawner(SimpleLocalProcessSpawner):
    """Homes of their own, without accounts. A hub run by root gives each student a user id of their own, too, and the kit is then read-only for them."""

    home_dir_template = str(folder / "home" / "{username}")

    def make_preexec_fn(self, name):
        home = self.home_dir

        def become_student():
            owner = os.stat(home).st_uid
            if os.geteuid() == 0 and owner != 0:
                os.setgroups([])
                os.setgid(owner)
                os.setuid(owner)
            os.chdir(home)

        return become_student


c = get_config()  # noqa: F821
c.JupyterHub.bind_url = f"http://127.0.0.1:{public_port}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{hub_port}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{proxy_port}"
c.JupyterHub.db_url = f"sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = str(folder / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(folder / "proxy.pid")
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = os.environ["AIGC_HUB_PASSWORD"]
c.JupyterHub.spawner_class = StudentSpawner
c.JupyterHub.concurrent_spawn_limit = 0
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.start_timeout = c.Spawner.http_timeout = 180
# What a teacher would write: the kernel, the pages' extension that draws plots, and data that all share.
c.Spawner.environment = {
    "JUPYTER_PATH": str(kit / ".aigc" / "jupyter"),
    "JUPYTER_CONFIG_PATH": str(kit / ".aigc" / "jupyter" / "config"),
    **{name: os.environ[name] for name in ("AIGC_DATA", "AIGC_PROFILE", "AIGC_HUB_FOLDER") if name in os.environ},
}
