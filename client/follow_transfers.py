"""Prints every transfer of an experiment as it enters the graph, and goes on where it was when it is started again.

    python3 follow_transfers.py http://127.0.0.1:4000 demo cursor.txt

Where the server asks for a credential, TASKONOMY_AUTHORIZATION holds it: "Bearer" and an API key or a token.
"""

import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

CREDENTIAL = os.environ.get("TASKONOMY_AUTHORIZATION")
HEADERS = {"authorization": CREDENTIAL} if CREDENTIAL else {}


def ask(server, query, **variables):
    """The answer to a query or mutation; RuntimeError for the first of its errors."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    headers = {"content-type": "application/json", **HEADERS}
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{server}/graphql", body, headers)) as response:
            answer = json.load(response)
    except urllib.error.HTTPError as refused:
        answer = json.load(refused)
    if "errors" in answer:
        raise refusal(answer)
    return answer["data"]


def refusal(answer):
    """The first error of an answer."""
    error = answer["errors"][0]
    return RuntimeError(f"{error['extensions']['code']}: {error['message']}")


def follow(server, experiment, after="0"):
    """Every event after a cursor, each at least once, over as many connections as it takes; RuntimeError where the server refuses."""
    url = f"{server}/events?{urllib.parse.urlencode({'experiment': experiment})}"
    while True:
        request = urllib.request.Request(url, headers={"last-event-id": after, **HEADERS})
        try:
            # A comment comes every 15 seconds.
            with urllib.request.urlopen(request, timeout=40) as stream:
                for line in stream:
                    field, _, value = line.decode().rstrip("\n").partition(": ")
                    if field == "data":
                        event = json.loads(value)
                        yield event
                        after = event["cursor"]
        except urllib.error.HTTPError as refused:
            # Too many requests, or Neo4j is away.
            if refused.code not in (429, 503):
                raise refusal(json.load(refused)) from None
        except (OSError, http.client.HTTPException):
            pass  # The connection was lost, or the server starts again.
        time.sleep(1)


def main(server, experiment, file):
    query = "query ($id: ID!) { taxonomy(experiment: $id, budget: 2) { usedSources { name } } }"
    print("best with two labels:", [task["name"] for task in ask(server, query, id=experiment)["taxonomy"]["usedSources"]])
    after = (open(file).read() if os.path.exists(file) else "") or "0"
    for event in follow(server, experiment, after):
        print(event["transfer"]["key"], event["affinity"], flush=True)
        # After the work: a crash in between repeats the event, and skips none. The file is replaced as a whole: it is never half written.
        with open(f"{file}.new", "w") as cursor:
            cursor.write(event["cursor"])
        os.replace(f"{file}.new", file)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: follow_transfers.py SERVER EXPERIMENT CURSOR_FILE")
    try:
        main(*sys.argv[1:])
    except RuntimeError as refused:
        sys.exit(str(refused))
    except urllib.error.URLError as unreachable:
        sys.exit(f"{sys.argv[1]} cannot be reached: {unreachable.reason}")
