#!/bin/sh
# Runs once beside Elasticsearch: Kibana's account gets its password, and the worker an account that can load articles only.
set -eu

# $1: method and path, from standard input: the JSON body. A refusal ends the script with Elasticsearch's own words.
put() {
  curl -sS --fail-with-body --retry 5 --retry-connrefused -u "elastic:$ELASTIC_PASSWORD" \
    -H 'Content-Type: application/json' -X "$1" "$ELASTICSEARCH/_security/$2" --data-binary @-
  echo
}

put POST user/kibana_system/_password <<BODY
{"password": "$KIBANA_SYSTEM_PASSWORD"}
BODY

put PUT role/copydesk <<BODY
{
  "cluster": ["monitor", "manage_index_templates"],
  "indices": [{"names": ["$COPYDESK_ALIAS", "$COPYDESK_ALIAS-*"], "privileges": ["all"]}]
}
BODY

put PUT user/copydesk <<BODY
{"password": "$COPYDESK_PASSWORD", "roles": ["copydesk"], "full_name": "Copydesk worker"}
BODY
