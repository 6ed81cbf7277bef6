# Copydesk with its flow: what the Prefect server, the worker and the one-shot deployment of docker-compose.yml run.
# One image for all three, because a Prefect client newer than its server breaks.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN python -m venv /venv
# Packages first: they change less often than the code.
COPY constraints.txt constraints-models.txt ./
RUN /venv/bin/pip install --require-hashes -r constraints.txt -r constraints-models.txt
COPY pyproject.toml README.md prefect.yaml ./
COPY sources sources
COPY transforms transforms
COPY stores stores
COPY flows flows
RUN /venv/bin/pip install --no-deps --no-build-isolation --editable .

FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 10001 copydesk
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 COPYDESK_HOME=/home/copydesk COPYDESK_INBOX=/inbox
USER copydesk
WORKDIR /app
ENTRYPOINT []
CMD ["copydesk", "--help"]
