"""A picture made a finished cover: lettering, print, provenance, store rules, and the way into the song's file."""

from __future__ import annotations

from albumen.maker import Maker, Model
from albumen.sleeve.check import Finding, check
from albumen.sleeve.contact_sheet import contact_sheet, save_contact_sheet
from albumen.sleeve.cover import Cover, Saved, finish
from albumen.sleeve.embed import Embedded, embed
from albumen.sleeve.sidecar import Sidecar
from albumen.sleeve.sidecar import read as read_sidecar
from albumen.sleeve.stores import STORES, Store
from albumen.sleeve.tagged import front_cover

__all__ = [
    "STORES", "Cover", "Embedded", "Finding", "Maker", "Model", "Saved", "Sidecar", "Store", "check", "contact_sheet",
    "embed", "finish", "front_cover", "read_sidecar", "save", "save_contact_sheet",
]  # fmt: skip

save = Cover.save
