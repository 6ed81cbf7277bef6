from pathlib import Path

import pytest

from stores.client import connect
from stores.elastic import Store
from stores.results import StoreAwayError, StoreError
from stores.settings import StoreSettings, from_environment

SECRET = "kept-dark"  # noqa: S105 - not one


def test_no_address_no_store():
    assert from_environment({}) is None
    assert from_environment({"ELASTICSEARCH_URL": ""}) is None


def test_everything_is_read_from_the_environment():
    found = from_environment(
        {
            "ELASTICSEARCH_URL": "https://es:9200",
            "COPYDESK_ALIAS": "news",
            "ELASTICSEARCH_API_KEY": SECRET,
            "ELASTICSEARCH_USERNAME": "ann",
            "ELASTICSEARCH_PASSWORD": SECRET,
            "ELASTICSEARCH_CA_CERTS": "/ca.pem",
        }
    )
    assert found == StoreSettings(
        url="https://es:9200",
        alias="news",
        api_key=SECRET,
        username="ann",
        password=SECRET,
        ca_certs=Path("/ca.pem"),
    )


def test_the_alias_has_a_default_and_an_address_may_be_given():
    assert from_environment({"COPYDESK_ALIAS": ""}, url="http://here:1") == StoreSettings(url="http://here:1")


@pytest.mark.parametrize(
    "url", [f"http://ann:{SECRET}@es:9200", f"http://ann:{SECRET}@es:9200,http://b:{SECRET}@c:9200"]
)
def test_secrets_are_never_shown(url):
    settings = StoreSettings(url=url, api_key=SECRET, username="ann", password=SECRET)
    assert SECRET not in repr(settings)
    assert SECRET not in settings.shown_url
    assert "es:9200" in settings.shown_url


def test_a_password_in_the_address_is_sent_and_not_told():
    settings = StoreSettings(url=f"http://ann:{SECRET}@127.0.0.1:1", patience=0)
    connection = connect(settings)
    assert "authorization" in next(iter(connection.client.transport.node_pool.all())).headers
    with Store(settings, "1") as store, pytest.raises(StoreAwayError) as raised:
        store.status()
    assert SECRET not in str(raised.value)
    assert "127.0.0.1:1" in str(raised.value)


@pytest.mark.parametrize("url", ["nonsense", "ftp://es:9200", "http://es:port", "", f"{SECRET}@es"])
def test_an_address_that_is_none_is_told_in_one_line(url):
    with pytest.raises(StoreError) as raised:
        connect(StoreSettings(url=url))
    assert "ELASTICSEARCH_URL" in str(raised.value)
    assert SECRET not in str(raised.value)


def test_a_certificate_that_is_not_there_is_told():
    with pytest.raises(StoreError, match="ELASTICSEARCH_CA_CERTS"):
        connect(StoreSettings(url="https://es:9200", ca_certs=Path("/nowhere.pem")))
