"""The model hub, asked in its own words: which files a revision has, and where each lies.

`HF_ENDPOINT` names a mirror, `HF_TOKEN` a token for repositories behind a licence; it goes to the endpoint alone.
API: https://huggingface.co/docs/hub/api, `GET /api/models/{repo}/revision/{revision}?blobs=true`.
"""

from __future__ import annotations

import os
import re
from typing import Any
from urllib.parse import quote

from albumen.errors import MissingWeights
from albumen.models.card import Hub, ModelCard
from albumen.models.choice import chosen
from albumen.models.part import Wanted
from albumen.models.web import Patience, read_json

HUB = "https://huggingface.co"
COMMIT = re.compile(r"[0-9a-f]{40}")


def snapshot(card: ModelCard, hub: Hub, revision: str | None, patience: Patience) -> tuple[str, list[Wanted]]:
    """The commit that `revision` (or the card's, or the main branch) stands for, and the files to bring from it.

    Raises
    ------
    MissingWeights
        The hub cannot be asked, has no such revision, or lacks a file.
    """
    endpoint = (os.environ.get("HF_ENDPOINT") or HUB).rstrip("/")
    asked = revision or hub.revision or "main"
    url = f"{endpoint}/api/models/{hub.repo}/revision/{quote(asked, safe='')}?blobs=true"
    told = read_json(url, _token(), patience)
    try:
        commit, rows = str(told["sha"]), {str(row["rfilename"]): row for row in told["siblings"]}
    except (KeyError, TypeError) as fault:
        raise MissingWeights(f"{endpoint} does not answer like the hub at {url}; is HF_ENDPOINT right?") from fault
    if not COMMIT.fullmatch(commit) or (COMMIT.fullmatch(asked) and commit != asked):
        raise MissingWeights(f"{endpoint} names the commit {commit!r} for {hub.repo}@{asked}; it is not trusted.")
    wanted = []
    for name, file in chosen(card, rows, f"{hub.repo}@{commit[:12]}").items():
        exact = file if file.path == name else None
        size, sha256 = _weight(rows[name])
        wanted.append(
            Wanted(
                name,
                (exact and exact.sha256) or sha256,
                (exact and exact.size) or size,
                f"{endpoint}/{hub.repo}/resolve/{commit}/{quote(name)}",
                _token(),
            )
        )
    return commit, wanted


def _weight(row: dict[str, Any]) -> tuple[int | None, str | None]:
    size, large = row.get("size"), row.get("lfs")
    sha256 = large.get("sha256") if isinstance(large, dict) else None
    return size if isinstance(size, int) else None, sha256 if isinstance(sha256, str) else None


def _token() -> dict[str, str]:
    token = os.environ.get("HF_TOKEN", "").strip()
    if not (token.isascii() and token.isprintable()):
        raise MissingWeights("HF_TOKEN holds signs that no token has; copy the token anew, or unset it.")
    return {"Authorization": f"Bearer {token}"} if token else {}
