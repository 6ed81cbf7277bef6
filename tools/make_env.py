"""Write .env for docker-compose.yml: passwords and keys made here and now, for this machine only (`make .env`)."""  # noqa: INP001 - a script

import os
import secrets
import sys
from pathlib import Path

HEADER = """\
# Made by tools/make_env.py. Passwords: never commit this file, nor show it. Docker compose reads it by itself.
# A new password needs the service to be told, too: docs/operations.md says how.
"""
SECRETS = (  # hexadecimal: nothing in them needs escaping in an address or a shell
    "ELASTIC_PASSWORD",  # the superuser; only the one-shot `users` needs it
    "KIBANA_SYSTEM_PASSWORD",  # Kibana's own account
    "COPYDESK_PASSWORD",  # the worker's account: the articles' indices and nothing else
    "KIBANA_ENCRYPTION_KEY",  # of what Kibana keeps in Elasticsearch: lost with it, alerts and connectors are
    "POSTGRES_PASSWORD",
    "PREFECT_PASSWORD",  # of the user `admin` in Prefect's pages and API
)
SETTINGS = {
    "ELASTICSEARCH_PORT": "9200",
    "KIBANA_PORT": "5601",
    "PREFECT_PORT": "4200",
    "ELASTICSEARCH_HEAP": "2g",
    "COPYDESK_ALIAS": "articles",
    "INBOX": "./inbox",
}


def template() -> dict[str, str]:
    """Every variable that docker-compose.yml takes."""
    return {name: secrets.token_hex(24) for name in SECRETS} | SETTINGS


def write(path: Path) -> None:
    """Write a new file that only its owner can read. FileExistsError rather than lose passwords in use."""
    lines = "".join(f"{name}={value}\n" for name, value in template().items())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(HEADER + lines)


def main() -> int:
    """The exit status."""
    path = Path(sys.argv[1] if len(sys.argv) > 1 else ".env")
    try:
        write(path)
    except OSError as error:
        print(f"{path}: {error.strerror}; it is left as it is", file=sys.stderr)  # noqa: T201 - a command
        return 2
    print(f"{path}: passwords made; `docker compose up -d --build` comes next")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
