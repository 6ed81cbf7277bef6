"""The real executable, a real Prefect server for all tests, and an alias of their own in the real Elasticsearch node."""

import os
import uuid

import pytest
from desk_tools import Desk, answers, free_port, started, wait_until, without_settings


@pytest.fixture
def bare_desk(tmp_path):
    """A desk without store and Prefect: for commands that need neither."""
    # The name model is what tests/flows/test_names.py is about: elsewhere it would cost each run seconds.
    ours = {"COPYDESK_HOME": str(tmp_path / "home"), "COPYDESK_NAME_MODEL": "off"}
    return Desk({**without_settings(os.environ), **ours}, tmp_path)


@pytest.fixture
def desk(bare_desk, node, prefect_server):
    """A desk with an alias of its own."""
    store = {"ELASTICSEARCH_URL": node, "COPYDESK_ALIAS": f"desk-{uuid.uuid4().hex[:12]}"}
    return Desk({**bare_desk.env, **prefect_server, **store}, bare_desk.folder)


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory):
    """The environment that leads to a real Prefect server, one for all tests."""
    port = free_port()
    env = {
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    }
    command = ["prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    with started(command, env):
        wait_until(lambda: answers(f"{env['PREFECT_API_URL']}/health"), 180, "Prefect's server")
        yield env
