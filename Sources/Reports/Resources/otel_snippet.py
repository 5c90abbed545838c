# Attributes every span of OpenTelemetry, so that its cost has an owner: those of instrumentation
# libraries (OpenLLMetry, the GenAI instrumentations) as well as your own.
# Written by cogcast for review; the values are examples.
# Check what arrives: cogcast metadata check spans.jsonl --from otel
import os
from contextlib import contextmanager

from opentelemetry import baggage, context, trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider

PER_REQUEST = ("user.id", "session.id", "gen_ai.prompt.name")


class Attribution(SpanProcessor):
    """Copies what is known of the request onto every span below it."""

    def on_start(self, span, parent_context=None):
        for name in PER_REQUEST:
            value = baggage.get_baggage(name, parent_context)
            if value is not None:
                span.set_attribute(name, value)


provider = TracerProvider(
    resource=Resource.create(
        {
            "service.name": "support-assistant",  # the feature
            "deployment.environment.name": os.environ.get("ENVIRONMENT", "prod"),
            "cogcast.team": "cx",
            "cogcast.cost_center": "4711",
        }
    )
)
provider.add_span_processor(Attribution())
trace.set_tracer_provider(provider)


@contextmanager
def attributed(*, user, session, prompt_template):
    """Everything within is done for this user, in this session, with this template."""
    current = context.get_current()
    for name, value in zip(PER_REQUEST, (user, session, prompt_template)):
        current = baggage.set_baggage(name, value, current)
    token = context.attach(current)
    try:
        yield
    finally:
        context.detach(token)


# with attributed(user="customer-9", session="s-1", prompt_template="support-v7"):
#     client.chat.completions.create(...)
