"""JupyterLab in a browser: notebooks are opened and run by its own commands, inputs are moved."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
QUIET = {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}
STARTS_WITHIN = 60

_IS_OPEN = """() => {
  const panel = window.jupyterapp.shell.currentWidget
  const session = panel && panel.sessionContext && panel.sessionContext.session
  return panel.context && panel.context.isReady && panel.sessionContext.isReady && session &&
    session.kernel && session.kernel.status === 'idle'
}"""
_LISTEN = """() => {
  window.kernelErrors = []
  window.jupyterapp.shell.currentWidget.sessionContext.iopubMessage.connect((_, message) => {
    if (message.header.msg_type === 'error')
      window.kernelErrors.push(`${message.content.ename}: ${message.content.evalue}`)
  })
}"""
_RUN_ALL = """async () => {
  const content = window.jupyterapp.shell.currentWidget.content
  content.notebookConfig = {...content.notebookConfig, windowingMode: 'none'}
  await window.jupyterapp.commands.execute('notebook:run-all-cells')
}"""
_IS_IDLE = """() => {
  const panel = window.jupyterapp.shell.currentWidget
  const cells = Array.from(panel.content.model.cells)
  return cells.every(cell => cell.type !== 'code' || cell.executionState !== 'running') &&
    panel.sessionContext.session.kernel.status === 'idle'
}"""
_COUNTS = """() => Array.from(window.jupyterapp.shell.currentWidget.content.model.cells)
  .filter(cell => cell.type === 'code').map(cell => cell.executionCount)"""
_CLOSE = """async () => {
  const panel = window.jupyterapp.shell.currentWidget
  await panel.sessionContext.shutdown()
  panel.dispose()
}"""


class Lab:
    """A JupyterLab server of its own, with settings of its own, over one folder."""

    def __init__(self, root: Path, state: Path) -> None:
        self.root = root
        self.token = secrets.token_hex(8)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{free.getsockname()[1]}"
        self._log = (state / "server.log").open("wb")
        settings = state / "settings" / "@jupyterlab" / "apputils-extension"
        settings.mkdir(parents=True)
        (settings / "notification.jupyterlab-settings").write_text(json.dumps(QUIET))
        folders = {
            "JUPYTER_CONFIG_DIR": "config", "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces", "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTER_DATA_DIR": "data", "IPYTHONDIR": "ipython",
        }  # fmt: skip
        self._process = subprocess.Popen(
            [
                sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root",
                "--expose-app-in-browser", f"--port={self.url.rpartition(':')[2]}",
                "--ServerApp.ip=127.0.0.1", "--ServerApp.port_retries=0",
                f"--ServerApp.root_dir={root}", f"--IdentityProvider.token={self.token}",
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
                "--LabApp.news_url=None",
            ],
            stdout=self._log, stderr=subprocess.STDOUT, start_new_session=True,
            env=os.environ | {name: str(state / folder) for name, folder in folders.items()},
        )  # fmt: skip
        self._wait(state / "server.log")

    def _wait(self, log: Path) -> None:
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until:
            if self._process.poll() is not None:
                raise RuntimeError(f"JupyterLab ended: {log.read_text()[-2000:]}")
            try:
                urllib.request.urlopen(
                    f"{self.url}/api/status?token={self.token}", timeout=1
                ).close()
                return
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.1)
        raise TimeoutError("JupyterLab does not start.")

    def close(self) -> None:
        """End the server and its kernels, and nothing else."""
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._log.close()


@contextmanager
def browser():
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


class Notebook:
    """A notebook that is open in JupyterLab.

    Attributes
    ----------
    panel : Locator
        All of the notebook.
    """

    def __init__(self, lab: Lab, page, path: str) -> None:
        self.page, self.panel = page, page.locator(".jp-NotebookPanel:visible")
        if not page.url.startswith(lab.url):
            page.goto(f"{lab.url}/lab?reset&token={lab.token}")
            page.wait_for_function("() => window.jupyterapp && window.jupyterapp.started")
            page.evaluate("async () => await window.jupyterapp.restored")
        page.evaluate(
            "async path => { await window.jupyterapp.commands.execute("
            "'docmanager:open', {path: path, factory: 'Notebook'}) }", path,
        )  # fmt: skip
        page.wait_for_function(_IS_OPEN, timeout=60_000)
        page.evaluate(_LISTEN)

    def run_all(self) -> None:
        """Run every cell and wait for the last."""
        self.page.evaluate(_RUN_ALL)
        self.wait()

    def wait(self) -> None:
        """Wait until nothing runs."""
        self.page.wait_for_function(_IS_IDLE, timeout=120_000)

    @property
    def errors(self) -> list[str]:
        """Every error that the kernel sent, those of callbacks too, which JupyterLab hides."""
        return self.page.evaluate("() => window.kernelErrors")

    @property
    def counts(self) -> list[int | None]:
        """Execution counts of the code cells."""
        return self.page.evaluate(_COUNTS)

    def command(self, name: str) -> None:
        """Execute a command of JupyterLab."""
        self.page.evaluate("async name => { await window.jupyterapp.commands.execute(name) }", name)

    def close(self) -> None:
        """End the kernel and close the tab, without asking."""
        self.page.evaluate(_CLOSE)
