"""Nodes of OpenSearch on loopback, each a process of its own, to be killed like a machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException

BUILT = Path(__file__).parent.parent.parent / "build" / "cluster"
#: Small, and quick to start rather than quick in the long run.
JAVA = ("java", "-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
_START = 180.0


class Nodes:
    """A cluster: started by `start`, which needs what `make test-cluster` puts in build/cluster."""

    def __init__(self, folder: Path, count: int = 3, java: tuple[str, ...] = JAVA) -> None:
        self._folder = folder
        self._java = java
        ports = _free_ports(2 * count)
        self.http, self._transport = ports[:count], ports[count:]
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        self.urls = [f"http://127.0.0.1:{port}" for port in self.http]

    def start(self) -> None:
        """Starts all nodes, and returns when they are one cluster."""
        for number in range(len(self.http)):
            self.run(number)
        self.wait(len(self.http))

    def run(self, number: int) -> None:
        """Starts one node."""
        names = ",".join(f"node{other}" for other in range(len(self.http)))
        ports = ",".join(map(str, self._transport))
        home = self._folder / f"node{number}"
        arguments = [str(home), str(number), str(self.http[number]), str(self._transport[number]), ports, names]
        path = f"{BUILT / 'classes'}:{BUILT / 'jars'}/*"
        with (self._folder / f"node{number}.log").open("ab") as log:
            command = [*self._java, "-cp", path, "Node", *arguments]
            self._running[number] = subprocess.Popen(command, stdout=log, stderr=log, cwd=self._folder)

    def wait(self, count: int, status: str = "green") -> None:
        """Returns when so many nodes are one cluster of this health. Raises TimeoutError after three minutes."""
        deadline = time.monotonic() + _START
        while time.monotonic() < deadline:
            for number in self._running:
                with OpenSearch(self.urls[number], timeout=10, max_retries=0) as client:
                    try:
                        health = client.cluster.health()
                    except OpenSearchException:
                        continue
                    if health["number_of_nodes"] >= count and health["status"] in (status, "green"):
                        return
            time.sleep(0.5)
        raise TimeoutError(f"no cluster of {count} nodes; see {self._folder}/*.log")

    def kill(self, number: int) -> None:
        """The machine of a node loses its power."""
        node = self._running.pop(number)
        node.kill()
        node.wait()

    def stall(self, number: int) -> None:
        """A node no longer answers."""
        os.kill(self._running[number].pid, signal.SIGSTOP)

    def go_on(self, number: int) -> None:
        """It answers again."""
        os.kill(self._running[number].pid, signal.SIGCONT)

    def cpu(self) -> float:
        """Seconds of CPU that all nodes have used (Linux)."""
        ticks = 0
        for node in self._running.values():
            fields = Path(f"/proc/{node.pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """Ends all nodes and removes their data."""
        for number in list(self._running):
            self.go_on(number)
            self.kill(number)
        shutil.rmtree(self._folder, ignore_errors=True)


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [int(each.getsockname()[1]) for each in sockets]
    for each in sockets:
        each.close()
    return ports
