# Attributes every request through LiteLLM's gateway, so that its cost has an owner.
# Written by cogcast for review; the values are examples.
# Check what arrives: cogcast metadata check spend.jsonl --from litellm
import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("LITELLM_BASE_URL", "http://localhost:4000"),
    api_key=os.environ.get("LITELLM_API_KEY", "the-virtual-key-of-the-team"),
)


def ask(messages, *, user, session):
    return client.chat.completions.create(
        model="claude-sonnet-5-5",  # a name with its version, not an alias of the latest
        max_tokens=1024,
        messages=messages,
        user=user,  # the customer, as a pseudonym; LiteLLM's end_user
        extra_body={
            "metadata": {
                "session_id": session,
                # LiteLLM keeps these in its spend log as they are.
                "spend_logs_metadata": {
                    "feature": "support-assistant",
                    "promptTemplate": "support-v7",
                    "environment": os.environ.get("ENVIRONMENT", "prod"),
                    "team": "cx",  # without it: the team of the virtual key
                    "costCenter": "4711",
                },
            },
        },
    )
