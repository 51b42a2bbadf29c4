"""OpenSearch behind TLS and a password: who is believed, who is let in, and what is said otherwise."""

from __future__ import annotations

import ssl
from base64 import b64encode
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import trustme
from osmem_server import OsmemServer

from search.engines import open_engine
from search.engines.opensearch_ import client
from search.errors import BadParameter, EngineRefuses
from search.types import All, Request
from tests.entries import entry

PASSWORD = "a secret رمز"
ALLOWED = "Basic " + b64encode(f"diwan:{PASSWORD}".encode()).decode()


class Gate(ThreadingHTTPServer):
    """Ends TLS, asks for the password, and hands on to the OpenSearch at `behind`; counts what it was asked."""

    daemon_threads = True

    def __init__(self, behind: str, certificate: trustme.LeafCert) -> None:
        super().__init__(("127.0.0.1", 0), Keeper)
        self.behind = behind.removeprefix("http://")
        self.asked = 0
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        # Each connection shakes hands in a thread of its own, so that one that breaks off holds nobody up.
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request: object, client_address: object) -> None:
        return


class Keeper(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Gate

    def do_GET(self) -> None:
        self.server.asked += 1
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Authorization") != ALLOWED:
            return self._answer(401, b"")
        behind = HTTPConnection(self.server.behind)
        kind = {"Content-Type": self.headers.get("Content-Type", "application/json")}
        behind.request(self.command, self.path, body or None, kind)
        answer = behind.getresponse()
        content = answer.read()
        behind.close()
        return self._answer(answer.status, content)

    do_HEAD = do_POST = do_PUT = do_DELETE = do_GET

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def certificates(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tls") / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture(scope="module")
def behind() -> Iterator[str]:
    with OsmemServer.start() as started:
        yield started.url
        if started.process.stdout:
            started.process.stdout.close()


@pytest.fixture(params=["127.0.0.1"])
def gate(
    request: pytest.FixtureRequest, behind: str, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Gate]:
    """An OpenSearch at https, whose certificate is for the name given; the settings name it and the right password."""
    with Gate(behind, authority.issue_cert(request.param)) as made:
        Thread(target=made.serve_forever, args=(0.05,), daemon=True).start()
        monkeypatch.setenv("DIWAN_OPENSEARCH_URL", f"https://127.0.0.1:{made.server_port}")
        monkeypatch.setenv("DIWAN_OPENSEARCH_USER", "diwan")
        monkeypatch.setenv("DIWAN_OPENSEARCH_PASSWORD", PASSWORD)
        monkeypatch.setattr(client, "PAUSES", (0.01,))
        yield made
        made.shutdown()


def refused(folder: Path) -> EngineRefuses:
    with pytest.raises(EngineRefuses) as caught:
        open_engine("opensearch", folder, writing=True)
    return caught.value


def test_an_authority_of_ones_own_is_believed(
    gate: Gate, certificates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIWAN_OPENSEARCH_CA", str(certificates))
    engine = open_engine("opensearch", tmp_path / "index", writing=True)
    engine.add([entry("a", "word")])
    engine.commit()
    assert engine.search(Request(All())).total == 1
    engine.close()


def test_an_unknown_authority_is_not_and_nothing_is_asked(gate: Gate, tmp_path: Path) -> None:
    error = refused(tmp_path / "index")
    assert "TLS" in error.message
    assert "DIWAN_OPENSEARCH_CA" in error.hint
    assert gate.asked == 0


@pytest.mark.parametrize("gate", ["search1.example"], indirect=True)
def test_a_certificate_for_another_name_is_refused(
    gate: Gate, certificates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIWAN_OPENSEARCH_CA", str(certificates))
    assert "TLS" in refused(tmp_path / "index").message
    assert gate.asked == 0


def test_a_wrong_password_is_told_and_not_shown(
    gate: Gate, certificates: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIWAN_OPENSEARCH_CA", str(certificates))
    monkeypatch.setenv("DIWAN_OPENSEARCH_PASSWORD", "another")
    error = refused(tmp_path / "index")
    assert "DIWAN_OPENSEARCH_PASSWORD" in error.hint
    assert "another" not in error.message + error.hint


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_file_that_holds_no_certificates(
    content: str | None, gate: Gate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "authority.pem"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("DIWAN_OPENSEARCH_CA", str(path))
    with pytest.raises(BadParameter, match="DIWAN_OPENSEARCH_CA"):
        open_engine("opensearch", tmp_path / "index", writing=True)
