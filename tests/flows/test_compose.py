"""docker-compose.yml, checked without Docker: the published schema, and what a schema cannot say."""

import http.server
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import threading
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import jsonschema
import pytest
import yaml

from stores.local_node.install import VERSION

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
SECRET = re.compile(r"PASSWORD|KEY|AUTH|CONNECTION_URL")


def make_env():
    spec = spec_from_file_location("make_env", ROOT / "tools" / "make_env.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_it_follows_the_compose_specification():
    path = files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(schema)
    assert [error.message for error in kind(schema).iter_errors(COMPOSE)] == []
    assert list(kind(schema).iter_errors({**COMPOSE, "services": {"a": {"imagee": "b"}}})), "the schema checks nothing"


def test_every_variable_is_in_the_generated_env_and_none_is_left_over():
    assert set(re.findall(r"(?<!\$)\$\{(\w+)", TEXT)) == set(make_env().template())


@pytest.mark.parametrize("name", SERVICES)
def test_ports_are_bound_to_loopback(name):
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_a_health_check_or_runs_once(name):
    assert ("healthcheck" in SERVICES[name]) != (SERVICES[name]["restart"] == "no")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_waits_for_what_it_needs(name):
    for needed, how in SERVICES[name].get("depends_on", {}).items():
        once = SERVICES[needed]["restart"] == "no"
        assert how["condition"] == ("service_completed_successfully" if once else "service_healthy")


@pytest.mark.parametrize("name", SERVICES)
def test_secrets_come_from_the_env_file(name):
    environment = SERVICES[name].get("environment", {})
    assert {key: value for key, value in environment.items() if SECRET.search(key) and ":?" not in value} == {}


@pytest.mark.parametrize("name", SERVICES)
def test_an_image_is_ours_or_pinned(name):
    image, _, version = SERVICES[name]["image"].partition(":")
    expected = {"elasticsearch": VERSION, "kibana": VERSION, "copydesk": ""}
    assert version == expected.get(image, version)
    assert version or image == "copydesk"


def test_security_is_on():
    assert SERVICES["elasticsearch"]["environment"]["xpack.security.enabled"] == "true"
    assert "PREFECT_SERVER_API_AUTH_STRING" in SERVICES["prefect"]["environment"]


def test_every_volume_is_declared():
    named = {
        entry.partition(":")[0]
        for service in SERVICES.values()
        for entry in service.get("volumes", [])
        if entry[0] not in "./$"
    }
    assert named == set(COMPOSE["volumes"])


def test_the_worker_does_not_get_the_superuser():
    assert "ELASTIC_PASSWORD" not in json.dumps(SERVICES["worker"])


# --- .env -------------------------------------------------------------------------------------------------------------


def test_env_is_private_complete_and_never_overwritten(tmp_path):
    path = tmp_path / ".env"
    run = [sys.executable, ROOT / "tools" / "make_env.py", path]
    assert subprocess.run(run, check=False).returncode == 0
    first = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {line.partition("=")[0] for line in first.splitlines() if "=" in line} == set(make_env().template())
    again = subprocess.run(run, check=False, capture_output=True, text=True)
    assert (again.returncode, path.read_text()) == (2, first)
    assert again.stderr.count("\n") == 1


def test_passwords_differ_and_are_long():
    first, second = make_env().template(), make_env().template()
    made = [first[name] for name in make_env().SECRETS] + [second[name] for name in make_env().SECRETS]
    assert len(set(made)) == len(made)
    assert min(map(len, made)) >= 32, "Kibana's keys have at least 32 characters"


# --- the image --------------------------------------------------------------------------------------------------------

COPIED = [
    source
    for line in (ROOT / "Dockerfile").read_text().splitlines()
    if line.startswith("COPY ") and "--from" not in line
    for source in line.split()[1:-1]
]


@pytest.mark.parametrize("source", COPIED)
def test_what_the_image_copies_is_there_and_sent(source):
    assert (ROOT / source).exists()
    assert f"!{source}" in (ROOT / ".dockerignore").read_text().splitlines()


def test_nothing_else_is_sent_to_the_engine():
    sent = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert sorted(sent) == sorted(COPIED)


def test_the_image_has_every_package_of_the_project():
    packages = {name for name in ("sources", "transforms", "stores", "flows") if (ROOT / name).is_dir()}
    assert packages <= set(COPIED)


# --- the accounts -----------------------------------------------------------------------------------------------------


class Elasticsearch(http.server.BaseHTTPRequestHandler):
    """Notes what it is asked, and agrees."""

    def answer(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.command, self.path, body, self.headers["Authorization"]))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(b"{}")

    do_PUT = do_POST = answer  # noqa: N815 - the names that http.server calls

    def log_message(self, *args):
        pass


@pytest.fixture
def elasticsearch():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elasticsearch) as server:
        server.asked, server.status = [], 200
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def make_users(server):
    variables = {name: value for name, value in make_env().template().items() if name.endswith(("PASSWORD", "ALIAS"))}
    address = f"http://127.0.0.1:{server.server_port}"
    return subprocess.run(
        ["sh", ROOT / "docker" / "users.sh"],
        env={"PATH": os.environ["PATH"], "ELASTICSEARCH": address, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


needs_curl = pytest.mark.skipif(not shutil.which("curl"), reason="the script runs where curl is, in the image")


@needs_curl
def test_the_accounts_are_made(elasticsearch):
    done = make_users(elasticsearch)
    assert done.returncode == 0, done.stderr
    assert [(method, path) for method, path, _, _ in elasticsearch.asked] == [
        ("POST", "/_security/user/kibana_system/_password"),
        ("PUT", "/_security/role/copydesk"),
        ("PUT", "/_security/user/copydesk"),
    ]
    assert elasticsearch.asked[1][2]["indices"] == [{"names": ["articles", "articles-*"], "privileges": ["all"]}]


@needs_curl
def test_a_refused_account_is_a_failure(elasticsearch):
    elasticsearch.status = 401
    assert make_users(elasticsearch).returncode != 0
    assert len(elasticsearch.asked) == 1
