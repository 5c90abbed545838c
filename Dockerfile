# cogcast in an image of its own:
#   docker build --tag cogcast .
#   docker run --rm --volume "$PWD:/repository" cogcast gate scenarios/support-assistant.json
FROM swift:6.3-bookworm AS build
RUN apt-get update \
  && apt-get install --yes --no-install-recommends libopenblas-dev liblapacke-dev pkg-config \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Sources Sources
COPY Benchmarks Benchmarks
COPY Tests Tests
RUN swift build -c release --product cogcast --static-swift-stdlib

FROM debian:bookworm-slim
# git reads the base of a gate from the history.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends git libopenblas0 liblapacke \
  && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory /repository
COPY --from=build /source/.build/release/cogcast /usr/local/bin/cogcast
WORKDIR /repository
ENTRYPOINT ["cogcast"]
